/// One line of text with italic, bold, subscript and superscript runs.
///
/// A literal is read in this notation: `*italic*`, `**bold**`, `_1` and `_{max}` for subscripts, `^2` and `^{-3}` for superscripts, a
/// backslash before a sign that stands for itself. "*I*(*X*; *T*_1) in bits". A sign without its partner stands for itself. Text that is not
/// the programmer's own goes through `init(plain:)`.
public struct RichText: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public enum Script: Sendable, Hashable { case normal, `subscript`, superscript }

    public struct Run: Sendable, Hashable {
        public var text: String
        public var italic: Bool
        public var bold: Bool
        public var script: Script

        public init(_ text: String, italic: Bool = false, bold: Bool = false, script: Script = .normal) {
            self.text = text
            self.italic = italic
            self.bold = bold
            self.script = script
        }
    }

    public var runs: [Run]

    public init(runs: [Run]) { self.runs = runs }

    /// The text as it stands, with no notation read.
    public init(plain text: String) { runs = text.isEmpty ? [] : [Run(text)] }

    /// Reads the notation.
    public init(_ notation: String) { runs = RichTextParser.runs(of: notation) }

    public init(stringLiteral value: String) { self.init(value) }

    /// The letters alone.
    public var plain: String { runs.map(\.text).joined() }

    public var isEmpty: Bool { runs.allSatisfy { $0.text.isEmpty } }

    public static func + (a: RichText, b: RichText) -> RichText { RichText(runs: a.runs + b.runs) }
}
