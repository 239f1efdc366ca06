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
    func networks(added: Int) -> PlaneCondition {
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

    /// Prunes the networks by the threshold of the settings, and by these times of it, as far as networks are there.
    /// - Returns: the courses, and the depths whose networks are wanted to go on.
    fileprivate func courses(
        _ factors: [Double], _ inputs: Inputs
    ) throws -> (courses: [LikePathPruning.Course], wanted: [Int]) {
        let limits = try inputs.limits(PlaneData.szt.selection)
        let there = Set(inputs.rounds.flatMap(\.jobs))
        let threshold = inputs.settings.number(LikePathPruning.threshold)
        var wanted: [Int] = []
        let courses = try ([1] + factors).map { factor in
            let steps = try LikePathPruning.steps(from: inputs.settings.integer(Self.added), threshold: factor * threshold) {
                added in
                guard there.isSuperset(of: networks(added: added).jobs(inputs.settings)) else {
                    wanted.append(added)
                    return nil
                }
                return try inputs.remembered("\(id), \(added) added") { try step(added: added, limits: limits, inputs) }
            }
            return LikePathPruning.Course(threshold: factor * threshold, steps: steps)
        }
        return (courses, wanted)
    }

    /// - Throws: a `Fault` where no unpruned network learned.
    fileprivate func pruned(_ factors: [Double], _ inputs: Inputs) throws -> LikePathPruning {
        let courses = try courses(factors, inputs).courses
        try courses[0].steps[0].networks.atLeast(
            1, "deep \(name) network", remedy: "choose another '\(learningRate.key)', a greater 'patience', or more 'deepNetworks'")
        return LikePathPruning(kind: self, course: courses[0], others: Array(courses.dropFirst()))
    }
}

/// Figure 8 and table 2: what is found in the networks of a depth says which is trained next.
protocol DeepFigure: CountedExperiment, RoundwiseExperiment {
    /// Times the threshold of the settings by which networks are pruned besides.
    var factors: [Double] { get }
}

extension DeepFigure {
    var parameters: [Parameter] {
        PlaneNetworks.parameters(
            DeepPlaneNetworks.kinds.map { $0.networks(added: 0) },
            [PlaneNetworks.binSize, DeepPlaneNetworks.added, EarlyStop.patience, LikePathPruning.threshold])
    }

    /// The unpruned networks.
    func needs(_ settings: Settings) -> Needs {
        let added = settings.integer(DeepPlaneNetworks.added)
        return Needs(jobs: DeepPlaneNetworks.kinds.flatMap { $0.networks(added: added).jobs(settings) })
    }

    /// Those of the depths that pruning has led to and that are not there yet.
    func next(_ inputs: Inputs) throws -> Needs? {
        let jobs = try DeepPlaneNetworks.kinds.flatMap { kind in
            try kind.courses(factors, inputs).wanted.flatMap { kind.networks(added: $0).jobs(inputs.settings) }
        }
        return jobs.isEmpty ? nil : Needs(jobs: jobs)
    }

    func pruned(_ inputs: Inputs) throws -> [LikePathPruning] { try DeepPlaneNetworks.kinds.map { try $0.pruned(factors, inputs) } }
}
