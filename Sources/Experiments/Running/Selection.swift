import Files
import Results

extension ReportDefinition {
    /// The definition with only the figures that match; all of them where no pattern is given.
    /// - Throws: a `Fault` (status usage) for a pattern that matches no figure, or none of this report.
    public func selecting(_ patterns: [String], from registry: Registry) throws -> ReportDefinition {
        guard !patterns.isEmpty else { return self }
        var wanted: Set<FigureID> = []
        for pattern in patterns {
            let matched = Set(try registry.matching(pattern).map(\.id)).intersection(entries.map(\.id))
            guard !matched.isEmpty else {
                throw Fault(
                    "'\(pattern)' matches no figure of the report '\(name)'",
                    remedy: "list it under 'figures:' in the report's definition",
                    status: .usage)
            }
            wanted.formUnion(matched)
        }
        var copy = self
        copy.entries = entries.filter { wanted.contains($0.id) }
        return copy
    }
}

extension Registry {
    /// The figures that match any of the patterns, in the registry's order.
    /// - Throws: a `Fault` (status usage) for a pattern that matches none.
    public func matchingAny(_ patterns: [String]) throws -> [any Experiment] {
        let ids = Set(try patterns.flatMap { try matching($0) }.map(\.id))
        return experiments.filter { ids.contains($0.id) }
    }
}
