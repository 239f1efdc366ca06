import Experiments

/// Figure 7: what ablating a unit costs against its class selectivity: (a) units on MNIST, (b, c) feature maps on CIFAR-10, (d, e) on
/// ImageNet; and ours: (f, g) without batch normalisation, (h, i) units on MNIST over their training.
struct Figure7: Experiment {
    let identity = Identity(.singleDirections, "Figure 7", "Class selectivity and importance of single units")
    /// What panels d and e are of.
    var imageNet = ImageNet.standard

    private static let adamRate = Parameter.chosen(
        "adamRate", "learning rate of Adam, beside SGD (panel i)", 0.001, 1e-6...100,
        because: "the paper names no optimiser; the usual rate of one that scales each step by its gradients")

    let parameters =
        NetworkFamily.selectivity.parameters + [DirectionParameters.recordedEpochs, adamRate] + ImpactPanels.parameters

    /// By SGD with momentum, then by Adam.
    func conditions(_ settings: Settings) -> [DirectionCondition] {
        [nil, .adam(learningRate: settings.number(Self.adamRate))].map { .recorded(settings, optimiser: $0) }
    }

    func needs(_ settings: Settings) -> Needs {
        TunedMaps.needs(conditions(settings) + TunedMaps.conditions(settings), published: [imageNet.network])
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        TunedMaps.data(of: claim, conditions(settings), settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = try zip(["SGD", "Adam"], conditions(inputs.settings)).map { optimiser, condition in
            UnitStudy(
                optimiser: optimiser, course: try UnitCourse(condition, inputs),
                accuracies: try condition.testAccuracies(inputs))
        }
        let shared = try ImpactPanels(.selectivity, imageNet, inputs)
        return result(
            panels: [PanelResult("a", "MNIST MLP, one network", studies[0].units.series(.selectivity).points)] + shared.panels
                + zip(["h", "i"], studies).map { $1.overTraining($0) },
            tables: [UnitStudy.table(studies)] + shared.tables,
            values: studies[0].values + studies[1].adamValues + shared.values,
            claims: Self.claims(sgd: studies[0].units, adam: studies[1].units)
                + Self.claims(maps: shared.maps[0].units, plain: shared.maps[1].units) + Self.claims(imageNet: shared.imageNet))
    }

    func chart(_ result: FigureResult) -> Chart? {
        ImpactPanels.chart(
            result, scatter: Axis("selectivity index", domain: 0...1),
            own: result.panels.suffix(2).map { ImpactChart.lines($0, x: ImpactChart.epochs) })
    }
}
