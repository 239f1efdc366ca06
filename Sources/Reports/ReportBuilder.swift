import CairoCanvas
import Charts
import Files
import Foundation
import Notebook
import Results

/// A report's words, from which the page and the PDF are set.
public struct ReportDraft {
    /// report.md, the source of the page.
    public var markdown: String
    let content: ReportContent
    let sections: [FigureID: String]
    let engine: TemplateEngine
    /// The ids of the headings in the content's pages.
    let prose: [String]
}

/// A report as it goes to disk.
public struct BuiltReport: Sendable {
    /// report.md, the source of the others.
    public var markdown: String
    /// index.html: one file that needs nothing else.
    public var html: [UInt8]
    /// report.pdf.
    public var pdf: [UInt8]
}

/// Makes a report from templates: Markdown first, and from that the page and the PDF.
public struct ReportBuilder: Sendable {
    /// The folder with report.md, figure.md, placeholder.md, page.html, page.css, page.js and figures/.
    public let templatesFolder: String
    private let isCancelled: @Sendable () -> Bool
    private let shelf: PageShelf?

    /// - Parameters:
    ///   - shelf: the charts that an earlier page had, and to which this one's are added.
    ///   - isCancelled: asked at least every 100 ms while a report is made.
    public init(templatesFolder: String, shelf: PageShelf? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.templatesFolder = templatesFolder
        self.shelf = shelf
        self.isCancelled = isCancelled
    }

