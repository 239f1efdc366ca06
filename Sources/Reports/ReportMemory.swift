import Results
import Synchronization

/// What an earlier setting of a report made, kept for the next: of a report of which one word was saved, little is made anew.
public final class ReportMemory: Sendable {
    let drawings = PageDrawings()
    private let sections = Mutex<[FigureID: Section]>([:])

    /// A figure's section, and all that it is made from.
    private struct Section {
        var entry: ReportEntry
        var anchor: String
        var templates: TemplateEngine.Reading
        var markdown: String
    }

    public init() {}

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
