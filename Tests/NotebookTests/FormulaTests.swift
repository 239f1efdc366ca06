import Notebook
import Testing

@Suite("Equations in TeX")
struct FormulaTests {
    private func mathML(_ tex: String, isDisplayed: Bool = false) throws -> String {
        let text = try Formula(tex: tex, isDisplayed: isDisplayed).mathML(tex: "", isDisplayed: false)
        return String(text.dropFirst("<math alttext=\"\">".count).dropLast("</math>".count))
    }

    @Test("letters are slanted, numbers, functions and capital Greek letters upright")
    func letters() throws {
        #expect(try mathML("x") == "<mi>x</mi>")
        #expect(try mathML("\\Gamma") == "<mi mathvariant=\"normal\">Γ</mi>")
        #expect(try mathML("\\beta") == "<mi>β</mi>")
        #expect(try mathML("3.14") == "<mn>3.14</mn>")
        #expect(try mathML("\\mathrm{KL}") == "<mi>KL</mi>")
        #expect(try mathML("\\mathbb{R}") == "<mi mathvariant=\"normal\">ℝ</mi>")
        #expect(try mathML("\\mathbb{E}").contains("𝔼"))
        #expect(try mathML("\\mathbf{x}").contains("𝐱"))
        #expect(try mathML("\\log(x)").contains("rspace=\"0\">log</mo>"))
        #expect(try mathML("\\log x").contains("<mo lspace=\"0\" rspace=\"0.1667em\">log</mo><mi>x</mi>"))
    }

    @Test("a script takes one sign or a group, and stands below a sum as its limit")
    func scripts() throws {
        #expect(try mathML("x_1^2") == "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>")
        #expect(try mathML("x^2_1") == (try mathML("x_1^2")))
        #expect(try mathML("x^12") == "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>")
        #expect(try mathML("\\sum_{i}^n").hasPrefix("<munderover>"))
        #expect(try mathML("\\sum\\nolimits_i").hasPrefix("<msub>"))
        #expect(try mathML("\\int_0^1").hasPrefix("<msubsup>"))
        #expect(
            try mathML("\\max_i")
                == "<munder><mo lspace=\"0\" rspace=\"0.1667em\" movablelimits=\"true\">max</mo><mi>i</mi></munder>")
        #expect(try mathML("f'") == "<msup><mi>f</mi><mi mathvariant=\"normal\">′</mi></msup>")
        #expect(try mathML("f'^2").hasPrefix("<msup>"))
    }

    @Test("fractions, roots, fences, accents and tables nest")
    func nesting() throws {
        #expect(try mathML("\\frac{1}{\\sqrt[3]{x}}") == "<mfrac><mn>1</mn><mroot><mi>x</mi><mn>3</mn></mroot></mfrac>")
        #expect(try mathML("\\frac12") == "<mfrac><mn>1</mn><mn>2</mn></mfrac>")
        #expect(try mathML("\\binom{n}{k}").contains("linethickness=\"0\""))
        #expect(try mathML("\\left[ x \\right)").contains(">[</mo><mi>x</mi>"))
        #expect(try mathML("\\left. x \\right|").filter { $0 == "|" } == "|")
        #expect(try mathML("\\hat{x}") == "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>")
        let cases = try mathML("f = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{else} \\end{cases}")
        #expect(cases.components(separatedBy: "<mtr>").count == 3 && cases.contains("<mtext>if\u{A0}</mtext>"))
        let matrix = try mathML("\\begin{pmatrix} a & b \\\\ c & \\frac{\\begin{matrix}1\\\\2\\end{matrix}}{3} \\\\ \\end{pmatrix}")
        #expect(matrix.components(separatedBy: "<mtr>").count == 5, "a line's end behind the last line begins no other")
        let lines = try mathML("a &= b \\\\ &= c", isDisplayed: true)
        #expect(lines.hasPrefix("<mtable displaystyle=\"true\">") && lines.components(separatedBy: "<mtr>").count == 3)
        #expect(try mathML("\\underbrace{x}_{n}").hasPrefix("<munder><munder"))
    }

    @Test("text that HTML has a meaning for is escaped")
    func escaped() throws {
        let formula = try Formula(tex: "a<b \\& \\text{<script>}")
        let text = formula.mathML(tex: "a<b\"", isDisplayed: true)
        #expect(text.contains("&lt;script&gt;") && !text.contains("<script") && text.contains("alttext=\"a&lt;b&quot;\""))
        #expect(text.hasPrefix("<math display=\"block\""))
    }

    @Test(
        "what cannot be read is answered with its place and what to do",
        arguments: [
            ("\\frac{1}", 8, "has nothing to stand on or with", "write \\frac{…}"),
            ("a + \\alhpa", 4, "there is no command '\\alhpa'", "did you mean '\\alpha'?"),
            ("{x", 2, "'{' is never closed", "close it with '}'"),
            ("x}", 1, "'}' closes nothing that is open", "take it out, or write \\}"),
            ("x^a^b", 3, "two superscripts stand on one sign", "group them with braces: {x^a}^b"),
            ("\\left( x", 0, "\\left has no \\right", "close it: \\right)"),
            ("x \\right)", 2, "\\right without a \\left", "write \\left. before it, or take it out"),
            ("a & b", 2, "'&' stands outside a table of an equation", "write \\& for the sign itself"),
            ("\\begin{csaes}x\\end{csaes}", 0, "there is no environment 'csaes'", "did you mean 'cases'?"),
            ("\\begin{cases}x\\end{matrix}", 14, "'\\end{matrix}' ends '\\begin{cases}'", "write \\end{cases}"),
            ("\\text{a", 5, "'{' after \\text is never closed", "close it with '}'"),
            ("\\left x x", 6, "is followed by 'x', which is no bracket", "write one of"),
            ("a # b", 2, "'#' stands inside an equation", "write \\# for the sign itself"),
        ])
    func problems(_ tex: String, _ offset: Int, _ problem: String, _ remedy: String) throws {
        let found = #expect(throws: FormulaProblem.self) { try Formula(tex: tex) }
        #expect(
            found?.offset == offset && found?.problem.contains(problem) == true && found?.remedy.contains(remedy) == true,
            "\(String(describing: found))")
    }

    @Test("neither depth nor length takes the stack or the time")
    func limits() {
        for tex in [
            String(repeating: "{", count: 3000), String(repeating: "\\sqrt", count: 790), String(repeating: "\\left(", count: 600),
            String(repeating: "x^{", count: 900), String(repeating: "\\hat ", count: 700), String(repeating: "x", count: 5000),
        ] {
            #expect(throws: FormulaProblem.self) { try Formula(tex: tex) }
        }
    }
}
