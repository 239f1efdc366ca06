import Experiments

// listing: example-paper
extension Paper {
    /// The paper's folder is Sources/Experiments/Example.
    static let example = Paper(
        id: "example", folder: "Example", title: "An example", authors: "A. Author", venue: "A journal", year: 2026)
}
// end of listing
