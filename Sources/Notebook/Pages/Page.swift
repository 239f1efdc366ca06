import Files

/// A page of one's own, in Markdown, as far as it can be told without any result: its text in pieces, between which figures, values and the
/// like are to be set.
public struct Page: Sendable, Equatable {
    /// The file, as errors name it: "reports/notes/bins.md".
    public let file: String
    /// The SHA-256 of its text.
    public let digest: String
    /// The YAML at its head, and the line on which that begins; nil where there is none.
    public let head: Head?
    public internal(set) var pieces: [PagePiece]
    /// Whether no heading holds what only a result tells.
    public let hasFixedHeadings: Bool
    /// The measures that its blocks ask for, in order.
    public var measures: [MeasureBlock]

    public struct Head: Sendable, Equatable {
        public let text: String
        public let line: Int
    }

    /// Bytes that a page may have.
    public static let longest = 1 << 20

    /// Reads a page. Raw HTML is text like any other, as in the report.
    /// - Parameters:
    ///   - file: what errors call it.
    ///   - number: the page's place in its report, from 1: parts of the names that its notes have there.
    /// - Throws: a `Fault` (status usage) with file and line for a tag, an equation, a citation or a note that is wrong.
    public init(reading text: String, file: String, number: Int) throws {
        self.file = file
        digest = SHA256.hex(of: Array(text.utf8))
        let source = try PageSource(text, file: file)
        head = source.head
        var scanner = PageScanner(source, number: number)
        try scanner.scan()
        pieces = scanner.pieces
        hasFixedHeadings = !scanner.hasTagInHeading
        measures = scanner.measures
    }

    /// "reports/notes/bins.md:12".
    public func place(_ line: Int) -> String { "\(file):\(line)" }

    /// The keys that are cited, each time they are, with their lines.
    public var citedKeys: [PageName] {
        pieces.flatMap { piece -> [PageName] in
            if case .citation(let citation, let line) = piece { citation.works.map { PageName($0.key, line: line) } } else { [] }
        }
    }

    /// The figures that are named, each time they are.
    public var figures: [PageName] {
        pieces.compactMap { piece in
            switch piece {
            case .figure(let figure, _), .value(let figure, _, _), .claim(let figure, _, _), .table(let figure, _, _),
                .reference(let figure, _):
                figure
            case .text, .citation, .measure, .destination, .section: nil
            }
        }
    }

    /// The page with its links' destinations as `resolve` has them: text that stands, or a section of a page.
    public func resolving(_ resolve: (PageName) throws -> PagePiece) rethrows -> Page {
        var page = self
        page.pieces = try pieces.map { piece in
            if case .destination(let name) = piece { try resolve(name) } else { piece }
        }
        return page
    }
}

/// A name in a page, and the line on which it stands.
public struct PageName: Sendable, Equatable {
    public let text: String
    public let line: Int

    public init(_ text: String, line: Int) {
        self.text = text
        self.line = line
    }
}

/// A part of a page.
public enum PagePiece: Sendable, Equatable {
    /// Markdown as it stands in the report.
    case text(String)
    /// A figure's picture and caption; each line after the first begins with `indent`.
    case figure(PageName, indent: String)
    case value(figure: PageName, value: PageName, ValueForm)
    /// A claim in a line; with `indent`, as a block of its own.
    case claim(figure: PageName, claim: PageName, indent: String?)
    case table(figure: PageName, table: PageName, indent: String)
    /// Where a figure stands in the report, in the words given, or by its label.
    case reference(figure: PageName, words: String?)
    case citation(Citation, line: Int)
    /// The figure that the page's measure of that number asks for, from 0.
    case measure(Int, indent: String)
    /// Where a link leads, as the page has it.
    case destination(PageName)
    /// A section of a page of the report, by the page's file and the heading's id in it; without an id, the page's title.
    case section(page: String, id: String, line: Int)
}

/// How a value is printed.
public struct ValueForm: Sendable, Equatable {
    public enum Part: String, Sendable, CaseIterable {
        case number, name, symbol, unit
    }

    /// nil: the number and its unit.
    public var part: Part?
    /// Digits after the point; nil: as the figure has them.
    public var digits: Int?

    public init(part: Part? = nil, digits: Int? = nil) {
        self.part = part
        self.digits = digits
    }
}

/// A block that asks for a measure of files.
public struct MeasureBlock: Sendable, Equatable {
    /// What stands in it, in YAML.
    public let text: String
    /// The line of the page on which the text begins.
    public let line: Int
    /// The id of the figure that it asks for, once that is known.
    public var figure = ""
    /// The words under its picture; nil: the figure's own.
    public var caption: String?
}
