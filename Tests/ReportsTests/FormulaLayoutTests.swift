import CairoCanvas
import Charts
import Notebook
import Testing

@testable import Reports

@Suite("Equations on paper")
struct FormulaLayoutTests {
    private let layout = FormulaLayout(size: 10, color: .black, measuring: CairoCanvas.measuring())

    private func drawing(_ tex: String, isDisplayed: Bool = true) throws -> InlineDrawing {
        layout.drawing(try Formula(tex: tex, isDisplayed: isDisplayed), isDisplayed: isDisplayed)
    }

    /// The place of a text in a drawing.
    private func place(_ text: String, _ drawing: InlineDrawing) throws -> Point {
        for case .text(let words, _, let point) in drawing.parts where words.plain == text { return point }
        return try #require(nil as Point?, "\(text) is not drawn")
    }

    @Test("a fraction has its parts above and below a rule, scripts stand higher and lower and are smaller")
    func places() throws {
        let fraction = try drawing("\\frac{a}{b}")
        #expect(try place("a", fraction).y < -3 && place("b", fraction).y > 2)
        #expect(fraction.ascent > 7 && fraction.descent > 3)
        let scripts = try drawing("x_1^2")
        #expect(try place("1", scripts).y > 1 && place("2", scripts).y < -3)
        for case .text(let words, let style, _) in scripts.parts {
            #expect(abs(style.size - (words.plain == "x" ? 10 : 7.2)) < 1e-9)
        }
    }

    @Test("limits of a sum stand above and below it where it is displayed, and beside it in a line")
    func limits() throws {
        let displayed = try drawing("\\sum_i^n")
        #expect(try place("i", displayed).y > 6 && place("n", displayed).y < -8)
        #expect(try drawing("\\sum_i^n", isDisplayed: false).height < displayed.height)
        #expect(try place("i", drawing("\\sum_i^n", isDisplayed: false)).x > 4)
    }

    @Test("brackets grow with what they hold, signs keep their distances, a minus without a term before it does not")
    func growth() throws {
        #expect(try drawing("\\left(x\\right)").parts.count == 3)
        let high = try drawing("\\left(\\frac{\\frac{1}{2}}{\\frac{3}{4}}\\right)")
        #expect(high.parts.contains { if case .fill(let path, _) = $0 { path.elements.count == 5 } else { false } })
        #expect(try drawing("a-b").width > drawing("a").width + drawing("-").width + drawing("b").width + 4)
        #expect(try drawing("-b").width < drawing("-").width + drawing("b").width + 0.5)
        #expect(try drawing("\\sqrt{x}").ascent > drawing("x").ascent + 0.5)
    }

    @Test("a line may end behind a relation, and the pieces are as broad as the whole")
    func pieces() throws {
        let formula = try Formula(tex: "a + b = c")
        let pieces = layout.pieces(formula)
        #expect(pieces.count == 3)
        #expect(abs(pieces.reduce(0) { $0 + $1.width } - layout.drawing(formula, isDisplayed: false).width) < 0.01)
    }
}
