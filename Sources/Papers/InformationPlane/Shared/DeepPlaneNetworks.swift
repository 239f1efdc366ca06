import Experiments

/// One kind of the deep networks of figure 8 and table 2: 10-7-5-4-3 and up to five added layers of 3 units, with early stopping.
///
/// Source: "Revisiting the Information Plane", Section 2.5.
struct DeepPlaneNetworks: Sendable {
    let activation: Activation
    let learningRate: Parameter
    /// The paper's scores: unpruned, then after each pruning (table 2).
    let publishedScores: [Double]

    /// "tanh": begins the ids of its values and claims.
    var id: String { activation.rawValue }
    var name: String { activation.printed }

    static let kinds = [
        DeepPlaneNetworks(
            activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate, publishedScores: [0.8768, 0.8780, 0.8732, 0.8805]),
        DeepPlaneNetworks(activation: .relu, learningRate: reluLearningRate, publishedScores: [0.8780, 0.8646, 0.8805]),
    ]

    static let added = Parameter.given("addedLayers", "added hidden layers of 3 units", 5, 1...20)
    private static let networks = Parameter.chosen(
        "deepNetworks", "deep networks of each depth", 24, 1...1000,
        because: "a fourth of the deep ReLU networks learn before early stopping ends them; stopped early, all are cheap")
    private static let reluLearningRate = PlaneNetworks.rate(
        "deepReluLearningRate", "deep ReLU networks", 0.05,
        because:
            "of 24 with five added layers 6 learn before early stopping ends them, as many as at 0.1; at 0.2 one does, at 0.4 none")

    /// Each depth is a network of its own, with new initial weights.
    fileprivate func networks(added: Int) -> PlaneCondition {
        .pure(
            activation, learningRate, widths: PlaneNetworks.widths + Array(repeating: 3, count: added), count: Self.networks,
            patience: EarlyStop.patience)
    }

    /// Trains the networks with so many added layers and measures those that learned before early stopping ended them.
    private func step(added: Int, limits: (hx: Double, ixy: Double), _ inputs: Inputs) throws -> LikePathPruning.Step {
        let jobs = networks(added: added).jobs(inputs.settings)
        let networks = try inputs.learned(jobs, where: { TrainingCurves($0).hasLearned }) { trajectory in
            let scored = try ScoredPlane(trajectory, inputs)
            let distances = scored.plane.hiddenLayers.suffix(added).map {
                scored.plane.distance(between: $0 - 1, and: $0, limits: limits)
            }
            return LikePathPruning.Network(score: scored.score, distances: distances, plane: scored.plane)
        }
        return LikePathPruning.Step(added: added, networks: networks)
    }

    /// Prunes the networks by the threshold of the settings.
    /// - Parameter factors: by which times of it they are pruned besides.
    /// - Throws: a `Fault` where no unpruned network learned.
    func pruned(_ factors: [Double], _ inputs: Inputs) throws -> LikePathPruning {
        let limits = try inputs.limits(PlaneNetworks.szt)
        let (added, threshold) = (inputs.settings.integer(Self.added), inputs.settings.number(LikePathPruning.threshold))
        var known: [Int: LikePathPruning.Step] = [:]
        func measured(_ added: Int) throws -> LikePathPruning.Step {
            if let step = known[added] { return step }
            let step = try step(added: added, limits: limits, inputs)
            known[added] = step
            return step
        }
        let courses = try ([1] + factors).map { factor in
            let steps = try LikePathPruning.steps(from: added, threshold: factor * threshold, measure: measured)
            return LikePathPruning.Course(threshold: factor * threshold, steps: steps)
        }
        try courses[0].steps[0].networks.atLeast(
            1, "deep \(name) network", remedy: "choose another '\(learningRate.key)', a greater 'patience', or more 'deepNetworks'")
        return LikePathPruning(kind: self, course: courses[0], others: Array(courses.dropFirst()))
    }
}

/// Figure 8 and table 2.
protocol DeepFigure: CountedExperiment {}

extension DeepFigure {
    var parameters: [Parameter] {
        PlaneNetworks.parameters(
            DeepPlaneNetworks.kinds.map { $0.networks(added: 0) },
            [PlaneNetworks.binSize, DeepPlaneNetworks.added, EarlyStop.patience, LikePathPruning.threshold])
    }

    /// Networks of every depth that pruning may lead to.
    func needs(_ settings: Settings) -> Needs {
        let depths = (0...settings.integer(DeepPlaneNetworks.added)).reversed()
        return Needs(
            jobs: DeepPlaneNetworks.kinds.flatMap { kind in depths.flatMap { kind.networks(added: $0).jobs(settings) } })
    }
}
