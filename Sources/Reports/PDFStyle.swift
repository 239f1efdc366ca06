import CairoCanvas
import Charts
import Notebook

/// Sizes, distances and colours of the printed report, in points.
struct PDFStyle {
    let page = Size(595.28, 841.89)
    let side = 58.0
    let top = 66.0
    let bottom = 62.0
    var textWidth: Double { page.width - 2 * side }
    var textHeight: Double { page.height - top - bottom }
    /// What is lower than this stays whole; what is higher may go over the page.
    var greatestWhole: Double { 0.55 * textHeight }

    let body = 9.5
    let small = 8.0
    let spacing = 1.17
    let ink = Color.gray(0.12)
    let quiet = Color.gray(0.42)
    let link = Color(hex: 0x1B5E9B)
    let hairline = Color.gray(0.78)

    /// Lists and quotes stand in one another up to here; what is deeper begins no further to the right.
    func indent(_ wanted: Double) -> Double { min(wanted, textWidth / 2) }

    /// The size of a heading's letters.
    func size(ofHeading level: Int) -> Double { [20, 15.5, 12.5, 10.5][min(max(level, 1), 4) - 1] }

    /// The space above a heading.
    func space(aboveHeading level: Int) -> Double { [0, 22, 18, 12][min(max(level, 1), 4) - 1] }

    func color(of notice: MarkdownDocument.Notice) -> Color {
        switch notice {
        case .plain: .gray(0.7)
        case .note: Color(hex: 0x1B5E9B)
        case .warning: Color(hex: 0xB46A00)
        case .caution: Color(hex: 0xB3261E)
        }
    }

    func color(of verdict: Verdict) -> Color {
        switch verdict {
        case .reproduced: Color(hex: 0x1A6B3C)
        case .partly: Color(hex: 0x8A5A00)
        case .failed: Color(hex: 0xB3261E)
        case .undecided: Color(hex: 0x4A4A8A)
        case .open: .gray(0.38)
        }
    }

    /// The words with their dress.
    func text(_ inlines: [MarkdownDocument.Inline], _ style: TypesetText.Style) -> TypesetText {
        TypesetText(runs(inlines, style))
    }

    /// Equations are laid out by the fonts of this.
    private static func measuring() -> CairoCanvas { CairoCanvas.measuring() }

    private func runs(of formula: Formula, _ style: TypesetText.Style) -> [TypesetText.Run] {
        let layout = FormulaLayout(size: style.size, color: style.color, measuring: Self.measuring())
        return layout.pieces(formula).map { TypesetText.run($0, style) }
    }

    /// A number as a reference to a note.
    private static func raised(_ number: Int) -> String {
        let signs = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String("\(number)".compactMap { $0.wholeNumberValue.map { signs[$0] } })
    }

    /// A number stays in a line with its sign of per cent, and "n = 3" in one piece.
    static func held(_ text: String) -> String {
        text.replacing(" %", with: "\u{A0}%").replacing("n = ", with: "n\u{A0}=\u{A0}")
    }

    private func runs(_ inlines: [MarkdownDocument.Inline], _ style: TypesetText.Style) -> [TypesetText.Run] {
        inlines.flatMap { inline -> [TypesetText.Run] in
            var inner = style
            switch inline {
            case .text(let text): return [.init(Self.held(text), style)]
            case .code(let text):
                inner.isMonospaced = true
                inner.size = style.size * 0.92
                return [.init(text, inner)]
            case .emphasis(let words):
                inner.isItalic = true
                return runs(words, inner)
            case .strong(let words):
                inner.isBold = true
                return runs(words, inner)
            case .struck(let words):
                inner.isStruck = true
                return runs(words, inner)
            case .link(let destination, let words):
                if destination.hasPrefix("#") {
                    inner.link = .destination(String(destination.dropFirst()))
                } else if let address = destination.safeLink {
                    inner.link = .address(address)
                }
                if inner.link != nil { inner.color = link }
                return runs(words, inner)
            case .image(_, let alternative):
                inner.isItalic = true
                return [.init(alternative, inner)]
            case .formula(_, let formula): return runs(of: formula, style)
            case .note(let number):
                inner.link = .destination(MarkdownDocument.id(ofNote: number))
                inner.color = link
                return [.init(Self.raised(number), inner)]
            case .softBreak: return [.init(" ", style)]
            case .hardBreak: return [.init("\u{2028}", style)]
            }
        }
    }
}
