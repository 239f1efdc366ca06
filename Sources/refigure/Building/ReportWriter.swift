import CairoCanvas
import Experiments
import Files
import Foundation
import Reports
import Results

/// Writes report.md, index.html and report.pdf around the figures.
struct ReportWriter {
    let session: Session
    /// What is kept from one setting to the next, where there are several.
    var memory: ReportMemory?
    /// Asked while the PDF is set, which takes the longest: once true, it is left for another time.
    var leavesPDF: @Sendable () -> Bool = { false }

    /// The page and the PDF are set anew where their words, their pictures or the code that sets them changed. Called with the report's
    /// lock held.
    /// - Parameter pageStands: called once index.html is as it is to be, before the PDF is.
    /// - Returns: the path of index.html, and whether the page or the PDF was set anew.
    /// - Throws: a `Fault` for a mistake in a template, or where a file cannot be written; `CancellationError`.
    func write(_ outcome: ReportRun.Outcome, pageStands: () throws -> Void = {}) throws -> (page: String, wasSet: Bool) {
        let folder = session.reportFolder
        var content = try content(outcome)
        let baseline = try BaselineChanges(session: session).ingredients
        let ingredients = try ingredients(content, baseline, outcome)
        let stamp = "\(folder)/report.stamp.json"
        if let missing = try Self.lettersWhereUpToDate(stamp, session.keys.inputs(ofDraft: ingredients)) {
            notice(missing)
            try pageStands()
            try prepare(content, baseline, outcome)
            return ("\(folder)/index.html", false)
        }
        content.changes = try changes(since: baseline, outcome)
        let shelf = shelf(outcome)
        let builder = ReportBuilder(
            templatesFolder: session.project.templates, shelf: shelf, isCancelled: { Interruption.isRequested })
        let printer = printer(shelf)
        // What is set in memory hears the user between its steps; a long line of a text, or a page that is finished, is one step.
        let draft = try InterruptionWatch.during { try builder.draft(content, memory: memory) }
        let markdown = "\(folder)/report.md"
        if try PlainFile.read(markdown) != Array(draft.markdown.utf8) { try AtomicFile.write(text: draft.markdown, to: markdown) }
        let setsPage = try set("index.html", from: draft.markdown + builder.pageTemplates(draft), outcome) {
            try InterruptionWatch.during { try builder.page(draft, memory: memory) }
        }
        try pageStands()
        let missing = try InterruptionWatch.during { try builder.missingLetters(draft) }
        notice(missing)
        // Once a font is there that was missing, the PDF is to have its letters.
        let boxes = missing.isEmpty ? "" : "\nmissing letters: \(missing.map(\.value))"
        let lasting = try InterruptionWatch.during { try printer.lasting(draft) }
        let setsPDF = try set("report.pdf", from: lasting + boxes, outcome) {
            try InterruptionWatch.during { try printer.pdf(draft, from: lasting) }
        }
        try Stamp(
            inputs: session.keys.inputs(ofDraft: ingredients) + [Self.letters(missing)],
            files: ["report.md", "index.html", "report.pdf"], inFolder: folder
        ).write(to: stamp)
        return ("\(folder)/index.html", setsPDF || setsPage)
    }

    /// Sets what can be left for another time.
    private func printer(_ shelf: PageShelf) -> ReportBuilder {
        ReportBuilder(
            templatesFolder: session.project.templates, shelf: shelf,
            isCancelled: { [leavesPDF] in Interruption.isRequested || leavesPDF() })
    }

    /// A page is drawn from what its figures' pictures are, by the code that sets it.
    private func shelf(_ outcome: ReportRun.Outcome) -> PageShelf {
        let code = session.keys.code(of: .report)
        let inputs = outcome.pictures.map { ($0, code + [KeyInput("picture", $1.hex)]) }
        return PageShelf(
            folder: "\(session.reportFolder)/.page", inputs: Dictionary(inputs, uniquingKeysWith: { first, _ in first }))
    }

    /// Makes what the next page is set from, where there will be one.
    private func prepare(_ content: ReportContent, _ baseline: String, _ outcome: ReportRun.Outcome) throws {
        guard let memory else { return }
        var content = content
        content.changes = try changes(since: baseline, outcome)
        try InterruptionWatch.during { try printer(shelf(outcome)).prepare(content, memory) }
    }

    /// - Parameter baseline: its files, with their digests.
    private func changes(since baseline: String, _ outcome: ReportRun.Outcome) throws -> ReportChanges? {
        let changes = BaselineChanges(session: session)
        guard let memory else { return try changes.since(outcome) }
        let told = "\(session.definition.name) \(outcome.entries.map(\.id)) \(baseline)"
        return try memory.changes(since: told, of: outcome.snapshots) { try changes.since(outcome) }
    }

    /// Whether the page and the PDF stand as they would be set.
    /// - Throws: as `write`.
    func isUpToDate(_ outcome: ReportRun.Outcome) throws -> Bool {
        let baseline = try BaselineChanges(session: session).ingredients
        let inputs = session.keys.inputs(ofDraft: try ingredients(content(outcome), baseline, outcome))
        return try Self.lettersWhereUpToDate("\(session.reportFolder)/report.stamp.json", inputs) != nil
    }

