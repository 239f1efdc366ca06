import Experiments

/// Table 3 (printed as table 4 too): the functions that make a number of a filter's map.
struct Table3: Experiment {
    let identity = Identity(.mutualInformationPruning, "Table 3", "Functions that make a number of a filter’s map")
    let parameters: [Parameter] = []

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let rows: [(String, String, String)] = [
            ("Mean", "1/n Σ z", "before the activation: behind a ReLU it would be the L1 norm"),
            ("Standard deviation", "√(1/n Σ (z − mean)²)", "behind the activation"),
            ("L2 norm", "√(1/n Σ z²)", "behind the activation"),
            ("L1 norm", "1/n Σ |z|", "behind the activation"),
        ]
        return result(
            tables: [
                TableResult(
                    "A map's n values z, and what becomes of them; the division by n is undone when activations are standardised",
                    of: rows,
                    [("Function", { .text($0.0) }), ("Of a map", { .text($0.1) }), ("Taken (chosen)", { .text($0.2) })])
            ])
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
