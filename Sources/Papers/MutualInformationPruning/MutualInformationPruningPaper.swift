import Experiments

extension Paper {
    /// "Mutual information preserving neural network pruning".
    public static let mutualInformationPruning = Paper(
        id: "mipp", folder: "MutualInformationPruning", title: "Mutual Information Preserving Neural Network Pruning",
        authors: "Charles Westphal, Stephen Hailes and Mirco Musolesi", venue: "arXiv 2411.00147", year: 2024)
}

/// Its figures, in its own order.
public let mutualInformationPruningFigures: [any Experiment] = [
    Figure1(),
    Figure2(),
    Figure3(),
    Figure4(),
    Figure6(),
    Figure9(),
    Figure10(),
    Figure11(),
    Table1(),
    Table2(),
    Table3(),
    Table4(),
]

/// The products that they need.
package let mutualInformationPruningProducts: [any Product.Type] = [MIPPMask.self, CountedMask.self, NodeScoring.self]
