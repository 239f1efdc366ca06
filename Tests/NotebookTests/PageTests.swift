import Files
import Notebook
import Testing

@Suite("Pages")
struct PageTests {
    private func page(_ text: String) throws -> Page { try Page(reading: text, file: "notes/a.md", number: 1) }

    /// The page's text, what is no text as its kind.
    private func text(_ source: String) throws -> String {
        try page(source).pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .figure(let name, _): "<figure \(name.text)>"
            case .value(let figure, let value, let form):
                "<value \(figure.text) \(value.text) \(form.digits.map(String.init) ?? "")>"
            case .claim(_, let claim, let indent): "<claim \(claim.text) \(indent == nil ? "inline" : "block")>"
            case .table(_, let table, _): "<table \(table.text)>"
            case .reference(let figure, let words): "<link \(figure.text) \(words ?? "")>"
            case .citation(let citation, let line): "<cite \(citation.works.map(\.key).joined(separator: " ")) \(line)>"
            case .measure(let number, _): "<measure \(number)>"
            case .destination(let name): "<to \(name.text)>"
            case .section(let page, let id, _): "<section \(page) \(id)>"
            }
        }.joined()
    }

    private func words(_ line: String) throws -> String {
        let text = try text("# T\n\n\(line)\n")
        return String(text.dropFirst("## T\n\n".count)).trimmed
    }

    @Test("headings move to the levels of the report, underlined ones too, and no deeper than the fourth")
    func headings() throws {
        #expect(try text("# A\n\n## B ##\n\n##### C\n") == "## A\n\n### B ##\n\n#### C\n\n")
        #expect(try text("### A\n\n# B\n") == "## A\n\n## B\n\n")
        #expect(try text("A\nb\n===\n\nC\n---\n").hasPrefix("## A b\n\n\n\n### C\n"))
        #expect(try text("#a b\n---\n\n# C\n").hasPrefix("## #a b\n\n\n## C"))
        #expect(try text("# A\n\n> # B\n").contains("> # B"))
        #expect(try text("# A\n\n```\n# no heading\n```\n").contains("\n# no heading\n"))
    }

    @Test("a page begins with its title; a head of YAML may stand before it")
    func title() throws {
        #expect(throws: Fault.self) { try page("") }
        let fault = #expect(throws: Fault.self) { try page("\n\nWords.\n\n# A\n") }
        #expect(fault?.description.hasPrefix("notes/a.md:3: the page does not begin with its title") == true)
        let headed = try page("---\nbibliography: refs.bib\n---\n# A\n\n{{ value \"a/b\" \"c\" }}\n")
        #expect(headed.head?.text == "bibliography: refs.bib" && headed.head?.line == 2)
        #expect(headed.figures == [PageName("a/b", line: 6)])
        #expect(throws: Fault.self) { try page("---\nbibliography: a\n") }
    }

    @Test(
        "dollar signs around an equation become what the forges read; other dollar signs stay",
        arguments: [
            ("of $x_1*2*$ and", "of $`x_1*2*`$ and"), ("$5 and $6", "$5 and $6"),
            ("a $20,000 car and $30 more", "a $20,000 car and $30 more"),
            ("US$5/US$6", "US$5/US$6"), ("\\$x\\$", "\\$x\\$"), ("`$x$`", "`$x$`"), ("``a ` $x$ b``", "``a ` $x$ b``"),
            ("$ x $", "$ x $"),
            ("$x$5", "$x$5"), ("($x$)", "($`x`$)"), ("$x\ny$", "$`x y`$"), ("a $`x`$ b", "a $`x`$ b"), ("**$x$**", "**$`x`$**"),
            ("$\\text{costs }\\$5$", "$`\\text{costs }\\$5`$"), ("a $ b", "a $ b"), ("$x$, $y$", "$`x`$, $`y`$"),
        ])
    func dollars(_ source: String, _ wanted: String) throws { #expect(try words(source) == wanted) }

    @Test("a displayed equation becomes a block of its own, in quotes and lists too")
    func displayed() throws {
        #expect(try words("$$\nx\n=\ny\n$$") == "```math\nx\n=\ny\n```")
        #expect(try words("a $$x$$ b") == "a \n\n```math\nx\n```\n\nb")
        #expect(try words("> $$x$$\n> b") == ">\n> ```math\n> x\n> ```\n>\n> b")
        #expect(try words("- $$x$$\n- b") == "- ```math\n  x\n  ```\n\n- b")
        #expect(try words("$$a &= b \\\\\n&= c$$").contains("a &= b \\\\\n&= c"))
    }

    @Test("in a table, a bar in an equation is written with a backslash")
    func tables() throws {
        #expect(try words("| a | b |\n|---|---|\n| $P(x\\|y)$ | $z$ |").contains("| $`P(x\\|y)`$ | $`z`$ |"))
    }

    @Test("tags are read in words, those of blocks on lines of their own")
    func tags() throws {
        #expect(try words("A {{ value \"p/f\" \"v\" digits:2 }} b") == "A <value p/f v 2> b")
        #expect(try words("{{figure \"p/f\"}}") == "\n<figure p/f>".trimmed)
        #expect(try words("{{ claim \"p/f\" \"1\" }}") == "<claim 1 block>")
        #expect(try words("Here: {{ claim \"p/f\" \"1\" }}") == "Here: <claim 1 inline>")
        #expect(try words("See {{ link 'p/f' \"the plane\" }}.") == "See <link p/f the plane>.")
        #expect(try words("`{{ value }}` and \\{{ value }}") == "`{{ value }}` and \\{{ value }}")
        #expect(try words("- {{ table \"p/f\" \"T\" }}\n- b") == "- <table T>\n\n- b")
        #expect(try page("# A\n\n> - {{ figure \"p/f\" }}\n").pieces.contains(.figure(PageName("p/f", line: 3), indent: ">   ")))
        #expect(try page("# A {{ value \"p/f\" \"v\" }}\n").hasFixedHeadings == false && page("# A\n").hasFixedHeadings)
    }

    @Test("citations, links and notes are told from brackets that are none of these")
    func brackets() throws {
        #expect(try words("As [@a; see @b, p. 3]: so") == "As <cite a b 3>: so")
        #expect(try words("[@octocat](https://example.org) [mail](a@b.org) [x] [a@b]").contains("<cite") == false)
        #expect(try words("[a](b.md#c) and [d](<e f.md> \"title\")") == "[a](<to b.md#c>) and [d](<<to e f.md>> \"title\")")
        #expect(try words("[a](https://x.org/(b))") == "[a](<to https://x.org/(b)>)")
        #expect(try words("Word[^1].\n\n[^1]: A *note*.") == "Word[^p1-1].\n\n[^p1-1]: A *note*.")
        #expect(try words("[ref]: other.md \"T\"") == "[ref]: <to other.md> \"T\"")
        #expect(try words("[Note]: see below") == "[Note]: see below")
    }

    @Test("a block that asks for a measure keeps its text and its line")
    func measures() throws {
        let found = try page("# A\n\nText.\n\n```measure\nmeasure: entropy\nfiles: a.npy\n```\n\nMore.\n")
        #expect(found.measures.map(\.text) == ["measure: entropy\nfiles: a.npy\n"] && found.measures.map(\.line) == [6])
        #expect(found.pieces.contains(.measure(0, indent: "")))
    }

    @Test(
        "a mistake is answered with file, line and what to do",
        arguments: [
            ("{{ figur \"p/f\" }}", "notes/a.md:3: there is no tag 'figur'; did you mean 'figure'?"),
            ("{{ figure p/f }}", "notes/a.md:3: 'figure' takes one name in quotes; write {{ figure \"paper/fig1\" }}"),
            ("{{ value \"p/f\" }}", "notes/a.md:3: 'value' takes two names in quotes"),
            ("{{ value \"p/f\" \"v\" digits:99 }}", "notes/a.md:3: 'digits:99' says nothing of a value"),
            ("{{ figure \"p/f }}", "notes/a.md:3: a quote is never closed"),
            ("{{ figure \"p/f\"", "notes/a.md:3: a tag is never closed"),
            ("words {{ figure \"p/f\" }}", "notes/a.md:3: 'figure' stands between words; give it a line of its own"),
            ("a\nb $\\alhpa$", "notes/a.md:4:4: there is no command '\\alhpa' for equations here; did you mean '\\alpha'?"),
            ("$$\nx\n\\frac{1}\n$$", "notes/a.md:6:1: \\frac has nothing to stand on or with"),
            ("$$x\n\ny$$", "notes/a.md:3: '$$' opens an equation that has no end"),
            ("$$x$$.", "notes/a.md:3: '.' follows a displayed equation"),
            ("a[^1]", "notes/a.md:3: the note [^1] is nowhere written"),
            ("[^1]: a", "notes/a.md:3: nothing refers to the note [^1]"),
            ("a[^1]\n\n[^1]: b\n\n[^1]: c", "notes/a.md:7: the note [^1] is written twice, on line 5 too"),
            ("```measure\nmeasure: entropy", "notes/a.md:3: the block is never closed"),
            ("![a](b.png)", "notes/a.md:3: a page shows figures, no picture files"),
        ])
    func mistakes(_ line: String, _ message: String) {
        let fault = #expect(throws: Fault.self) { try page("# T\n\n\(line)\n") }
        #expect(fault?.description.hasPrefix(message) == true && fault?.status == .usage, "\(String(describing: fault))")
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isNewline == true { text = text.dropFirst() }
        while text.last?.isNewline == true { text = text.dropLast() }
        return String(text)
    }
}
