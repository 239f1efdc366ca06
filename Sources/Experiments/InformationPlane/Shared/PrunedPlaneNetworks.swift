import Files
import InformationTheory
import Networks
import Results

/// One kind of deep network, pruned step by step.
struct PrunedPlaneNetworks {
    let kind: DeepPlaneNetworks.Kind
    let steps: [LikePathPruning.Step]
    /// The planes of each step's networks that learned; the first is drawn.
    let planes: [[InformationPlane]]

    /// - Throws: a `Fault` where no unpruned network learned.
    init(_ kind: DeepPlaneNetworks.Kind, limits: (hx: Double, ixy: Double), _ inputs: Inputs) throws {
        let settings = inputs.settings
        let binSize = settings.number(PlaneNetworks.binSize)
        var planes: [[InformationPlane]] = []
        steps = try LikePathPruning.steps(
            from: settings.integer(DeepPlaneNetworks.added), threshold: settings.number(LikePathPruning.threshold)
        ) {
            added in
            let jobs = DeepPlaneNetworks.jobs(kind, added: added, settings)
            var step = LikePathPruning.Step(added: added, trained: jobs.count, scores: [], distances: [])
            var measured: [InformationPlane] = []
            for job in jobs {
                try inputs.checkCancellation()
                let trajectory = try inputs.trajectory(job)
                let curves = TrainingCurves(trajectory)
                guard curves.hasLearned else { continue }
                let plane = try InformationPlane.measure(
                    trajectory, on: try inputs.data(job.data).split.training, binSizes: [binSize],
                    checkCancellation: inputs.checkCancellation)[0]
                step.scores.append(curves.validation.accuracy.last ?? 0)
                step.distances.append(
                    plane.hiddenLayers.suffix(added).map { layer in
                        PathDistance.between(plane.layers[layer - 1], plane.layers[layer], epochs: plane.epochs, limits: limits)
                    })
                measured.append(plane)
            }
            planes.append(measured)
            return step
        }
        guard !steps[0].scores.isEmpty else {
            throw Fault(
                "no deep \(kind.name) network left chance before early stopping ended it (trained: \(steps[0].trained))",
                remedy: "choose another '\(kind.learningRate.key)', a greater 'patience', or more 'deepNetworks'",
                status: .figureFailed)
        }
        self.kind = kind
        self.planes = planes
    }

    /// How often layers were removed.
    var prunings: Int { steps.count - 1 }

    /// The added layers of each step, in print: "5 → 2 → 0".
    var course: String { Self.course(steps) }

    static func course(_ steps: [LikePathPruning.Step]) -> String { steps.map { "\($0.added)" }.joined(separator: " → ") }
}
