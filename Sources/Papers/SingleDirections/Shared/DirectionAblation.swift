import Experiments

/// How a network's training accuracy falls as its hidden units are ablated in random orders (Section 2.2, "Ablations").
struct DirectionAblation {
    /// Units ablated at each point, from 0 to all of them.
    let counts: [Int]
    /// [order][point].
    let accuracies: [[Double]]

    /// Along as many orders, at as many points and on as many training images as the settings say.
    /// - Parameters:
    ///   - samples: the training images, of which the first are taken; they stand in a random order of classes.
    ///   - layers: the hidden layers whose units are ablated; nil: all.
    init(
        _ weights: Weights, of job: TrainingJob, on samples: LabelledSamples, layers: [Int]? = nil,
        replacement: Ablation.Replacement = .zero, _ inputs: Inputs
    ) throws {
        let units = (layers ?? Array(job.architecture.hidden.indices)).flatMap { layer in
            (0..<job.architecture.units(layer)).map { UnitReference(layer: layer, unit: $0) }
        }
        counts = Self.counts(of: units.count, points: inputs.settings.integer(DirectionParameters.points))
        accuracies = try Ablation(job.architecture).accuracies(
            weights, on: samples,
            orders: Self.orders(of: units, count: inputs.settings.integer(DirectionParameters.orders), seed: job.seed), at: counts,
            replacement: replacement, checkCancellation: inputs.checkCancellation)
    }

    init(counts: [Int], accuracies: [[Double]]) {
        self.counts = counts
        self.accuracies = accuracies
    }

    /// Averaged over the orders.
    var mean: [Double] { Statistics.columnMeans(accuracies) }

    /// Each order's area under the curve over the share of units ablated: the curve's mean height (Section 3.2, "AUC").
    var areas: [Double] {
        accuracies.map { Statistics.normalizedArea(x: counts.map(Double.init), y: $0) }
    }

    /// The area, averaged over the orders.
    var area: Double { Statistics.mean(areas) }

    /// About evenly spaced, from 0 to all.
    static func counts(of units: Int, points: Int) -> [Int] {
        let steps = min(points, units)
        return (0...steps).map { $0 * units / steps }
    }

    /// Random orders of all these units; those of a seed are the same whatever the network was trained on.
    /// - Parameter seed: the network's; names the stream ("ablation order", the order's number).
    static func orders(of units: [UnitReference], count: Int, seed: UInt64) -> [[UnitReference]] {
        (0..<count).map { index in
            var generator = SeededGenerator(seed: seed, purpose: "ablation order", index: UInt64(index))
            return generator.permutation(units.count).map { units[$0] }
        }
    }
}

extension LabelledSamples {
    /// The first samples, `count` of them at most.
    func first(_ count: Int) -> LabelledSamples { count < self.count ? selecting(0..<count) : self }
}
