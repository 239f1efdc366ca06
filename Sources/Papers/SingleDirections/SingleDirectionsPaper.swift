import Experiments

extension Paper {
    /// "On the importance of single directions for generalization".
    public static let singleDirections = Paper(
        id: "single-directions", folder: "SingleDirections", title: "On the importance of single directions for generalization",
        authors: "Ari S. Morcos, David G.T. Barrett, Neil C. Rabinowitz and Matthew Botvinick",
        venue: "International Conference on Learning Representations", year: 2018)
}

/// Its figures, in its own order.
public let singleDirectionsFigures: [any Experiment] = [
    Figure1(),
    Figure2(),
    Figure3(),
    Figure4(),
    Figure5(),
    Figure6(),
    Figure7(),
    FigureA1(),
    FigureA2(),
    FigureA3(),
    FigureA4(),
]
