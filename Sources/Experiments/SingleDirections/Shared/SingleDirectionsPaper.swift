extension Paper {
    /// "On the importance of single directions for generalization".
    public static let singleDirections = Paper(
        id: "single-directions", folder: "SingleDirections", title: "On the importance of single directions for generalization",
        authors: "Ari S. Morcos, David G.T. Barrett, Neil C. Rabinowitz and Matthew Botvinick",
        venue: "International Conference on Learning Representations", year: 2018)
}
