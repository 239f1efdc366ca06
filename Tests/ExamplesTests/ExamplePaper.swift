// listing: example-paper
import Experiments

extension Paper {
    /// The paper's folder is Sources/Papers/Example.
    public static let example = Paper(
        id: "example", folder: "Example", title: "An example", authors: "A. Author", venue: "A journal", year: 2026)
}

/// Its figures, in its own order.
public let exampleFigures: [any Experiment] = [
    Figure1()
]
// end of listing