    private func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }

    /// Equal content gives equal bytes.
    /// - Throws: a `Fault` (status usage) that names the template and the line for a mistake in a template, or names template and
    ///   figure where a picture has no alternative text; a `Fault` (status usage) for Markdown that nests too deep or is too large;
    ///   `CancellationError`.
    public func build(_ content: ReportContent) throws -> BuiltReport {
        let draft = try draft(content)
        return BuiltReport(markdown: draft.markdown, html: try page(draft), pdf: try pdf(draft))
    }

    /// The report's words.
    /// - Parameter memory: figures' sections that serve again where all is the same that they are made from.
    /// - Throws: as `build`.
    public func draft(_ content: ReportContent, memory: ReportMemory? = nil) throws -> ReportDraft {
        for entry in content.entries {
            precondition(content.papers.contains { $0.id == entry.id.paper }, "the paper of \(entry.id) is not among the papers")
            precondition(content.entries.count { $0.id == entry.id } == 1, "\(entry.id) is there twice")
            if case .success(_, let chart, let files, _) = entry.outcome {
                precondition(chart == nil || files.svg != nil, "\(entry.id) has a chart and no picture of it")
            }
        }
        // On its own first, so that a mistake in it is not one of the templates.
        _ = try MarkdownDocument(parsing: content.introduction, at: content.introductionPlace)
        let words = try self.words(content)
        let figures = words.papers.flatMap(\.figures)
        let anchors = Dictionary(figures.map { ($0.entry.id.description, $0.anchor) }, uniquingKeysWith: { first, _ in first })
        let engine = { @Sendable [self] in TemplateEngine(folder: templatesFolder, anchors: anchors, isCancelled: isCancelled) }
        // A figure's words say nothing of the run. An engine a thread, since it keeps what it has read.
        let threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, figures.count))
        let sections = try concurrently(Array(0..<threads)) { thread in
            let engine = engine()
            return try stride(from: thread, to: figures.count, by: threads).map { place in
                try checkCancellation()
                let figure = figures[place]
                let text = try memory?.section(of: figure, engine) { try section(figure, engine) } ?? section(figure, engine)
                return (figure.entry.id, text)
            }
        }
        let texts = Dictionary(sections.joined(), uniquingKeysWith: { first, _ in first })
        let main = engine()
        return ReportDraft(
            markdown: try markdown(words, texts, main), content: content, sections: texts, engine: main,
            prose: words.sections.pages.flatMap(\.headings).map(\.anchor))
    }

    /// The words without what differs between two runs, the source of the PDF.
    /// - Throws: as `build`.
    public func lasting(_ draft: ReportDraft) throws -> String {
        guard draft.content.run != nil else { return draft.markdown }
        return try markdown(words(draft.content.lasting), draft.sections, draft.engine)
    }

    /// The templates that index.html is made of besides the words, as one text.
    /// - Throws: a `Fault` where one cannot be read.
    public func pageTemplates(_ draft: ReportDraft) throws -> String {
        try draft.engine.file("page.html") + draft.engine.file("page.css") + draft.engine.file("page.js")
    }

    /// index.html.
    /// - Parameter memory: drawings of an earlier page, which serve again where the charts are the same.
    /// - Throws: as `build`.
    public func page(_ draft: ReportDraft, memory: ReportMemory? = nil) throws -> [UInt8] {
        let pictures = try self.pictures(draft.content, memory?.drawings)
        let writer = HTMLWriter(pictures: pictures.pictures, pack: memory?.drawings.packed)
        let document = try MarkdownDocument(parsing: draft.markdown)
        return Array(try html(draft, document, writer, sheet: pictures.sheet).utf8)
    }

    /// Makes what a page is set from, and keeps it: for a report that stands, so that the first save that touches it finds all there.
    /// - Throws: as `build`.
    public func prepare(_ content: ReportContent, _ memory: ReportMemory) throws {
        _ = try page(draft(content, memory: memory), memory: memory)
    }

    /// report.pdf. It is made without `content.run`, so nothing that differs between two runs gets into it.
    /// - Parameter lasting: what `lasting` gives; nil: it is asked.
    /// - Throws: as `build`.
    public func pdf(_ draft: ReportDraft, from lasting: String? = nil) throws -> [UInt8] {
        try PDFReport(
            content: draft.content.lasting, document: MarkdownDocument(parsing: lasting ?? self.lasting(draft)),
            prose: Set(draft.prose), checkCancellation: checkCancellation
        ).bytes()
    }

    /// The letters of the draft and of its charts that are not seen as what they are in the PDF and the pictures (`FontCoverage.missing`).
    public func missingLetters(_ draft: ReportDraft) throws -> [Unicode.Scalar] {
        var letters = Set(draft.markdown.unicodeScalars)
        letters.formUnion(try MarkdownDocument(parsing: draft.markdown).formulaLetters.unicodeScalars)
        for entry in draft.content.entries {
            guard case .success(_, let chart?, _, _) = entry.outcome else { continue }
            try checkCancellation()
            letters.formUnion(FontCoverage.letters(of: chart).unicodeScalars)
        }
        return FontCoverage.missing(in: String(String.UnicodeScalarView(letters)))
    }

    /// Sees that the names and links in the content's pages are right, as far as its figures have results: those that were not run yet are
    /// passed over. It draws and writes nothing.
    /// - Throws: a `Fault` (status usage) with file and line.
    public func checkPages(_ content: ReportContent) throws {
        let words = try words(content)
        let pages = pageWords(words, isComplete: false)
        for page in content.pages { _ = try pages.markdown(of: page) }
    }

    /// What the report says besides its figures' sections. The headings of pages are known first: ids further down depend on them.
    private func words(_ content: ReportContent) throws -> ReportWords {
        let references = References(content.pages.flatMap(\.citedKeys).map(\.text), in: content.bibliography)
        let pages = PageWords(entries: content.entries, references: references)
        let texts = try content.pages.map { try pages.markdown(of: $0) }
        return ReportWords(content, try PageSections(content.pages, texts: texts), references)
    }

    private func pageWords(_ words: ReportWords, isComplete: Bool = true) -> PageWords {
        var pages = PageWords(entries: words.content.entries, references: words.references)
        pages.anchors = Dictionary(
            words.papers.flatMap(\.figures).map { ("\($0.entry.id)", $0.anchor) }, uniquingKeysWith: { first, _ in first })
        pages.referencesAnchor = words.referencesAnchor
        pages.section = { try words.sections.anchor($0, $1, at: $2, isComplete: isComplete) }
        return pages
    }

    private func markdown(_ words: ReportWords, _ sections: [FigureID: String], _ engine: TemplateEngine) throws -> String {
        var pages = pageWords(words)
        pages.excerpt = { [anchors = pages.anchors] in
            Self.excerpt($0, from: sections[$0.id] ?? "", caption: $1, anchor: anchors["\($0.id)"] ?? "")
        }
        pages.table = { try engine.render("table.md", ["table": FigureWords.record($0)]) }
        let texts = try words.content.pages.map { page in
            try checkCancellation()
            return try pages.markdown(of: page)
        }
        let text = Self.tidied(try engine.render("report.md", words.context(sections: sections, pages: texts)))
        let document = try MarkdownDocument(parsing: text)
        let known = Set(document.headings.map(\.id))
        for destination in document.internalDestinations where !known.contains(destination) {
            throw Fault(
                "the report links to '#\(destination)', and no heading has that id", at: "templates/report.md",
                remedy: "mend the link or the heading", status: .usage)
        }
        return text
    }

    /// A figure's picture with its caption, or its tables, out of its section; its label leads there.
    private static func excerpt(_ entry: ReportEntry, from section: String, caption: String?, anchor: String) -> String {
        let label = entry.label.markdownEscaped
        let link = "**[\(label)](#\(anchor)).**"
        guard case .success(_, let chart, let files, _) = entry.outcome else {
            return "> [!CAUTION]\n> \(link) It could not be built; its section has the reason."
        }
        let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
        if chart != nil {
            let end = "](\(files.svg?.markdownDestination ?? ""))\\"
            guard let first = lines.firstIndex(where: { $0.hasPrefix("![") && $0.hasSuffix(end) }) else { return link }
            if let caption { return "\(lines[first])\n\(link) \(caption)" }
            let words = lines[(first + 1)...].prefix { !$0.isEmpty }.joined(separator: "\n")
            return "\(lines[first])\n" + words.replacing("**\(label).**", with: link, maxReplacements: 1)
        }
        guard let first = lines.firstIndex(where: { $0.hasPrefix("**\(label).**") }) else { return link }
        let words = lines[first...].prefix { !$0.hasPrefix("#") }.joined(separator: "\n")
        return words.replacing("**\(label).**", with: caption.map { "\(link) \($0)" } ?? link, maxReplacements: 1)
    }

    /// One figure's Markdown.
    private func section(_ figure: FigureWords, _ engine: TemplateEngine) throws -> String {
        guard case .success(_, let chart, let files, _) = figure.entry.outcome else {
            return try engine.render("placeholder.md", figure.context)
        }
        let text = try engine.render(figure.entry.templateName, figure.context)
        let place = "templates/\(figure.entry.templateName)"
        let pictures = try MarkdownDocument(parsing: text, at: "\(place), as rendered").pictures
        if pictures.contains(where: { $0.alternative.allSatisfy(\.isWhitespace) }) {
            throw Fault(
                "a picture of \(figure.entry.id) has no alternative text", at: place,
                remedy: "say in {% block alt %} what the picture shows", status: .usage)
        }
        if chart != nil, !pictures.contains(where: { $0.source == files.svg?.markdownDestination }) {
            throw Fault(
                "the template of \(figure.entry.id) does not show its picture", at: place,
                remedy: "extend figure.md and keep its picture", status: .usage)
        }
        return text
    }

    /// The charts as parts of the page.
    private func pictures(_ content: ReportContent, _ drawings: PageDrawings?) throws -> PageDrawings.Embedding {
        let charts = content.entries.compactMap { entry -> (id: FigureID, source: String, chart: Chart)? in
            guard case .success(_, let chart?, let files, _) = entry.outcome, let source = files.svg else { return nil }
            return (entry.id, source.markdownDestination, chart)
        }
        var pictures = try concurrently(charts) { id, _, chart in drawings?.picture(of: id, chart) ?? shelf?.picture(of: id) }
        // What is missing, each form by itself: finding places takes the longest.
        let missing = pictures.indices.filter { pictures[$0] == nil }
        let wanted = missing.flatMap { place in forms(of: charts[place].chart).map { (place: place, chart: $0) } }
        let drawn = try concurrently(wanted) { try drawing($0.chart) }
        for (form, drawing) in zip(wanted, drawn) {
            if pictures[form.place] == nil {
                pictures[form.place] = PagePicture(wide: drawing)
            } else {
                pictures[form.place]?.narrow = drawing
            }
        }
        for place in missing { if let picture = pictures[place] { try shelf?.keep(picture, of: charts[place].id) } }
        let all = pictures.compactMap(\.self)
        for (chart, picture) in zip(charts, all) { drawings?.keep(picture, of: chart.id, chart.chart) }
        let sources = charts.map(\.source)
        let embed = { Self.embedding(of: all, from: sources) }
        return drawings?.embedding(of: all, from: sources, make: embed) ?? embed()
    }

    private static func embedding(of pictures: [PagePicture], from sources: [String]) -> PageDrawings.Embedding {
        // Styles get their names in order.
        let styles = PageStyles()
        var embedding = PageDrawings.Embedding()
        for (source, picture) in zip(sources, pictures) {
            let wide = styles.adopt(picture.wide)
            embedding.pictures[source] = .drawn(wide: wide, narrow: picture.narrow.map(styles.adopt))
        }
        embedding.sheet = styles.sheet
        return embedding
    }

    /// The chart as it is, and where that is too broad for a phone, for one.
    private func forms(of chart: Chart) -> [Chart] {
        chart.columns > 1 || chart.width > Self.narrowWidth ? [chart, chart.narrow(width: Self.narrowWidth)] : [chart]
    }

    private func html(_ draft: ReportDraft, _ document: MarkdownDocument, _ writer: HTMLWriter, sheet: String) throws -> String {
        let (parts, engine) = (document.partsAroundContents, draft.engine)
        return try engine.render(
            "page.html",
            [
                "title": draft.content.title.markupEscaped, "style": try engine.file("page.css") + sheet,
                "lead": writer.html(parts.lead),
                "contents": writer.html(parts.contents), "body": writer.html(parts.rest), "script": try engine.file("page.js"),
                "prose": draft.prose.map(\.markupEscaped).joined(separator: " "),
            ])
    }

    /// The chart as a part of the page.
    private func drawing(_ chart: Chart) throws -> PageDrawing {
        try checkCancellation()
        let layout = ChartLayout(chart, measuring: CairoCanvas.measuring())
        let styles = PageStyles()
        let canvas = PageCanvas(measuring: CairoCanvas.measuring(), styles: styles, isCancelled: isCancelled)
        ChartRenderer.draw(chart, laidOut: layout, on: canvas, at: Point(0, 0))
        try checkCancellation()
        return PageDrawing(
            content: canvas.content, styles: styles.declarations, greys: styles.greys.sorted(), width: layout.size.width,
            height: layout.size.height, plots: PagePlots(chart, layout).text)
    }

    /// The breadth of a picture on a phone, in points.
    private static let narrowWidth = 270.0

    /// Templates leave blank lines where a condition fails: at most one stays, and the text ends with one line's end. Control characters
    /// are replaced.
    static func tidied(_ text: String) -> String {
        var lines: [Substring] = []
        var isInCode = false
        for line in text.withControlsReplaced.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isInCode.toggle() }
            let isBlank = line.allSatisfy { $0 == " " }
            if isBlank, !isInCode, lines.last?.isEmpty ?? true { continue }
            lines.append(isBlank ? "" : line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ReportContent {
    /// Without what differs between two runs.
    var lasting: ReportContent {
        var copy = self
        copy.run = nil
        return copy
    }

    /// The headings that the opening has, as they read.
    var introductionHeadings: [String] {
        (try? MarkdownDocument(parsing: introduction))?.headings.map { $0.text.plainText } ?? []
    }
}

extension MarkdownDocument {
    /// The document cut at its section of contents: the heading of level 2 whose id is "contents", with what follows it up to the
    /// next heading of that level.
    var partsAroundContents: (lead: ArraySlice<Block>, contents: ArraySlice<Block>, rest: ArraySlice<Block>) {
        func isHeading(_ block: Block, _ id: String?) -> Bool {
            if case .heading(2, let found, _) = block { id == nil || found == id } else { false }
        }
        guard let start = blocks.firstIndex(where: { isHeading($0, "contents") }) else { return (blocks[...], [], []) }
        let end = blocks[(start + 1)...].firstIndex { isHeading($0, nil) } ?? blocks.endIndex
        return (blocks[..<start], blocks[start..<end], blocks[end...])
    }
}
