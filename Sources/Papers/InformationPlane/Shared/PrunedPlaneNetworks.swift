import Experiments

/// One kind of deep network, pruned step by step.
struct PrunedPlaneNetworks {
    let kind: DeepPlaneNetworks.Kind
    let threshold: Double
    let steps: [LikePathPruning.Step]
    /// The planes of each step's networks that learned; the first is drawn.
    let planes: [[InformationPlane]]
    /// The same networks pruned by other thresholds.
    let others: [LikePathClaims.Pruning]

    /// - Parameter otherThresholds: further thresholds to prune by.
    /// - Throws: a `Fault` where no unpruned network learned.
    init(
        _ kind: DeepPlaneNetworks.Kind, limits: (hx: Double, ixy: Double), otherThresholds: [Double] = [], _ inputs: Inputs
    ) throws {
        let added = inputs.settings.integer(DeepPlaneNetworks.added)
        var depths: [Int: Depth] = [:]
        func steps(_ threshold: Double) throws -> [LikePathPruning.Step] {
            try LikePathPruning.steps(from: added, threshold: threshold) { added in
                if let known = depths[added] { return known.step }
                let depth = try Self.measure(kind, added: added, limits: limits, inputs)
                depths[added] = depth
                return depth.step
            }
        }
        threshold = inputs.settings.number(LikePathPruning.threshold)
        let pruned = try steps(threshold)
        guard !pruned[0].scores.isEmpty else {
            throw Fault(
                "no deep \(kind.name) network left chance before early stopping ended it (trained: \(pruned[0].trained))",
                remedy: "choose another '\(kind.learningRate.key)', a greater 'patience', or more 'deepNetworks'",
                status: .figureFailed)
        }
        self.kind = kind
        self.steps = pruned
        others = try otherThresholds.map { (threshold: $0, steps: try steps($0)) }
        planes = pruned.map { depths[$0.added]?.planes ?? [] }
    }

    /// The networks with so many added layers.
    private struct Depth {
        var step: LikePathPruning.Step
        var planes: [InformationPlane] = []
    }

    private static func measure(
        _ kind: DeepPlaneNetworks.Kind, added: Int, limits: (hx: Double, ixy: Double), _ inputs: Inputs
    ) throws -> Depth {
        let jobs = DeepPlaneNetworks.jobs(kind, added: added, inputs.settings)
        let binSize = inputs.settings.number(PlaneNetworks.binSize)
        var depth = Depth(step: LikePathPruning.Step(added: added, trained: jobs.count, scores: [], distances: []))
        for job in jobs {
            try inputs.checkCancellation()
            let trajectory = try inputs.trajectory(job)
            let curves = TrainingCurves(trajectory)
            guard curves.hasLearned else { continue }
            let plane = try InformationPlane.measure(
                trajectory, on: try inputs.data(job.data).split.training, binSizes: [binSize],
                checkCancellation: inputs.checkCancellation)[0]
            depth.step.scores.append(curves.validation.accuracy.last ?? 0)
            depth.step.distances.append(
                plane.hiddenLayers.suffix(added).map { layer in
                    PathDistance.between(plane.layers[layer - 1], plane.layers[layer], epochs: plane.epochs, limits: limits)
                })
            depth.planes.append(plane)
        }
        return depth
    }

    /// How often layers were removed.
    var prunings: Int { steps.count - 1 }

    /// The added layers of each step, in print: "5 → 2 → 0".
    static func course(_ steps: [LikePathPruning.Step]) -> String { steps.map { "\($0.added)" }.joined(separator: " → ") }
}
