import SourceDigest
import Testing

private func form(_ text: String) -> String {
    String(decoding: SourceDigest.normalised(Array(text.utf8), isSwift: true), as: UTF8.self)
}

@Suite struct SwiftNormalFormTests {
    @Test(
        "comments, indentation, blank lines and the file's ends do not count",
        arguments: [
            ("let a = 1\n", "\n\n  let a = 1 // one\n\n\n"),
            ("let a = 1\nlet b = 2\n", "let a = 1\n// between\n    /* and /* nested */ more */\n\tlet b = 2"),
            ("let a = 1\nlet b = 2\n", "let a = 1\r\nlet b = 2\r\n"),
            ("f(a, b)", "f( a , /* the second */ b )"),
            ("f(a)", "f(/* one */ a)"),
            ("let a = f { $0 }", "let a = f {  $0  }"),
            ("let a = \"x \\(b) y\"", "let a = \"x \\( b /* inner */ ) y\""),
            ("let a = \"x \\(f(\"//\"))\"", "let a = \"x \\(f( \"//\" ))\" // outer"),
            ("let a = \"\"\"\n  x\n    y\n  \"\"\"", "    let a = \"\"\"\n        x\n          y\n        \"\"\" // moved"),
            ("#if DEBUG\nf()\n#endif", "  #if DEBUG  // only then\n  f()\n  #endif"),
        ])
    func sameCode(plain: String, commented: String) {
        #expect(form(plain) == form(commented))
        #expect(form(plain).hasPrefix("code\n"))
    }

    @Test(
        "names, literals, line breaks and the blanks of operators count",
        arguments: [
            ("let a = 1", "let b = 1"),
            ("let ab = 1", "let a b = 1"),
            ("let a = 1", "let a = 2"),
            ("a -b", "a - b"),
            ("a - b", "a-b"),
            ("return\nx", "return x"),
            ("f(a)", "f (a)"),
            ("let a = \"x\"", "let a = \"x \""),
            ("let a = \"x  y\"", "let a = \"x y\""),
            ("let a = \"http://x\"", "let a = \"http://y\""),
            ("let a = \"/* x */\"", "let a = \"/* y */\""),
            ("let a = #\"\\(b)\"#", "let a = #\"\\( b)\"#"),
            ("let a = #\"x\" // y\"#", "let a = #\"x\" // z\"#"),
            ("let a = ##\"x\"# // y\"##", "let a = ##\"x\"# // z\"##"),
            ("let a = #\"\"\"#; let b = 1", "let a = #\"\"\"#; let b = 2"),
            ("let a = #\"x\\#(1)\"#", "let a = #\"x\\#(2)\"#"),
            ("let a = \"\\\"//x\"", "let a = \"\\\"//y\""),
            ("let a = \"\\(\"}//x\")\"", "let a = \"\\(\"}//y\")\""),
            ("let a = \"\"\"\n  x\n  \"\"\"", "let a = \"\"\"\n   x\n  \"\"\""),
            ("let a = \"\"\"\n  x // y\n  \"\"\"", "let a = \"\"\"\n  x // z\n  \"\"\""),
            ("let a = \"\"\"\n  \"quoted\" // y\n  \"\"\"", "let a = \"\"\"\n  \"quoted\" // z\n  \"\"\""),
            ("let a = #/x // y/#", "let a = #/x // z/#"),
            ("func `a  b`() {}", "func `a b`() {}"),
            ("a/* joins nothing */b", "ab"),
        ])
    func otherCode(one: String, other: String) {
        #expect(form(one) != form(other))
    }

    @Test(
        "a text that cannot be told apart with certainty counts as it stands",
        arguments: ["let a = \"x", "/* open", "let a = \"\\(b\"", "let r = /a\"b/ // x", "let a = \"\"\"x\"\"\""])
    func uncertain(text: String) {
        #expect(form(text) == "text\n" + text)
    }

    @Test("a division is no regular expression")
    func division() {
        #expect(form("let a = b / c / d // half") == "code\nlet a = b / c / d")
        #expect(form("let s = x.reduce(1, /) / y /* z */") == "code\nlet s = x.reduce(1,/) / y")
    }
}
