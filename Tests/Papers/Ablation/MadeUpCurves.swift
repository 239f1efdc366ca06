import Experiments

@testable import AblationPaper

/// How a claim came out, without the number of networks that it would need.
enum AblationOutcome: String, Sendable {
    case holds, partly, undecided
    case fails = "does not hold"
    case notAssessed = "not assessed"

    init?(_ claim: Claim) { self.init(label: claim.outcome.label) }

    init?(_ reading: Claim.Reading) { self.init(label: reading.outcome.label) }

    private init?(label: String) {
        let words = label.split(separator: "(")[0]
        self.init(rawValue: words.last == " " ? String(words.dropLast()) : String(words))
    }
}

/// Ablation curves made up for the tests of rules.
enum MadeUpCurves {
    /// Which orders do better than the random one.
    enum Shape: Sendable {
        /// None.
        case alike
        /// Lowest first does better, highest first worse.
        case indicating
        /// The other way round.
        case misleading
        /// One network indicates, the next misleads.
        case wavering
        /// Entropy misleads, the others indicate.
        case entropyMisleads
        /// Lowest entropy first does worse, all others like the random one.
        case entropyAlone

        func strength(_ order: Order, network: Int) -> Double {
            let (isLow, measure): (Bool, Measure)
            switch order {
            case .random: return 0
            case .lowest(let of): (isLow, measure) = (true, of)
            case .highest(let of): (isLow, measure) = (false, of)
            }
            let indicating = isLow ? 0.2 : -0.2
            return switch self {
            case .alike: 0
            case .indicating: indicating
            case .misleading: -indicating
            case .wavering: network % 2 == 0 ? indicating : -indicating
            case .entropyMisleads: measure == .entropy ? -indicating : indicating
            case .entropyAlone: measure == .entropy && isLow ? -0.2 : 0
            }
        }
    }

    /// Curves of a figure's panel.
    /// - Parameter accuracy: of an order where a share of the neurons is ablated, of a network; to it comes a little that is the network's.
    static func curves(
        _ panels: [Plot], _ letter: String, networks: Int = 10, _ accuracy: (Order, Double, Int) -> Double
    ) -> Curves {
        let panel = panels.first { $0.letter == letter }!
        let counts = Array(0...panel.neurons)
        var accuracies: [Order: [[Double]]] = [:]
        for (place, order) in panel.orders.enumerated() {
            accuracies[order] = (0..<networks).map { network in
                let jitter = Double(network * (place + 3) % 17) / 10_000
                return counts.map { accuracy(order, Double($0) / Double(panel.neurons), network) + jitter }
            }
        }
        return Curves(panel: panel, counts: counts, accuracies: accuracies)
    }

    static func curves(_ panels: [Plot], _ letter: String, _ shape: Shape) -> Curves {
        curves(panels, letter) { order, share, network in falling(share, strength: shape.strength(order, network: network)) }
    }

    /// Every order alike; networks of even and odd numbers fall as early as their strengths say.
    static func level(_ panels: [Plot], _ letter: String, _ even: Double, _ odd: Double) -> Curves {
        curves(panels, letter) { _, share, network in falling(share, strength: network % 2 == 0 ? even : odd) }
    }

    /// Falls from 0.9 to 0.1; the larger `strength`, the later.
    static func falling(_ share: Double, strength: Double = 0) -> Double {
        0.9 - 0.8 * share - 4 * strength * share * (share - 1)
    }

    /// A figure's panels, and ten networks a condition whose neurons are all alike.
    static func study(_ panels: [Plot], _ curves: (String) -> Curves) -> Study {
        let unit = UnitMeasures(entropy: 1, mutualInformation: 0.5, klSelectivity: 0.5, selectiveClass: 0, activeShare: 0.5)
        let networks = panels.map(\.condition).unique.map { condition in
            let measures = condition.family.widths.map { Array(repeating: unit, count: $0) }
            return MeasuredNetworks(
                condition: condition, networks: (0..<10).map { MeasuredNetwork(seed: UInt64($0), measures: measures) })
        }
        return Study(networks: networks, curves: panels.map { curves($0.letter) })
    }
}

extension [Claim] {
    /// How the claim of this id came out.
    subscript(_ id: String) -> AblationOutcome? { first { $0.id == id }.flatMap { AblationOutcome($0) } }
}
