import Charts

/// Words with their dress, to be broken into lines by a `TypesetBlock`.
public struct TypesetText: Sendable, Equatable {
    public struct Style: Sendable, Equatable {
        /// In points.
        public var size: Double
        public var isBold: Bool
        public var isItalic: Bool
        public var isMonospaced: Bool
        public var isStruck: Bool
        public var color: Color
        public var link: PDFDocument.LinkTarget?
        /// What stands in the place of the run's letter, which is one.
        public var drawing: InlineDrawing?

        public init(
            size: Double, isBold: Bool = false, isItalic: Bool = false, isMonospaced: Bool = false, isStruck: Bool = false,
            color: Color = .black, link: PDFDocument.LinkTarget? = nil
        ) {
            self.size = size
            self.isBold = isBold
            self.isItalic = isItalic
            self.isMonospaced = isMonospaced
            self.isStruck = isStruck
            self.color = color
            self.link = link
        }
    }

    public struct Run: Sendable, Equatable {
        public var text: String
        public var style: Style

        public init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }
    }

    public var runs: [Run]

    public init(_ runs: [Run] = []) { self.runs = runs }

    public init(_ text: String, _ style: Style) { runs = [Run(text, style)] }

    /// A drawing in the place of a letter.
    public static func run(_ drawing: InlineDrawing, _ style: Style) -> Run {
        var style = style
        style.drawing = drawing
        return Run("\u{FFFC}", style)
    }

    public var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }
}
