import Experiments
import Files
import Reports
import Results

/// Sees that a report's pages name what is there, before anything is computed for them.
struct PageCheck {
    let session: Session

    /// Looks up what pages name of figures whose results are there and up to date, follows links, and sees that files to be measured can be read.
    /// What a figure holds that is still to be computed is known only afterwards.
    /// - Throws: a `Fault` (status usage, or data for a file) with file and line.
    func check() throws {
        let definition = session.definition
        guard !definition.pages.isEmpty else { return }
        let measured = Set(definition.pages.flatMap(\.measures).map(\.figure))
        for entry in definition.entries where measured.contains("\(entry.id)") {
            _ = try (entry.experiment as? any FileExperiment)?.files()
        }
        let named = Set(definition.pages.flatMap(\.figures).map(\.text))
        let entries = try definition.entries.map { entry in
            ReportEntry(
                id: entry.id, label: entry.label, title: entry.experiment.title,
                outcome: try (named.contains("\(entry.id)") ? standing(entry) : nil).map {
                    .success($0.result, nil, files: FigureFiles(json: ""), key: $0.key.hex)
                } ?? .notRun(""), rebuildCommand: "")
        }
        var content = ReportContent(
            name: definition.name, title: definition.title, introduction: definition.about,
            papers: session.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) }, entries: entries,
            rebuildCommand: "")
        content.pages = definition.pages
        content.bibliography = definition.bibliography
        try ReportBuilder(templatesFolder: session.project.templates).checkPages(content)
    }

    /// The figure's result where it is up to date, in its place or in the store.
    private func standing(_ entry: ReportDefinition.Entry) throws -> ResultFile? {
        try Interruption.check()
        let inputs = try session.keys.inputs(of: entry)
        let reading = try ResultFile.read(entry.id, inReport: session.reportFolder)
        if case .valid(let file) = reading, reading.standing(for: inputs) == .upToDate { return file }
        return session.store.result(CacheKey(inputs), of: entry.id)
    }
}
