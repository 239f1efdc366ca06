import Experiments

/// Table 1: the paper's notation. Its symbols are lost in the text that this project has: here they are as this report writes them.
struct Table1: Experiment {
    let identity = Identity(.mutualInformationPruning, "Table 1", "Notation")
    let parameters: [Parameter] = []

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let rows: [(String, String, String)] = [
            ("Vectors", "x, m", "activations of a layer for an image; a mask of a layer's nodes"),
            ("Matrices", "W", "weights of a layer"),
            ("Random variables", "X", "the activation of a node over images"),
            ("Instances of random variables", "x", "that for one image"),
            (
                "Sets of jointly sampled random variables", "X_l, X′_l",
                "all activations of layer l; those of the nodes that are kept"
            ),
            ("Functions", "f, g, h", "a layer; a network that predicts the next layer from all nodes, from all but one"),
            ("Nested functions", "F", "the network, layer after layer"),
        ]
        return result(
            tables: [
                TableResult(
                    "Types and their notation in this report", of: rows,
                    [("Type", { .text($0.0) }), ("Notation", { .text($0.1) }), ("For example", { .text($0.2) })])
            ])
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
