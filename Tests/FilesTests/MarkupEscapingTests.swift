import Files
import Testing

@Suite("Escaping for HTML and XML")
struct MarkupEscapingTests {
    @Test("what HTML and XML keep for themselves is replaced, and what they forbid")
    func characters() {
        #expect("a < b & \"c\" > 'd'".markupEscaped == "a &lt; b &amp; &quot;c&quot; &gt; 'd'")
        #expect("it's <b>".markupEscapedInSingleQuotes == "it&#39;s &lt;b&gt;")
        #expect("a\u{0}b\u{1B}[31m".markupEscaped == "a\u{FFFD}b\u{FFFD}[31m")
        #expect("".markupEscaped.isEmpty)
    }

    @Test("a sign before a combining mark is replaced too")
    func combining() {
        #expect(Array("<\u{301}script>".markupEscaped.unicodeScalars) == Array("&lt;\u{301}script&gt;".unicodeScalars))
        #expect(Array("'\u{301}".markupEscapedInSingleQuotes.unicodeScalars) == Array("&#39;\u{301}".unicodeScalars))
        #expect(Array("&\u{301}".markupEscaped.unicodeScalars) == Array("&amp;\u{301}".unicodeScalars))
    }
}
