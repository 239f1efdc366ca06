import Experiments
import Files
import Foundation
import Reports
import Results

/// Writes report.md, index.html and report.pdf around the figures.
struct ReportWriter {
    let session: Session

    /// The page and the PDF are set anew where their words, their pictures or the code that sets them changed. Called with the report's
    /// lock held.
    /// - Returns: the path of index.html.
    /// - Throws: a `Fault` for a mistake in a template, or where a file cannot be written.
    func write(_ outcome: ReportRun.Outcome) throws -> String {
        let builder = ReportBuilder(templatesFolder: session.project.templates)
        let draft = try builder.draft(content(outcome))
        let folder = session.reportFolder
        let markdown = "\(folder)/report.md"
        if try PlainFile.read(markdown) != Array(draft.markdown.utf8) { try AtomicFile.write(text: draft.markdown, to: markdown) }
        try set("report.pdf", from: draft.lasting, outcome) { try builder.pdf(draft) }
        try set("index.html", from: draft.markdown + builder.pageTemplates(draft), outcome) { try builder.page(draft) }
        return "\(folder)/index.html"
    }

    /// Writes one of the report's files, unless it stands there as it would be set.
    private func set(_ name: String, from words: String, _ outcome: ReportRun.Outcome, _ bytes: () throws -> [UInt8]) throws {
        let folder = session.reportFolder
        let stamp = "\(folder)/\(name).stamp.json"
        let inputs = session.keys.inputs(ofReport: words, pictures: outcome.pictures)
        if try Stamp.read(stamp).standing(for: inputs) == .upToDate { return }
        try AtomicFile.write(bytes(), to: "\(folder)/\(name)")
        try Stamp(inputs: inputs, files: [name], inFolder: folder).write(to: stamp)
    }

    /// A line a data set: where its files came from.
    private static func origins(_ data: [Provenance.DataOrigin]) -> [RunFacts.Fact] {
        var sources: [(dataset: String, sources: [String])] = []
        for origin in data {
            if let index = sources.firstIndex(where: { $0.dataset == origin.dataset }) {
                if !sources[index].sources.contains(origin.source) { sources[index].sources.append(origin.source) }
            } else {
                sources.append((origin.dataset, [origin.source]))
            }
        }
        return sources.map { RunFacts.Fact("files of \($0.dataset)", $0.sources.joined(separator: ", ")) }
    }

    private func content(_ outcome: ReportRun.Outcome) -> ReportContent {
        let definition = session.definition
        let provenance = outcome.provenance
        let shown = Set(outcome.entries.map(\.id))
        let costs = provenance.figures.filter { shown.contains($0.id) }
        let facts =
            [RunFacts.Fact("kernels", provenance.kernels)]
            + (provenance.difference.map { [RunFacts.Fact("difference from the commit (SHA-256)", $0)] } ?? [])
            + Self.origins(provenance.data ?? [])
            + provenance.libraries.sorted { $0.key < $1.key }.map { RunFacts.Fact($0.key, $0.value) }
        return ReportContent(
            name: definition.name, title: definition.title, introduction: definition.about,
            papers: session.registry.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) },
            entries: outcome.entries,
            rebuildCommand: definition.place.argument == "quick"
                ? "make report" : "make report REPORT=\(definition.place.argument)",
            run: RunFacts(
                commit: provenance.commit, hasUncommittedChanges: provenance.dirty, toolchain: provenance.toolchain, facts: facts,
                totalSeconds: costs.map(\.wallSeconds).reduce(0, +),
                costs: Dictionary(
                    uniqueKeysWithValues: costs.map {
                        ($0.id, RunFacts.Cost(seconds: $0.wallSeconds, wasStored: !outcome.fresh.contains($0.id)))
                    })))
    }
}
