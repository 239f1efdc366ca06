import Experiments

/// A hidden unit: how it tells classes apart, and what its ablation costs.
struct DirectionUnit: Sendable {
    var reference: UnitReference
    /// The class selectivity index of its activity on the test images (equation 1); nil for a unit that is never active there.
    var selectivity: Double?
    /// I(T;Y) of its binned activity and the class on the test images, in bits.
    var mutualInformation: Double
    /// By how much the test loss rises when the unit alone is ablated, in nats.
    var lossChange: Double
    var isDead: Bool { selectivity == nil }
    /// The index, 0 for a unit that is never active (Section 3.4, footnote 4).
    var selectivityIndex: Double { selectivity ?? 0 }
}

extension DirectionCondition {
    /// The units of a network on its test images (Sections 2.3 and 3.4, Appendix A.5).
    /// - Parameter withLoss: whether each unit's ablation is scored; without, `lossChange` is 0.
    func units(_ weights: Weights, withLoss: Bool, _ inputs: Inputs) throws -> [DirectionUnit] {
        let reader = ActivationReader(architecture)
        let test = try inputs.test(data)
        var units: [DirectionUnit] = []
        for (layer, activations) in zip(layers, reader.read(weights, on: test, layers: layers)) {
            try inputs.checkCancellation()
            let selectivities = ClassSelectivity.of(activations: activations, labels: test.labels)
            for unit in 0..<activations.rows {
                let information = Self.information(
                    Array(activations.row(unit)), test, bins: settings.integer(DirectionParameters.bins))
                units.append(
                    DirectionUnit(
                        reference: UnitReference(layer: layer, unit: unit), selectivity: selectivities[unit].index,
                        mutualInformation: information, lossChange: 0))
            }
        }
        guard withLoss else { return units }
        let base = reader.score(weights, on: test).loss
        for first in stride(from: 0, to: units.count, by: 16) {
            try inputs.checkCancellation()
            let range = first..<min(first + 16, units.count)
            let scores = Ablation(architecture).scores(weights, on: test, withoutEach: units[range].map(\.reference))
            for (place, score) in zip(range, scores) { units[place].lossChange = score.loss - base }
        }
        return units
    }

    /// I(T;Y) of a network's every unit at each number of bins, in bits: [number of bins][unit].
    /// - Parameter bins: nil: whether the unit is active.
    func information(_ weights: Weights, bins: [Int?], _ inputs: Inputs) throws -> [[Double]] {
        let test = try inputs.test(data)
        var bits = bins.map { _ in [Double]() }
        for activations in ActivationReader(architecture).read(weights, on: test, layers: layers) {
            for unit in 0..<activations.rows {
                try inputs.checkCancellation()
                let activity = Array(activations.row(unit))
                for (place, count) in bins.enumerated() { bits[place].append(Self.information(activity, test, bins: count)) }
            }
        }
        return bits
    }

    /// I(T;Y) of activity in bins of equal width between its extremes; 0 for one that never varies.
    private static func information(_ activity: [Float], _ test: LabelledSamples, bins: Int?) -> Double {
        guard let least = activity.min(), let greatest = activity.max(), least < greatest else { return 0 }
        let thresholds = bins.map { bins in (1..<bins).map { least + (greatest - least) * Float($0) / Float(bins) } } ?? [0]
        // Bins narrower than the gap between neighbouring floats are one.
        let distinct = thresholds.reduce(into: [Float]()) { if $0.last != $1 { $0.append($1) } }
        return UnitMeasures.of(
            activations: Matrix(rows: 1, columns: activity.count, values: activity), labels: test.labels, classes: test.classes,
            thresholds: distinct)[0].mutualInformation
    }
}
