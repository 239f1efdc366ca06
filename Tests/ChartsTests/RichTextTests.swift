import Charts
import Testing

@Suite("Rich text")
struct RichTextTests {
    @Test("stars, underscores and carets make italic, bold, subscript and superscript runs")
    func notation() {
        let text: RichText = "*I*(*X*; *T*_1) in **bits**"
        #expect(
            text.runs == [
                .init("I", italic: true), .init("("), .init("X", italic: true), .init("; "), .init("T", italic: true),
                .init("1", script: .subscript), .init(") in "), .init("bits", bold: true),
            ])
        #expect(RichText("10^{\u{2212}3}").runs == [.init("10"), .init("\u{2212}3", script: .superscript)])
        #expect(RichText("*T*_{*i*j}").runs.map(\.italic) == [true, true, false])
    }

    @Test("a sign without its partner, or after a backslash, stands for itself")
    func plainSigns() {
        #expect(RichText("3 * 4").plain == "3 * 4")
        #expect(RichText("a\\_b \\* c").runs == [.init("a_b * c")])
        #expect(RichText("end_").plain == "end_")
        #expect(RichText("a _ b").plain == "a _ b")
        #expect(RichText("x_{max").plain == "x{max")
    }

    @Test("plain text is not read as notation")
    func plain() {
        #expect(RichText(plain: "layer_1 *x*").runs == [.init("layer_1 *x*")])
        #expect(RichText(plain: "").isEmpty)
    }
}
