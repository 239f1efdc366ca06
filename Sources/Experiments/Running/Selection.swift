import Files
import Results

extension ReportDefinition {
    /// The definition with only the figures that match; all of them where no pattern is given.
    /// - Throws: a `Fault` (status usage) for a pattern that matches no figure, or none of this report.
    public func selecting(_ patterns: [String], from registry: Registry) throws -> ReportDefinition {
        guard !patterns.isEmpty else { return self }
        var wanted: Set<FigureID> = []
        for pattern in patterns {
            let matched = entries.map(\.id).filter { Glob(pattern).matches("\($0)") }
            guard !matched.isEmpty else {
                _ = try registry.matching(pattern)
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
