import Experiments

/// Table 2: how networks are trained, and trained again after pruning; the paper's settings beside this run's.
struct Table2: Experiment {
    let identity = Identity(.mutualInformationPruning, "Table 2", "Trainings")

    let parameters = PrunedFamily.allParameters

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        return result(
            tables: [
                TableResult(
                    "Stochastic gradient descent with momentum 0.9 of each kind of networks, and the settings of this run",
                    of: PrunedFamily.all,
                    [
                        ("Networks", { .text($0.label) }), ("Data", { .text($0.dataset.rawValue) }),
                        ("Weight decay", { .text("\($0.recipe(settings).l2)") }),
                        ("Batch", { .count($0.recipe(settings).batchSize) }),
                        ("Learning rate", { .text("\($0.recipe(settings).optimiser.learningRate)") }),
                        ("Divided by 10 after", { .text(Self.drops($0.recipe(settings))) }),
                        ("Epochs", { .count($0.recipe(settings).epochs) }),
                        ("Again: rate", { .text("\($0.retraining(settings).optimiser.learningRate)") }),
                        ("Divided after", { .text(Self.drops($0.retraining(settings))) }),
                        ("Epochs", { .count($0.retraining(settings).epochs) }),
                        ("In this run", { .text($0.isHad(settings) ? "yes" : "no") }),
                    ])
            ])
    }

    private static func drops(_ recipe: Recipe) -> String {
        guard case .steps(let after, _) = recipe.schedule else { return "–" }
        return after.map(String.init).joined(separator: ", ")
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
