extension PDFDocument {
    /// What a piece of the page is, for those who have it read to them; what has no role is decoration.
    public enum Role: String, Sendable {
        case heading1 = "H1"
        case heading2 = "H2"
        case heading3 = "H3"
        case heading4 = "H4"
        case paragraph = "P"
        case figure = "Figure"
        case caption = "Caption"
        case code = "Code"
        case label = "Lbl"
    }

    /// What pieces of pages make up together, over pages too: a table of rows of cells, a list of entries.
    public final class Part {
        public enum Kind: String, Sendable {
            case table = "Table"
            case row = "TR"
            case headerCell = "TH"
            case cell = "TD"
            case list = "L"
            case entry = "LI"
            case entryBody = "LBody"
            case quote = "BlockQuote"
        }

        public let kind: Kind
        /// What it is part of itself; nil: the document.
        public let whole: Part?

        public init(_ kind: Kind, in whole: Part? = nil) {
            self.kind = kind
            self.whole = whole
        }
    }

    /// An element of the document's structure, in the order of drawing.
    struct Element {
        var part: Part?
        /// What stands for it where it cannot be read: a picture's description, a link's address.
        var alternative: String
    }
}
