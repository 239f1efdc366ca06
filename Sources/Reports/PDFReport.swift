import CairoCanvas
import Charts
import Files
import Results

/// The report on paper: a Markdown document laid out on pages of A4, its pictures drawn as lines, not as dots.
struct PDFReport {
    let content: ReportContent
    let document: MarkdownDocument
    private let style = PDFStyle()
    private let pictures: [String: PDFPicture]
    private let prose: Set<String>

    private let checkCancellation: () throws -> Void

    /// - Parameter prose: the ids of the headings in pages of one's own.
    init(
        content: ReportContent, document: MarkdownDocument, prose: Set<String>, checkCancellation: @escaping () throws -> Void
    ) throws {
        self.content = content
        self.prose = prose
        self.checkCancellation = checkCancellation
        self.document = document.withAppendix("Appendix: background, rules, settings and keys")
        var pictures: [String: PDFPicture] = [:]
        for entry in content.entries {
            guard case .success(_, let chart?, let files, _) = entry.outcome, let svg = files.svg else { continue }
            try checkCancellation()
            let width = min(chart.width, style.textWidth)
            let size = ChartRenderer.size(of: chart, width: width, measuring: CairoCanvas.measuring())
            pictures[svg.markdownDestination] = PDFPicture(chart: chart, size: size)
        }
        self.pictures = pictures
    }

    /// - Throws: a `Fault` (status cannotWrite) where Cairo reports an error; what `checkCancellation` throws.
    func bytes() throws -> [UInt8] {
        // The contents name pages, which are known only once everything is placed: once to find them, once to print.
        let trial = try pass(places: [:], pageCount: 0, isTrial: true)
        return try pass(places: trial.places, pageCount: trial.count, isTrial: false).bytes
    }

    private func pass(places known: [String: RunningHead.Place], pageCount: Int, isTrial: Bool) throws -> (
        places: [String: RunningHead.Place], count: Int, bytes: [UInt8]
    ) {
        let pdf = PDFDocument(
            pageSize: style.page,
            information: .init(
                title: content.title, author: "Refigure",
                subject: content.papers.filter { paper in content.entries.contains { $0.id.paper == paper.id } }.map(\.title)
                    .joined(separator: "; "),
                keywords: content.entries.map(\.id.description).joined(separator: ", ")))
        let places = Places()
        let setter = PDFSetter(
            style: style, document: pdf, pictures: pictures, pages: known.mapValues(\.page), prose: prose, drawsCharts: !isTrial,
            checkCancellation: checkCancellation
        ) { id, point in
            places.byID[id] = .init(page: pdf.page, isAtTop: point.y < style.top + 1)
            pdf.addDestination(id, at: Point(point.x, max(0, point.y - 12)))
        }
        let heads = RunningHead.heads(of: document, places: known, count: pageCount)
        var flow = PDFFlow(document: pdf, style: style, checkCancellation: checkCancellation) {
            furnish(pdf, of: pageCount, heads[pdf.page])
        }
        try flow.place(setter.items(document))
        addOutline(to: pdf)
        return (places.byID, pdf.page, isTrial ? [] : try pdf.finish())
    }

    /// The line at the foot of every page, and one at the head from the second on.
    private func furnish(_ pdf: PDFDocument, of count: Int, _ head: RunningHead?) {
        let quiet = TypesetText.Style(size: 7.5, color: style.quiet)
        let foot = style.page.height - style.bottom + 24
        let number = TypesetBlock(
            TypesetText("\(pdf.page) / \(count)", quiet), width: style.textWidth, alignment: .right, in: pdf)
        number.draw(at: Point(style.side, foot), on: pdf)
        let name = TypesetText("Refigure, report “\(content.name.onOneLine)”", quiet)
        TypesetBlock(name, width: style.textWidth - number.usedWidth - 12, isCut: true, in: pdf).draw(
            at: Point(style.side, foot), on: pdf)
        guard pdf.page > 1 else { return }
        let y = style.top - 34
        let figure = TypesetBlock(
            TypesetText(head?.figure ?? "", quiet), width: style.textWidth * 0.62, alignment: .right, isCut: true, in: pdf)
        figure.draw(at: Point(style.side + style.textWidth * 0.38, y), on: pdf)
        // A page ahead of the first chapter has the report's title.
        let section = TypesetText(head.map(\.section).flatMap { $0.isEmpty ? nil : $0 } ?? content.title.onOneLine, quiet)
        TypesetBlock(section, width: style.textWidth - figure.usedWidth - 12, isCut: true, in: pdf).draw(
            at: Point(style.side, y), on: pdf)
        pdf.fill(Rect(x: style.side, y: style.top - 20, width: style.textWidth, height: 0.4), with: style.hairline)
    }

    private func addOutline(to pdf: PDFDocument) {
        var parent: PDFDocument.OutlineEntry?
        for heading in document.headings where heading.level == 2 || heading.level == 3 {
            let title = heading.text.plainText
            if heading.level == 2 {
                parent = pdf.addOutline(title, to: heading.id)
            } else {
                pdf.addOutline(title, to: heading.id, under: parent)
            }
        }
    }
}

/// Where each heading came to stand.
private final class Places {
    var byID: [String: RunningHead.Place] = [:]
}
