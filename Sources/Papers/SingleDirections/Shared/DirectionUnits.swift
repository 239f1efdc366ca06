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

    init(reference: UnitReference, selectivity: Double?, mutualInformation: Double, lossChange: Double) {
        self.reference = reference
        self.selectivity = selectivity
        self.mutualInformation = mutualInformation
        self.lossChange = lossChange
    }

    /// Whether it fires on no test image.
    var isDead: Bool { selectivity == nil }

    /// The index, 0 for a unit that is never active (Section 3.4, footnote 4).
    var selectivityIndex: Double { selectivity ?? 0 }
}

/// The hidden units of a trained network, measured on its test images (Sections 2.3 and 3.4, Appendix A.5).
enum DirectionUnits {
    static let bins = Parameter.chosen(
        "bins", "bins of a unit's activity, of equal width between its least and greatest", .integer(30),
        because: "the paper bins activities for mutual information and does not say how", allowed: .integers(2...1000))

    /// - Parameter withLoss: whether each unit's ablation is scored; without, `lossChange` is 0.
    static func measure(
        _ weights: Weights, of job: TrainingJob, on test: LabelledSamples, bins: Int, withLoss: Bool = true, _ inputs: Inputs
    ) throws -> [DirectionUnit] {
        let reader = ActivationReader(job.architecture)
        let hidden = Array(job.architecture.hidden.indices)
        var units: [DirectionUnit] = []
        for (layer, activations) in reader.read(weights, on: test, layers: hidden).enumerated() {
            try inputs.checkCancellation()
            let selectivities = ClassSelectivity.of(activations: activations, labels: test.labels)
            for unit in 0..<activations.rows {
                units.append(
                    DirectionUnit(
                        reference: UnitReference(layer: layer, unit: unit), selectivity: selectivities[unit].index,
                        mutualInformation: information(Array(activations.row(unit)), test, bins: bins), lossChange: 0))
            }
        }
        guard withLoss else { return units }
        let base = reader.score(weights, on: test).loss
        let ablation = Ablation(job.architecture)
        for first in stride(from: 0, to: units.count, by: 16) {
            try inputs.checkCancellation()
            let range = first..<min(first + 16, units.count)
            let scores = ablation.scores(weights, on: test, withoutEach: units[range].map(\.reference))
            for (place, score) in zip(range, scores) { units[place].lossChange = score.loss - base }
        }
        return units
    }

    /// I(T;Y) of activity in bins of equal width between its extremes; 0 for one that never varies.
    static func information(_ activity: [Float], _ test: LabelledSamples, bins: Int) -> Double {
        guard let least = activity.min(), let greatest = activity.max(), least < greatest else { return 0 }
        let thresholds = (1..<bins).map { least + (greatest - least) * Float($0) / Float(bins) }
        // Bins narrower than the gap between neighbouring floats are one.
        let distinct = thresholds.reduce(into: [Float]()) { if $0.last != $1 { $0.append($1) } }
        return UnitMeasures.of(
            activations: Matrix(rows: 1, columns: activity.count, values: activity), labels: test.labels, classes: test.classes,
            thresholds: distinct)[0].mutualInformation
    }
}
