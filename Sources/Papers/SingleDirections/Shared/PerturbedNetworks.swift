import Experiments

/// The networks of one condition under a perturbation that grows: their training accuracy along its axis.
struct PerturbedNetworks: Sendable {
    /// Of its series.
    var id = ""
    /// "40 % shuffled".
    let label: String
    /// The share of the training labels that was shuffled.
    let corruption: Double
    /// Where the points stand, rising: units ablated, or the logarithm of the noise.
    let x: [Double]
    /// [network][run][point]; a network's runs differ in the order of ablation or in the noise. Networks and runs of the same number
    /// share their seeds between conditions.
    let accuracies: [[[Double]]]

    /// The accuracy of any one answer to ten classes of equal size.
    static let chance = 0.1

    /// Averaged over networks and runs.
    var mean: [Double] { Statistics.columnMeans(Array(accuracies.joined())) }
    /// Each network's curve, averaged over its runs: [network][point].
    var curves: [[Double]] { accuracies.map(Statistics.columnMeans) }
    /// Each network's area under the curve over the axis, as its mean height (Section 3.2, "AUC"), averaged over its runs.
    var areas: [Double] { accuracies.map { Statistics.mean($0.map { Statistics.normalizedArea(x: x, y: $0) }) } }
    /// The same in parts of the network's accuracy without perturbation: of a network that has learnt less, what ablation takes of that.
    var relativeAreas: [Double] { zip(areas, curves).map { $0 / $1[0] } }
    /// Averaged over the networks.
    var area: Double { Statistics.mean(areas) }

    /// Where the mean curve has come half the way down to chance.
    /// - Parameter start: the accuracy without perturbation; nil: the curve's first.
    func halfway(from start: Double? = nil) -> Double { place(of: mean, below: ((start ?? mean[0]) + Self.chance) / 2) }

    /// The part of the axis from a value on, where the curves are taken to be straight between their points.
    func from(_ start: Double) -> PerturbedNetworks {
        precondition(start >= x[0] && start < x[x.count - 1], "\(start) is not on the axis from \(x[0]) to \(x[x.count - 1])")
        let rest = x.indices.filter { x[$0] > start }
        return PerturbedNetworks(
            label: label, corruption: corruption, x: [start] + rest.map { x[$0] },
            accuracies: accuracies.map { $0.map { curve in [height(of: curve, at: start)] + rest.map { curve[$0] } } })
    }

    /// The height of a curve at a place on the axis, straight between its points.
    func height(of curve: [Double], at place: Double) -> Double {
        precondition(place >= x[0] && place <= x[x.count - 1], "\(place) is not on the axis from \(x[0]) to \(x[x.count - 1])")
        let upper = x.firstIndex { $0 >= place } ?? x.count - 1
        guard upper > 0 else { return curve[0] }
        let share = (place - x[upper - 1]) / (x[upper] - x[upper - 1])
        return curve[upper - 1] + share * (curve[upper] - curve[upper - 1])
    }

    /// The first place on the axis where a curve is at most this high, straight between its points; its end where it never is.
    func place(of curve: [Double], below height: Double) -> Double {
        guard let first = curve.firstIndex(where: { $0 <= height }) else { return x[x.count - 1] }
        guard first > 0, curve[first - 1] > curve[first] else { return x[first] }
        let share = (curve[first - 1] - height) / (curve[first - 1] - curve[first])
        return x[first - 1] + share * (x[first] - x[first - 1])
    }

    /// The mean with the standard deviation over all runs, as the paper's error bars are.
    /// - Parameter index: nil: how many units are ablated.
    func series(_ index: Column? = nil) -> Series {
        .overNetworks(
            id, label, index ?? Column("ablated", "units ablated", x), "training accuracy", curves, spread: .deviation,
            runs: Array(accuracies.joined()))
    }
}

extension DirectionCondition {
    /// Training accuracy as units are ablated in random orders (Section 2.2, "Ablations"), from none to all, at as many points and along
    /// as many orders as the settings say. The orders of a seed are the same whatever the network was trained on.
    /// - Parameters:
    ///   - networks: nil: the condition's own, trained.
    ///   - layers: whose units are ablated; nil: the condition's own.
    ///   - moments: of each network, where units are ablated to their means; nil: to zero.
    func ablated(
        _ inputs: Inputs, _ networks: [(job: TrainingJob, weights: Weights)]? = nil, id: String? = nil, label: String? = nil,
        layers: [Int]? = nil, toMeans moments: [UnitMoments]? = nil
    ) throws -> PerturbedNetworks {
        let networks = try networks ?? jobs.map { ($0, try inputs.weights($0)) }
        let units = (layers ?? self.layers).flatMap { layer in
            (0..<architecture.units(layer)).map { UnitReference(layer: layer, unit: $0) }
        }
        let steps = min(settings.integer(family.points), units.count)
        let counts = (0...steps).map { $0 * units.count / steps }
        let samples = try scored(inputs)
        let accuracies = try networks.enumerated().map { place, network in
            let orders = (0..<settings.integer(DirectionParameters.orders)).map { index in
                var generator = SeededGenerator(seed: network.job.seed, purpose: "ablation order", index: UInt64(index))
                return generator.permutation(units.count).map { units[$0] }
            }
            return try Ablation(architecture).accuracies(
                network.weights, on: samples, orders: orders, at: counts,
                replacement: moments.map { .values($0[place].means) } ?? .zero, checkCancellation: inputs.checkCancellation)
        }
        return PerturbedNetworks(
            id: id ?? self.id, label: label ?? self.label, corruption: corruption, x: counts.map(Double.init),
            accuracies: accuracies)
    }
}
