import Files
import Reports
import Testing

@Suite struct TemplateTests {
    private static let figure = "figures/information-plane-fig1.md"

    /// What building says with the template in place of figure 1's.
    private func fault(_ template: String, as name: String = figure) throws -> Fault {
        let folder = try TemplatesCopy(replacing: [name: template])
        return try #require(throws: Fault.self) { try SampleContent.build(templates: folder.path) }
    }

    private func figure(alt: String = "words", caption: String = "words", blank: Int = 0) -> String {
        """
        {% extends "figure.md" %}
        \(String(repeating: "\n", count: blank)){% block alt %}\(alt){% endblock %}
        {% block caption %}\(caption){% endblock %}
        """
    }

    @Test("a figure without alternative text is refused by its name and its template's", arguments: ["", " \n ", "{# none #}"])
    func missingAlternative(alt: String) throws {
        let fault = try fault(figure(alt: alt))
        #expect(fault.problem.contains("alternative text"))
        #expect(fault.problem.contains("information-plane/fig1"))
        #expect(fault.place == "templates/figures/information-plane-fig1.md")
        #expect(fault.status == .usage)
    }

    @Test("a template that leaves out the picture is refused")
    func missingPicture() throws {
        let fault = try fault("### {{ figure.heading }}\n\nNo picture.\n")
        #expect(fault.problem.contains("does not show its picture"))
    }

    @Test(
        "a name that nothing defines is refused with its file and line",
        arguments: [
            ("{{ figur.title }}", "nothing is called 'figur'"), ("{{ figure.titel }}", "figure has no 'titel'"),
            ("{{ values.hy }}", "values has no 'hy'; it has hx, ixy, networks, testAccuracy"),
            ("{% if valeus %}x{% endif %}", "'valeus'"),
            ("{% for x in claimz %}x{% endfor %}", "'claimz'"), ("{{ claim.other.verdict }}", "claim has no 'other'"),
            ("{{ values.hx|roundd }}", "roundd"),
        ])
    func unknownName(tag: String, words: String) throws {
        // Lines 1 and 2 precede the block, and so do the blank ones.
        let fault = try fault(figure(alt: "words\n\(tag)\n", blank: 3))
        #expect(fault.problem.contains(words), "\(fault)")
        #expect(fault.place == "templates/figures/information-plane-fig1.md:6", "\(fault)")
    }

    @Test(
        "a tag that is wrong in itself is refused with its file and line",
        arguments: [
            ("{{ figure.title", "never closed"), ("{% if message %}x", "'if' has no end"), ("{% endif %}", "ends nothing"),
            ("{% frobnicate %}", "frobnicate"), ("{% include \"nowhere.md\" %}", "no such template"),
        ])
    func brokenTag(tag: String, words: String) throws {
        let fault = try fault("# x\n\n\(tag)\n", as: "placeholder.md")
        #expect(fault.problem.contains(words), "\(fault)")
        let place = try #require(fault.place)
        #expect(place == "templates/placeholder.md:3" || place == "templates/nowhere.md", "\(fault)")
    }

    @Test("a block that the base does not have is refused")
    func unknownBlock() throws {
        let fault = try fault(figure() + "\n{% block captoin %}x{% endblock %}\n")
        #expect(fault.problem.contains("no block 'captoin'"))
        #expect(fault.place == "templates/figures/information-plane-fig1.md:4", "\(fault)")
    }

    @Test("equal lines do not confuse the line that an error names")
    func repeatedLines() throws {
        let fault = try fault(
            "{% if message %}\n{% endif %}\n{% if message %}\n{{ figure.nothing }}\n{% endif %}\n", as: "placeholder.md")
        #expect(fault.place == "templates/placeholder.md:4", "\(fault)")
    }

    @Test("a figure without a template is refused by the template's name")
    func missingTemplate() throws {
        var content = SampleContent.report()
        content.papers.append(Paper(id: "mipp", title: "MIPP", citation: "2024."))
        var result = SampleContent.table1
        result.id = .init(paper: "mipp", figure: "table9")
        content.entries.append(SampleContent.entry(result, "Table 9", nil))
        let fault = try #require(throws: Fault.self) { try SampleContent.build(content) }
        #expect(fault.place == "templates/figures/mipp-table9.md")
    }

    @Test("a link to a heading that is not there is refused")
    func deadLink() throws {
        let fault = try fault("### {{ figure.heading }}\n\n[x](#nowhere)\n", as: "placeholder.md")
        #expect(fault.problem.contains("#nowhere"))
    }
}
