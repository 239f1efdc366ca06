import Experiments

/// A hidden unit, or a feature map: how it tells classes apart, and what its ablation costs. A map's activity on an image is its mean over
/// positions (Section 2.3).
struct DirectionUnit: Sendable {
    var reference: UnitReference
    /// Which of the network's layers with an activation it is in, from 0 on.
    var depth: Int
    /// The class selectivity index of its activity on the test images (equation 1); nil for a unit that is never active there.
    var selectivity: Double?
    /// I(T;Y) of its binned activity and the class on the test images, in bits.
    var mutualInformation: Double
    /// By how much the test loss rises when the unit alone is ablated to 0, in nats.
    var lossChange = 0.0
    /// The L1 norm of the weights that it is computed by.
    var weightNorm = 0.0
    var isDead: Bool { selectivity == nil }
    /// The index, 0 for a unit that is never active (Section 3.4, footnote 4).
    var selectivityIndex: Double { selectivity ?? 0 }
}

/// A network whose units are measured: those of the layers that end in an activation, such as ReLU.
///
/// In a residual network these are the first two convolutions of each bottleneck and its sum, so that a sum's maps, which no activation
/// precedes, are measured and ablated behind it: of ResNet-50 49 layers, as many as the paper's figure A2 counts.
struct MeasuredNetwork: Sendable {
    let architecture: Architecture
    /// Bins of a unit's activity, of equal width between its extremes.
    let bins: Int
    /// Of a layer's units the first so many are measured; nil: all.
    var most: Int?

    /// Places in `Architecture.layers`, in the order of depth.
    var layers: [Int] { architecture.hidden.indices.filter { architecture.activation($0) != .identity } }

    /// What each unit tells of the class; nothing is ablated.
    /// - Throws: what `checkCancellation` throws; a `Fault` where a sample cannot be read.
    func tuning(
        _ weights: Weights, on samples: some SampleSource, checkCancellation: () throws -> Void
    ) throws -> [DirectionUnit] {
        var units: [DirectionUnit] = []
        let activities = try activities(weights, on: samples, checkCancellation: checkCancellation)
        for (depth, (layer, activity)) in zip(layers, activities).enumerated() {
            let selectivities = ClassSelectivity.of(activations: activity, labels: samples.labels)
            let norms = architecture.weightNorms(ofLayer: layer, weights)
            for unit in 0..<activity.rows {
                try checkCancellation()
                units.append(
                    DirectionUnit(
                        reference: UnitReference(layer: layer, unit: unit), depth: depth, selectivity: selectivities[unit].index,
                        mutualInformation: Self.information(
                            Array(activity.row(unit)), samples.labels, classes: samples.classes, bins: bins),
                        weightNorm: norms[unit]))
            }
        }
        return units
    }

    /// I(T;Y) of every unit at each number of bins, in bits: [number of bins][unit].
    /// - Parameter bins: nil: whether the unit is active.
    func information(
        _ weights: Weights, on samples: some SampleSource, bins: [Int?], checkCancellation: () throws -> Void
    ) throws -> [[Double]] {
        var bits = bins.map { _ in [Double]() }
        for activities in try activities(weights, on: samples, checkCancellation: checkCancellation) {
            for unit in 0..<activities.rows {
                try checkCancellation()
                let activity = Array(activities.row(unit))
                for (place, count) in bins.enumerated() {
                    bits[place].append(Self.information(activity, samples.labels, classes: samples.classes, bins: count))
                }
            }
        }
        return bits
    }

    /// By how much the loss on the samples rises without each unit alone, in nats.
    func lossChanges(
        _ weights: Weights, on samples: some SampleSource, of units: [DirectionUnit], checkCancellation: () throws -> Void
    ) throws -> [Double] {
        let (reader, ablation) = (ActivationReader(architecture), Ablation(architecture))
        var means = units.map { _ in 0.0 }
        var done = 0
        try samples.forEachPortion(of: Self.portion) { portion in
            done += portion.count
            let share = Double(portion.count) / Double(done)
            let base = reader.score(weights, on: portion).loss
            for first in stride(from: 0, to: units.count, by: 16) {
                try checkCancellation()
                let range = first..<min(first + 16, units.count)
                let scores = ablation.scores(weights, on: portion, withoutEach: units[range].map(\.reference))
                for (place, score) in zip(range, scores) { means[place] += (score.loss - base - means[place]) * share }
            }
        }
        return means
    }

    /// Images that are in memory at once where they are read as they are asked for.
    private static let portion = 64

    /// Each layer's activity, units x samples.
    private func activities(
        _ weights: Weights, on samples: some SampleSource, checkCancellation: () throws -> Void
    ) throws -> [Matrix<Float>] {
        let reader = ActivationReader(architecture)
        let kept = layers.map { min(architecture.units($0), most ?? .max) }
        var values = kept.map { [Float](repeating: 0, count: $0 * samples.count) }
        var done = 0
        try samples.forEachPortion(of: Self.portion) { portion in
            for range in portion.portions(of: 1024) {
                try checkCancellation()
                let found = reader.read(weights, on: portion, layers: layers, positions: .mean, range: range)
                for (layer, activity) in found.enumerated() {
                    for unit in 0..<kept[layer] {
                        let first = unit * samples.count + done
                        values[layer].replaceSubrange(first..<first + range.count, with: activity.row(unit))
                    }
                }
                done += range.count
            }
        }
        return zip(kept, values).map { Matrix(rows: $0, columns: samples.count, values: $1) }
    }

    /// I(T;Y) of activity in bins of equal width between its extremes; 0 for one that never varies.
    private static func information(_ activity: [Float], _ labels: [UInt16], classes: Int, bins: Int?) -> Double {
        guard let least = activity.min(), let greatest = activity.max(), least < greatest else { return 0 }
        let range = greatest - least
        let thresholds = bins.map { bins in (1..<bins).map { bin -> Float in least + range * Float(bin) / Float(bins) } } ?? [0]
        // Bins narrower than the gap between neighbouring floats are one.
        let distinct = thresholds.reduce(into: [Float]()) { if $0.last != $1 { $0.append($1) } }
        return UnitMeasures.of(
            activations: Matrix(rows: 1, columns: activity.count, values: activity), labels: labels, classes: classes,
            thresholds: distinct)[0].mutualInformation
    }
}

extension Architecture {
    /// The L1 norm of the weights that each of a layer's units is computed by: of a layer of sums those of what is added last, the
    /// bottleneck's third convolution.
    fileprivate func weightNorms(ofLayer layer: Int, _ weights: Weights) -> [Double] {
        var node = layerNodes[layer].lowerBound
        while layout.place(of: "\(nodes[node].layer).weights") == nil { node = nodes[node].from[0] }
        let values = weights["\(nodes[node].layer).weights"]
        let size = values.count / units(layer)
        return (0..<units(layer)).map { unit in
            values[unit * size..<(unit + 1) * size].reduce(0) { $0 + Double(abs($1)) }
        }
    }
}
