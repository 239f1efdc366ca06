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

        func strength(_ order: AblationOrder, network: Int) -> Double {
            let (isLow, measure): (Bool, AblationMeasure)
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
        _ panels: [AblationPanel], _ letter: String, networks: Int = 10, _ accuracy: (AblationOrder, Double, Int) -> Double
    ) -> AblationCurves {
        let panel = panels.first { $0.letter == letter }!
        let counts = Array(0...panel.neurons)
        var accuracies: [AblationOrder: [[Double]]] = [:]
        for (place, order) in panel.orders.enumerated() {
            accuracies[order] = (0..<networks).map { network in
                let jitter = Double(network * (place + 3) % 17) / 10_000
                return counts.map { accuracy(order, Double($0) / Double(panel.neurons), network) + jitter }
            }
        }
        return AblationCurves(panel, counts: counts, accuracies: accuracies)
    }

    static func curves(_ panels: [AblationPanel], _ letter: String, _ shape: Shape) -> AblationCurves {
        curves(panels, letter) { order, share, network in falling(share, strength: shape.strength(order, network: network)) }
    }

    /// Every order alike; networks of even and odd numbers fall as early as their strengths say.
    static func level(_ panels: [AblationPanel], _ letter: String, _ even: Double, _ odd: Double) -> AblationCurves {
        curves(panels, letter) { _, share, network in falling(share, strength: network % 2 == 0 ? even : odd) }
    }

    /// Falls from 0.9 to 0.1; the larger `strength`, the later.
    static func falling(_ share: Double, strength: Double = 0) -> Double {
        0.9 - 0.8 * share - 4 * strength * share * (share - 1)
    }
}
