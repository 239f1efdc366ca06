import Experiments

/// Figure 15: early stopping of a tanh and a ReLU network on MNIST-3, above their full runs.
struct Figure15: Experiment {
    let identity = Identity(.informationPlane, "Figure 15", "Early stopping on MNIST-3")

    let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, EarlyStop.patience, EarlyStop.tolerance,
        StoppingCondition.otherPatiences, PlaneNetworks.mnistLearningRate, PlaneNetworks.mnistReluLearningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    private static let conditions: [(id: String, name: String, activation: Activation, rate: Parameter)] = [
        ("tanh", "tanh network", .tanh, PlaneNetworks.mnistLearningRate),
        ("relu", "ReLU network", .relu, PlaneNetworks.mnistReluLearningRate),
    ]

    private func jobs(_ activation: Activation, _ rate: Parameter, _ settings: Settings) -> [TrainingJob] {
        let architecture = PlaneNetworks.architecture(.init(repeating: activation, count: 5), inputs: 784, classes: 3)
        return PlaneNetworks.jobs(
            architecture, learningRate: rate, data: PlaneNetworks.mnist3, epochs: PlaneNetworks.mnistEpochs, settings)
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.conditions.flatMap { jobs($0.activation, $0.rate, settings) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = try Self.conditions.map { condition in
            try StoppingCondition(
                id: condition.id, name: condition.name, jobs: jobs(condition.activation, condition.rate, inputs.settings),
                rate: condition.rate, inputs)
        }
        let source = "Section 2.4.1 and appendix D, figure 15"
        let claims = conditions.map { condition in
            condition.claims(source: source).earlyStopAwayFromTurn(id: "\(condition.id)-early-stop-away-from-turn")
        }
        return FigureResult(
            id: id, title: title,
            panels: [
                conditions[0].stoppedPlane(.early, letter: "a", title: "tanh, early stop"),
                conditions[1].stoppedPlane(.early, letter: "b", title: "ReLU, early stop"),
                conditions[0].fullPlane(letter: "c", title: "tanh, full run"),
                conditions[1].fullPlane(letter: "d", title: "ReLU, full run"),
                conditions[0].losses(letter: "e", title: "tanh, losses"),
                conditions[1].losses(letter: "f", title: "ReLU, losses"),
            ],
            tables: conditions.map {
                $0.patienceTable(title: "The \($0.name)'s early stop at other patiences, means over the networks", inputs.settings)
            },
            values: conditions.flatMap(\.values) + StoppingFigure.corner(try inputs.data(PlaneNetworks.mnist3).split.training),
            claims: claims)
    }

    func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
