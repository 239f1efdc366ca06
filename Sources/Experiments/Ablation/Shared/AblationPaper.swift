extension Paper {
    /// "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation".
    public static let ablation = Paper(
        id: "ablation", folder: "Ablation",
        title: "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation",
        authors: "Rana Ali Amjad, Kairen Liu and Bernhard C. Geiger",
        venue: "IEEE Transactions on Neural Networks and Learning Systems", year: 2021)
}
