import CairoCanvas
import Charts
import Files
import Results

/// Makes the pages about a difference from templates/diff.md and the report's own page.
public struct DiffBuilder: Sendable {
    /// The folder with diff.md, page.html and page.css.
    public let templatesFolder: String

    private let isCancelled: @Sendable () -> Bool

    /// - Parameter isCancelled: asked while the pages are made.
    public init(templatesFolder: String, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.templatesFolder = templatesFolder
        self.isCancelled = isCancelled
    }

    /// Equal content gives equal bytes. Only figures that changed or moved get pictures.
    /// - Throws: a `Fault` (status usage) for a mistake in a template; `CancellationError`.
    public func build(_ content: DiffContent) throws -> BuiltDiff {
        var pictures: [DiffPictures] = []
        for figure in content.diff.figures where figure.verdict.isChange || figure.pictures != nil {
            if isCancelled() { throw CancellationError() }
            pictures.append(try DiffPictures(figure, content))
        }
        let engine = TemplateEngine(folder: templatesFolder, anchors: [:], isCancelled: isCancelled)
        let words = DiffPageWords(content, pictures: pictures)
        let markdown = ReportBuilder.tidied(try engine.render("diff.md", words.context))
        let embedded = Dictionary(
            pictures.flatMap(\.all).map { ($0.path.markdownDestination, $0.embedded) }, uniquingKeysWith: { first, _ in first })
        let writer = HTMLWriter(pictures: embedded)
        let parts = try MarkdownDocument(parsing: markdown, at: "diff.md").partsAroundContents
        let html = try engine.render(
            "page.html",
            [
                "title": words.title.markupEscaped, "style": try engine.file("page.css"), "lead": writer.html(parts.lead),
                "contents": writer.html(parts.contents), "body": writer.html(parts.rest),
                "script": try engine.file("page.js"), "prose": "",
            ])
        return BuiltDiff(
            markdown: markdown, html: Array(html.utf8),
            pictures: pictures.flatMap(\.all).map { BuiltDiff.Picture(path: $0.path, bytes: $0.file) })
    }
}

/// The pictures of one figure that changed or moved.
struct DiffPictures {
    let id: FigureID
    var overlays: [Picture] = []
    var before: Picture?
    var after: Picture?

    struct Picture {
        var path: String
        /// As SVG.
        var file: [UInt8]
        /// As it is shown, in points.
        var width: Double
        var height: Double

        var embedded: EmbeddedPicture { .image(file, width: width, height: height) }
    }

    var all: [Picture] { overlays + [before, after].compactMap(\.self) }

    /// Breadth of each of two pictures that stand side by side, in points.
    private static let half = 400.0

    init(_ diff: FigureDiff, _ content: DiffContent) throws {
        id = diff.id
        let old = content.old[diff.id]?.result
        let new = content.new[diff.id]?.result
        if let old, let new {
            for (place, chart) in OverlayCharts.charts(diff, old: old, new: new).enumerated() {
                overlays.append(
                    try Self.drawn(chart, "diff/\(diff.id.fileName)-overlay-\(place + 1).svg", title: diff.title, fit: nil))
            }
        }
        // Another version's result may lack what the code at hand draws; and of equal numbers it draws equal pictures.
        let isDrawable = diff.verdict != .identical && (new == nil || old?.hasShape(of: new) == true)
        let drawings = content.drawings[diff.id]
        before = try Self.version(drawings?.old, isDrawable ? old : nil, content, "diff/\(diff.id.fileName)-before.svg")
        after = try Self.version(drawings?.new, new, content, "diff/\(diff.id.fileName)-now.svg")
    }

    private static func version(_ drawing: [UInt8]?, _ result: FigureResult?, _ content: DiffContent, _ path: String) throws
        -> Picture?
    {
        if let drawing, let size = SVGSize(drawing) {
            return Picture(path: path, file: drawing, width: half, height: half * size.height / size.width)
        }
        guard let result, let chart = content.chart(result) else { return nil }
        return try drawn(chart, path, title: result.title, fit: half)
    }

    /// - Parameter fit: the breadth to show it at; nil: as drawn.
    private static func drawn(_ chart: Chart, _ path: String, title: String, fit: Double?) throws -> Picture {
        let size = ChartRenderer.size(of: chart, measuring: CairoCanvas.measuring())
        let svg = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: "", title: title)
        let width = fit ?? size.width
        return Picture(
            path: path, file: svg, width: width, height: size.height * width / size.width)
    }
}

extension FigureResult {
    /// True where both have the same panels, series, columns and named values.
    fileprivate func hasShape(of other: FigureResult?) -> Bool {
        func shape(_ result: FigureResult) -> [String] {
            result.panels.flatMap { panel in panel.series.flatMap { [$0.id, $0.index.id] + $0.columns.map(\.id) } + ["|"] }
                + result.values.map(\.id)
        }
        return other.map { shape($0) == shape(self) } ?? false
    }
}

/// The size that an SVG gives itself, in its own units.
struct SVGSize {
    var width: Double
    var height: Double

    /// From the viewBox of the first 500 bytes.
    init?(_ svg: [UInt8]) {
        let head = String(decoding: svg.prefix(500), as: UTF8.self)
        guard let box = head.split(separator: "viewBox=\"", maxSplits: 1).dropFirst().first?.split(separator: "\"").first else {
            return nil
        }
        let numbers = box.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
        (width, height) = (numbers[2], numbers[3])
    }
}
