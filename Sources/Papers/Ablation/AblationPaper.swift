import Experiments

extension Paper {
    /// "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation".
    public static let ablation = Paper(
        id: "ablation", folder: "Ablation",
        title: "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation",
        authors: "Rana Ali Amjad, Kairen Liu and Bernhard C. Geiger",
        venue: "IEEE Transactions on Neural Networks and Learning Systems", year: 2021)
}

/// Its figures, in its own order.
public let ablationFigures: [any Experiment] = [
    Figure1(),
    Figure2(),
    Figure3(),
    Figure4(),
    Figure5(),
    Examples(),
    Simpson(),
]
