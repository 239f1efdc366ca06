import Results
import Synchronization

/// What an earlier setting of a report made, kept for the next: of a report of which one word was saved, little is made anew.
public final class ReportMemory: Sendable {
    let drawings = PageDrawings()
    private let sections = Mutex<[FigureID: Section]>([:])
    private let changes = Mutex<Changes?>(nil)

    private struct Changes {
        var baseline: String
        var figures: [FigureSnapshot]
        var changes: ReportChanges?
    }

    /// A figure's section, and all that it is made from.
    private struct Section {
        var entry: ReportEntry
        var anchor: String
        var templates: TemplateEngine.Reading
        var markdown: String
    }

    public init() {}

    /// What changed since the baseline, made by `make` where it would not be as it was.
    /// - Parameters:
    ///   - baseline: what it is told from besides the figures, as text: the baseline's files with their digests.
    ///   - figures: the report's.
    public func changes(
        since baseline: String, of figures: [FigureSnapshot], make: () throws -> ReportChanges?
    ) rethrows -> ReportChanges? {
        if let known = changes.withLock({ $0 }), known.baseline == baseline, known.figures == figures { return known.changes }
        let made = try make()
        changes.withLock { $0 = Changes(baseline: baseline, figures: figures, changes: made) }
        return made
    }

    /// The figure's section, made by `make` where it would not be as it was.
    func section(of figure: FigureWords, _ engine: TemplateEngine, make: () throws -> String) rethrows -> String {
        let id = figure.entry.id
        if let known = sections.withLock({ $0[id] }), known.anchor == figure.anchor, known.entry == figure.entry,
            engine.reads(known.templates)
        {
            return known.markdown
        }
        let (markdown, templates) = try engine.reading(make)
        let section = Section(entry: figure.entry, anchor: figure.anchor, templates: templates, markdown: markdown)
        sections.withLock { $0[id] = section }
        return markdown
    }
}
