import CairoCanvas
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
    /// - Returns: the path of index.html, and whether the page or the PDF was set anew.
    /// - Throws: a `Fault` for a mistake in a template, or where a file cannot be written.
    func write(_ outcome: ReportRun.Outcome) throws -> (page: String, wasSet: Bool) {
        let builder = ReportBuilder(templatesFolder: session.project.templates, isCancelled: { Interruption.isRequested })
        let draft = try builder.draft(content(outcome))
        let missing = try builder.missingLetters(draft)
        if let notice = FontCoverage.notice(missing, place: "report.pdf and the pictures") {
            // The report goes on where standard error takes nothing, as with the progress of a run.
            StandardStream.error.attempt(VisibleText.line("note: \(notice)") + "\n")
        }
        let folder = session.reportFolder
        let markdown = "\(folder)/report.md"
        if try PlainFile.read(markdown) != Array(draft.markdown.utf8) { try AtomicFile.write(text: draft.markdown, to: markdown) }
        // Once a font is there that was missing, the PDF is to have its letters.
        let boxes = missing.isEmpty ? "" : "\nmissing letters: \(missing.map(\.value))"
        let setsPDF = try set("report.pdf", from: draft.lasting + boxes, outcome) { try builder.pdf(draft) }
        let setsPage = try set("index.html", from: draft.markdown + builder.pageTemplates(draft), outcome) { try builder.page(draft) }
        return ("\(folder)/index.html", setsPDF || setsPage)
    }

    /// Writes one of the report's files, unless it stands there as it would be set.
    /// - Returns: whether it was written.
    private func set(_ name: String, from words: String, _ outcome: ReportRun.Outcome, _ bytes: () throws -> [UInt8]) throws -> Bool {
        let folder = session.reportFolder
        let stamp = "\(folder)/\(name).stamp.json"
        let inputs = session.keys.inputs(ofReport: words, pictures: outcome.pictures)
        if try Stamp.read(stamp).standing(for: inputs) == .upToDate { return false }
        try AtomicFile.write(bytes(), to: "\(folder)/\(name)")
        try Stamp(inputs: inputs, files: [name], inFolder: folder).write(to: stamp)
        return true
    }

    /// By make where that takes the report's name as it is; make and its shell would both read other signs their own way.
    private var rebuildCommand: String {
        let report = session.printedReport
        if report == "quick" { return "make report" }
        return ShellCommand.quoted(report) == report ? "make report REPORT=\(report)" : session.printedCommand("report")
    }

    private func content(_ outcome: ReportRun.Outcome) -> ReportContent {
        let definition = session.definition
        let provenance = outcome.provenance
        return ReportContent(
            name: definition.name, title: definition.title, introduction: definition.about,
            papers: session.registry.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) },
            entries: outcome.entries,
            rebuildCommand: rebuildCommand, planCommand: session.printedCommand("plan"),
            introductionPlace: "'about' of the report \(definition.name)",
            run: RunFacts(
                commit: provenance.commit, hasUncommittedChanges: provenance.dirty, difference: provenance.difference))
    }
}
