import Files
import Notebook
import Testing

@Suite("BibTeX")
struct BibliographyTests {
    private static let text = """
        Comments may stand anywhere: @comment{ @article{no, } }
        @string{ieee = "IEEE " # {Information Theory Workshop}}
        @inproceedings{tishby2015,
          author    = {Naftali Tishby and Noga Zaslavsky},
          title     = "Deep Learning and the {I}nformation Bottleneck {"}Principle{"}",
          booktitle = ieee, pages = "1--5", year = 2015, month = apr # " 26",
          doi = {10.1109/ITW.2015.7133169},
        }
        @ARTICLE(godel1931, author = {Kurt G{\\"o}del}, title = {{\\"U}ber formal unentscheidbare S\\"atze}, journal={Monatshefte f\\"ur Mathematik},
          volume = 38, number = 1, pages = {173-198}, year = {1931})
        % a line of TeX's
        @misc{saxe,
          author = "Saxe, Andrew M. and van der Maaten, Laurens and King, Jr., Martin Luther and others",
          title = {On the $\\beta$ of {\\em things} \\& more}, year = 2018, eprint = {1703.00810}, archivePrefix = "arXiv" }
        """

    private static func reference(_ key: String) throws -> String {
        var bibliography = Bibliography()
        try bibliography.add(BibliographyReader.entries(in: text, file: "refs.bib"))
        return References([key], in: bibliography).markdown
    }

    @Test("entries, macros, joined values, both kinds of brackets and comments are read")
    func entries() throws {
        let entries = try BibliographyReader.entries(in: Self.text, file: "refs.bib")
        #expect(entries.map(\.key) == ["tishby2015", "godel1931", "saxe"])
        #expect(entries.map(\.kind) == ["inproceedings", "article", "misc"])
        #expect(entries.map(\.line) == [3, 9, 12])
        #expect(entries[0].fields["booktitle"] == "IEEE Information Theory Workshop")
        #expect(entries[0].fields["month"] == "April 26" && entries[0].fields["year"] == "2015")
    }

