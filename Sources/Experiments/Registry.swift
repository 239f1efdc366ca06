import Files
import Results

/// Every figure that can be run.
public struct Registry: Sendable {
    public let experiments: [any Experiment]
    /// The types of products that figures need, so that one can be told from its text.
    package let products: [any Product.Type]

    public init(_ experiments: [any Experiment]) { self.init(products: [], experiments) }

    package init(products: [any Product.Type], _ experiments: [any Experiment]) {
        self.experiments = experiments
        self.products = products
    }

    /// The papers of the figures, each once, in order.
    public var papers: [Paper] { experiments.map(\.paper).unique }

    /// The figures whose id matches a name or a pattern: "information-plane/fig1", "information-plane/*", "*/fig?".
    /// - Throws: a `Fault` (status usage) with the nearest ids where nothing matches.
    public func matching(_ pattern: String) throws -> [any Experiment] {
        let found = experiments.filter { Glob(pattern).matches("\($0.id)") }
        if !found.isEmpty { return found }
        let near = NearestNames.suggestions(for: pattern, among: experiments.map { "\($0.id)" })
        throw Fault(
            "no figure '\(pattern)'",
            remedy: near.isEmpty ? "`refigure list` shows all figures" : "did you mean \(near.joined(separator: " or "))?",
            status: .usage)
    }
}
