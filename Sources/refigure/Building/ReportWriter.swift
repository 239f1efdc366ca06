import Experiments
import Files
import Foundation
import Reports
import Results

/// Writes report.md, index.html and report.pdf around the figures.
struct ReportWriter {
    let session: Session

    /// - Returns: the path of index.html.
    /// - Throws: a `Fault` for a mistake in a template, or where a file cannot be written.
    func write(_ outcome: ReportRun.Outcome) throws -> String {
        let lock = try Store.lockReport(session.reportFolder, cancelled: { Interruption.isRequested })
        defer { _ = consume lock }
        let built = try ReportBuilder(templatesFolder: session.project.templates).build(content(outcome))
        let folder = session.reportFolder
        try AtomicFile.write(text: built.markdown, to: "\(folder)/report.md")
        try AtomicFile.write(built.pdf, to: "\(folder)/report.pdf")
        try AtomicFile.write(built.html, to: "\(folder)/index.html")
        return "\(folder)/index.html"
    }

    private func content(_ outcome: ReportRun.Outcome) -> ReportContent {
        let definition = session.definition
        let provenance = outcome.provenance
        let shown = Set(outcome.entries.map(\.id))
        let costs = provenance.figures.filter { shown.contains($0.id) }
        let facts =
            [RunFacts.Fact("kernels", provenance.kernels)]
            + provenance.libraries.sorted { $0.key < $1.key }.map { RunFacts.Fact($0.key, $0.value) }
        return ReportContent(
            name: definition.name, title: definition.title, introduction: definition.about,
            papers: session.registry.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) },
            entries: outcome.entries,
            rebuildCommand: definition.name == "quick" ? "make report" : "make report REPORT=\(definition.name)",
            run: RunFacts(
                commit: provenance.commit, hasUncommittedChanges: provenance.dirty, toolchain: provenance.toolchain, facts: facts,
                totalSeconds: costs.map(\.wallSeconds).reduce(0, +),
                costs: Dictionary(
                    uniqueKeysWithValues: costs.map {
                        ($0.id, RunFacts.Cost(seconds: $0.wallSeconds, wasStored: !outcome.fresh.contains($0.id)))
                    })))
    }
}
