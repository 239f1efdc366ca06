import Files
import Testing

@Suite struct VisibleTextTests {
    @Test(
        "what acts on a terminal or turns the order of reading is written out",
        arguments: [
            ("\u{1B}[2J", #"\u{1B}[2J"#), ("\u{9B}2J", #"\u{009B}2J"#), ("\u{7}", #"\u{07}"#), ("a\rb", #"a\rb"#),
            ("\u{8}", #"\u{08}"#),
            ("\u{7F}", #"\u{7F}"#), ("\u{0}", #"\0"#), ("a\u{202E}b", #"a\u{202E}b"#), ("\u{2066}", #"\u{2066}"#),
            ("\u{200F}", #"\u{200F}"#), ("\u{61C}", #"\u{061C}"#), ("\u{2028}", #"\u{2028}"#), ("\u{85}", #"\u{0085}"#),
        ])
    func escaped(_ text: String, _ visible: String) {
        #expect(VisibleText.of(text) == visible)
        #expect(VisibleText.line(text) == visible)
    }

    @Test(
        "other text stays as it is: letters of every script, combining characters, joined emoji",
        arguments: ["", "acts.npy", "é", "e\u{301}", "日本語", "שלום", "مرحبا", "👩‍👩‍👧", "±1 − 2", "a\u{A0}b", "━┄"])
    func kept(_ text: String) {
        #expect(Array(VisibleText.of(text).utf8) == Array(text.utf8))
        #expect(Array(VisibleText.line(text).utf8) == Array(text.utf8))
    }

    @Test("line ends and tabs stay in a text, and are written out in a line")
    func lines() {
        #expect(VisibleText.of("a\tb\nc") == "a\tb\nc")
        #expect(VisibleText.line("a\tb\nc\r\n") == #"a\tb\nc\r\n"#)
    }

    @Test("a fault is one line whatever is in its names")
    func fault() {
        let fault = Fault("unknown key 'a\u{1B}[2Jb'", at: "reports/x\ny.yml:3", remedy: "use one of c\rd", status: .usage)
        #expect("\(fault)" == #"reports/x\ny.yml:3: unknown key 'a\u{1B}[2Jb'; use one of c\rd"#)
    }
}