    @Test("a reference has its authors, its year, where it appeared and a link")
    func references() throws {
        #expect(
            try Self.reference("tishby2015")
                == "- Naftali Tishby and Noga Zaslavsky (2015). Deep Learning and the Information Bottleneck \"Principle\". "
                + "In *IEEE Information Theory Workshop*, 1–5. [doi:10.1109/ITW.2015.7133169](https://doi.org/10.1109/ITW.2015.7133169)."
        )
        #expect(
            try Self.reference("godel1931")
                == "- Kurt Gödel (1931). Über formal unentscheidbare Sätze. *Monatshefte für Mathematik*, 38(1), 173–198.")
        #expect(
            try Self.reference("saxe")
                == "- Andrew M. Saxe, Laurens van der Maaten, Martin Luther King Jr. et al. (2018). On the $`\\beta`$ of things \\& more. "
                + "[arXiv:1703.00810](https://arxiv.org/abs/1703.00810).")
    }

    @Test(
        "accents and letters of LaTeX's become those of Unicode",
        arguments: [
            ("{\\\"o}", "ö"), ("\\'{e}", "é"), ("\\'\\i", "í"), ("\\v{s}", "š"), ("\\c c", "ç"), ("{\\o}re", "øre"), ("\\ss", "ß"),
            ("{\\L}ukasz", "Łukasz"),
            ("\\AA ngstr\\\"om", "Ångström"), ("\\H{o}", "ő"), ("\\={a}", "ā"), ("\\`a", "à"), ("\\~n", "ñ"), ("\\k{a}", "ą"),
            ("A--B", "A–B"), ("``x''", "“x”"),
            ("Erd{\\H o}s", "Erdős"),
        ])
    func accents(_ tex: String, _ letters: String) throws {
        var bibliography = Bibliography()
        try bibliography.add(BibliographyReader.entries(in: "@misc{a, author = {N}, title = {\(tex)}, year = 1}", file: "a.bib"))
        #expect(References(["a"], in: bibliography).markdown == "- N (1). \(letters).")
    }

    @Test("works are cited by authors and year; those of the same authors and year are told apart")
    func citations() throws {
        var bibliography = Bibliography()
        let text = """
            @misc{a, author = {One, A. and Two, B. and Three, C.}, title = {Aa}, year = 2020}
            @misc{b, author = {One, A. and Two, B. and Three, C.}, title = {Bb}, year = 2020}
            @misc{c, author = {{The OpenML Team}}, title = {Cc}}
            """
        try bibliography.add(BibliographyReader.entries(in: text, file: "x.bib"))
        let references = References(["c", "b", "a"], in: bibliography)
        func cited(_ text: String) throws -> String {
            references.markdown(try #require(Citation(reading: text)), anchor: "references")
        }
        #expect(try cited("@a") == "([One et al., 2020a](#references))")
        #expect(
            try cited("see @b, p. 3; @c") == "(see [One et al., 2020b](#references), p. 3; [The OpenML Team, n.d.](#references))")
        #expect(try cited("-@a") == "([2020a](#references))")
        #expect(references.entries.map(\.key) == ["a", "b", "c"])
        for text in ["a@b.org", "@ noon", "@a; and more", ""] { #expect(Citation(reading: text) == nil) }
    }

    @Test(
        "damage is answered with file, line and what to do",
        arguments: [
            ("@misc{a,\n title = {x\n", "x.bib:2: '{' is never closed"),
            ("\n@misc{a, title = {x}\n\n@misc{b, title = {y}}", "x.bib:2: @misc{a} is never closed; close it with '}'"),
            ("@misc{a, title = \"x }\n}", "x.bib:1: '}' stands in a quoted value without its '{'"),
            ("@misc{a, title = \"x", "x.bib:1: a quote is never closed"),
            ("@misc{, title = {x}}", "x.bib:1: @misc has no key"),
            ("@misc{a, title {x}}", "x.bib:1: 'title' is not followed by '='"),
            ("@misc{a, year = 2020 title = {x}}", "x.bib:1: 't' stands where a comma or the end of 'a' should"),
            ("@misc{a, month = jann}", "x.bib:1: there is no @string 'jann'; did you mean 'jan'?"),
            ("@misc{a, x={1}}\n@misc{a, x={2}}", "x.bib:2: the key 'a' is that of the entry on line 1, too"),
            ("@article key", "x.bib:1: '@article' is not followed by '{'"),
        ])
    func damage(_ text: String, _ message: String) {
        let fault = #expect(throws: Fault.self) { try BibliographyReader.entries(in: text, file: "x.bib") }
        #expect(fault?.description.hasPrefix(message) == true && fault?.status == .usage, "\(String(describing: fault))")
    }

    @Test("an unknown key is answered with those that are near")
    func unknown() throws {
        var bibliography = Bibliography()
        try bibliography.add(BibliographyReader.entries(in: Self.text, file: "refs.bib"))
        let fault = #expect(throws: Fault.self) { try bibliography.check("tishby2016", at: "a.md:3") }
        #expect(fault?.description == "a.md:3: no work has the key 'tishby2016'; did you mean tishby2015?")
        #expect(throws: Fault.self) { try bibliography.add(BibliographyReader.entries(in: "@misc{saxe, x={1}}", file: "b.bib")) }
        #expect(throws: Fault.self) { try Bibliography().check("a", at: "a.md:1") }
    }

    @Test("neither depth nor macros take the stack or the memory")
    func limits() throws {
        let bomb = "@string{a = \"\(String(repeating: "x", count: 60000))\"}\n@string{b = a # a # a}"
        #expect(throws: Fault.self) { try BibliographyReader.entries(in: bomb, file: "x.bib") }
        for value in [String(repeating: "\\\"", count: 20000), String(repeating: "\\emph", count: 9000)] {
            var bibliography = Bibliography()
            try bibliography.add(BibliographyReader.entries(in: "@misc{a, title = {\(value)}}", file: "x.bib"))
            #expect(!References(["a"], in: bibliography).markdown.isEmpty)
        }
    }
}
