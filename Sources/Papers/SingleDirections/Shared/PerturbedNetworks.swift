import Experiments

/// The networks of one condition under a perturbation that grows: their training accuracy along its axis.
struct PerturbedNetworks: Sendable {
    /// "40 % shuffled".
    let label: String
    /// The share of the training labels that was shuffled.
    let corruption: Double
    /// Where the points stand, rising: units ablated, or the logarithm of the noise.
    let x: [Double]
    /// [network][run][point]; a network's runs differ in the order of ablation or in the noise. Networks and runs of the same number
    /// share their seeds between conditions.
    let accuracies: [[[Double]]]

    init(label: String, corruption: Double, x: [Double], accuracies: [[[Double]]]) {
        precondition(
            !accuracies.isEmpty && accuracies.joined().allSatisfy { $0.count == x.count },
            "\(label): curves that do not fit their points")
        self.label = label
        self.corruption = corruption
        self.x = x
        self.accuracies = accuracies
    }

    /// Averaged over networks and runs.
    var mean: [Double] { Statistics.columnMeans(Array(accuracies.joined())) }

    /// Each network's curve, averaged over its runs: [network][point].
    var curves: [[Double]] { accuracies.map(Statistics.columnMeans) }

    /// The area under each run's curve over the axis, as its mean height: [network][run].
    var runAreas: [[Double]] { accuracies.map { $0.map { Statistics.normalizedArea(x: x, y: $0) } } }

    /// Each network's area, averaged over its runs.
    var areas: [Double] { runAreas.map(Statistics.mean) }

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
}