    private func notice(_ missing: [Unicode.Scalar]) {
        guard let notice = FontCoverage.notice(missing, place: "report.pdf and the pictures") else { return }
        // The report goes on where standard error takes nothing, as with the progress of a run.
        StandardStream.error.attempt(VisibleText.line("note: \(notice)") + "\n")
    }

    /// Everything that the report's words and pictures come from, besides code, as text: what shows where it differs.
    /// - Parameter baseline: its files, with their digests.
    /// - Throws: a `Fault` (status data) where a template cannot be read.
    private func ingredients(_ content: ReportContent, _ baseline: String, _ outcome: ReportRun.Outcome) throws -> String {
        var text = "\(content.name)\n\(content.title)\n\(content.introduction)\n\(content.rebuildCommand)\n\(content.planCommand)\n"
        text += "\(content.introductionPlace)\n\(String(describing: content.run))\n"
        for entry in content.entries {
            text += "\(entry.id) \(outcome.results[entry.id] ?? "") \(entry.rebuildCommand)\n\(entry.hanging)\n"
            if case .success(_, _, let files, let key) = entry.outcome {
                text += "\(files) \(key)\n"
            } else {
                text += "\(entry.outcome)\n"
            }
        }
        for (id, key) in outcome.pictures { text += "\(id) \(key)\n" }
        text += baseline
        // What is measured for a page has its caption there alone, and links lead where the files were found.
        for page in content.pages { text += "\(page.file) \(page.digest) \(page.measures) \(page.pieces)\n" }
        for entry in content.bibliography.entries {
            text += "\(entry.kind) \(entry.key) \(entry.fields.sorted { $0.key < $1.key })\n"
        }
        return try text + Self.digests(of: session.project.templates)
    }

    /// A line for each file that a template might include: all below the folder, those behind links too, but hidden ones.
    /// - Parameter name: where below the folder of templates it lies, as "/figures".
    /// - Throws: a `Fault` (status data) where one cannot be read.
    static func digests(of folder: String, _ name: String = "", depth: Int = 0) throws -> String {
        var (text, folders) = ("", [String]())
        for file in try Folder.namesIfThere(in: folder) ?? [] {
            var status = stat()
            guard stat("\(folder)/\(file)", &status) == 0 else {
                // A link that leads nowhere, or round, is no template.
                if errno == ENOENT || errno == ELOOP { continue }
                throw Fault.cannotRead("\(folder)/\(file)", .last)
            }
            if status.st_mode & S_IFMT == S_IFDIR {
                folders.append(file)
            } else if let bytes = try PlainFile.read("\(folder)/\(file)") {
                text += "\(name)/\(file) \(SHA256.hex(of: bytes))\n"
            }
        }
        // Links may lead round.
        guard depth < 8 else { return text }
        return try text + folders.map { try digests(of: "\(folder)/\($0)", "\(name)/\($0)", depth: depth + 1) }.joined()
    }

    /// The letters that no font here has, where the report's files stand as they would be made from these inputs; nil where they do not.
    /// Of the letters that there were none for, a font may have come meanwhile.
    private static func lettersWhereUpToDate(_ stamp: String, _ inputs: [KeyInput]) throws -> [Unicode.Scalar]? {
        guard case .valid(let known) = try Stamp.read(stamp), let before = known.inputs.first(where: { $0.name == lettersName })
        else {
            return nil
        }
        let numbers = before.value.split(separator: " ").compactMap { UInt32($0).flatMap(Unicode.Scalar.init) }
        let missing = numbers.isEmpty ? [] : FontCoverage.missing(in: String(String.UnicodeScalarView(numbers)))
        return CacheKey(inputs + [letters(missing)]) == known.key ? missing : nil
    }

    private static let lettersName = "letters without a font"

    private static func letters(_ missing: [Unicode.Scalar]) -> KeyInput {
        KeyInput(lettersName, missing.map { "\($0.value)" }.joined(separator: " "))
    }

    /// Writes one of the report's files, unless it stands there as it would be set.
    /// - Returns: whether it was written.
    private func set(_ name: String, from words: String, _ outcome: ReportRun.Outcome, _ bytes: () throws -> [UInt8]) throws -> Bool
    {
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

    /// - Throws: a `Fault` (status data) where the report's atlas is damaged.
    private func content(_ outcome: ReportRun.Outcome) throws -> ReportContent {
        let definition = session.definition
        let atlas = try AtlasPlace.standing(of: session)
        let provenance = outcome.provenance
        var content = ReportContent(
            name: definition.name, title: definition.title, introduction: definition.about,
            papers: session.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) },
            entries: outcome.entries.map { entry in
                var entry = entry
                entry.hanging = outcome.results[entry.id].flatMap { atlas?.line(on: entry.id, result: $0) } ?? ""
                return entry
            },
            rebuildCommand: rebuildCommand, planCommand: session.printedCommand("plan"),
            introductionPlace: "'about' of the report \(definition.name)",
            run: RunFacts(
                commit: provenance.commit, hasUncommittedChanges: provenance.dirty, difference: provenance.difference))
        content.pages = definition.pages
        content.bibliography = definition.bibliography
        return content
    }
}
