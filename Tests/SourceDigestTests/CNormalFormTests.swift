import SourceDigest
import Testing

private func form(_ text: String) -> String {
    String(decoding: SourceDigest.normalised(Array(text.utf8), isSwift: false), as: UTF8.self)
}

@Suite struct CNormalFormTests {
    @Test(
        "comments, indentation and line breaks outside directives do not count",
        arguments: [
            ("int a;\nint b;", "int a; // one\n\n  /* two\n lines */ int b;\n"),
            ("f(a, b);", "f(a,\n  b);"),
            ("#define A 1\nint a;", "  #  define A 1 // one\n\nint a;"),
            ("#define A 1 + 2\nint a;", "#define A 1 \\\n + 2\nint a;"),
            ("#define A 1\nint a;", "#define A /* spans\nlines */ 1\nint a;"),
            ("#if A\nint a;\n#endif", "/* first */ #if A\n  int a; /* in */\n#endif\n"),
            ("int a;", "int a; // splices \\\n into the next line"),
        ])
    func sameCode(plain: String, commented: String) {
        #expect(form(plain) == form(commented))
        #expect(form(plain).hasPrefix("code\n"))
    }

    @Test(
        "names, literals, tokens' borders and the lines of directives count",
        arguments: [
            ("int ab;", "int a b;"),
            ("int a = 1;", "int a = 2;"),
            ("a + +b;", "a ++b;"),
            ("#define f(x) x", "#define f (x) x"),
            ("#define A\nint a;", "#define A int a;"),
            ("#define A 1\n#define B 2", "#define A 1 #define B 2"),
            ("int a;\n#define A", "int a; #define A"),
            ("char *a = \"//x\";", "char *a = \"//y\";"),
            ("char *a = \"\\\"//x\";", "char *a = \"\\\"//y\";"),
            ("char *a = \"a  b\";", "char *a = \"a b\";"),
            ("char a = '\"'; int b; // \"", "char a = '\"'; int c; // \""),
            ("char a = '\\''; int b;", "char a = '\\''; int c;"),
            ("a/**/b;", "ab;"),
        ])
    func otherCode(one: String, other: String) {
        #expect(form(one) != form(other))
    }

    @Test(
        "a text that cannot be told apart with certainty counts as it stands",
        arguments: ["char *a = \"x\n;", "/* open", "#error don't"])
    func uncertain(text: String) {
        #expect(form(text) == "text\n" + text)
    }
}
