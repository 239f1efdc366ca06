import Files
import Foundation
import Reports
import Testing

@Suite("Templates that never end, nest too deep or multiply")
struct BoundedTemplateTests {
    private static let figure = "figures/information-plane-fig1.md"

    private func fault(_ templates: [String: String]) throws -> Fault {
        let folder = try TemplatesCopy(replacing: templates)
        return try #require(throws: Fault.self) { try SampleContent.build(templates: folder.path) }
    }

    private func rendering(_ template: String, steps: Int = 1_000_000, isCancelled: @escaping () -> Bool = { false }) throws
        -> String
    {
        let folder = try TemplatesCopy(replacing: ["x.md": template])
        return try TemplateEngine(folder: folder.path, anchors: [:], steps: steps, isCancelled: isCancelled)
            .render("x.md", ["word": "word", "list": ["a", "b", "c"], "empty": [String](), "claim": ["1-half-active": "holds"]])
    }

    @Test("a member may begin with a digit, as ids of claims do; of digits alone it is a place in a list, and no large one")
    func digits() throws {
        #expect(try rendering("{{ claim.1-half-active }} {{ list.1 }}").contains("holds b"))
        for wrong in ["{{ list.9999999 }}", "{{ claim.² }}", "{{ claim. }}"] {
            #expect(try #require(throws: Fault.self) { try rendering(wrong) }.problem.contains("is no name"), "\(wrong)")
        }
    }

    @Test(
        "templates that include or extend themselves, in whatever way, are refused with file and line",
        arguments: [
            ("{% include \"a.md\" %}", "", "a.md:1"), ("\n{% extends \"a.md\" %}", "", "a.md:2"),
            ("{% include \"b.md\" %}", "\n\n{% include \"a.md\" %}", "b.md:3"),
            ("{% extends \"b.md\" %}{% block x %}{% endblock %}", "{% block x %}{% endblock %}\n{% extends \"a.md\" %}", "b.md:2"),
            ("{% extends \"b.md\" %}", "{% include \"a.md\" %}", "b.md:1"),
            (
                "{% extends \"b.md\" %}\n{% block x %}\n{% include \"a.md\" %}{% endblock %}", "{% block x %}{% endblock %}",
                "a.md:3"
            ),
            ("{% for x in 1...3 %}\n{% include \"a.md\" %}{% endfor %}", "", "a.md:2"),
            ("{% if figure %}{% filter line %}\n{% include \"a.md\" %}{% endfilter %}{% endif %}", "", "a.md:2"),
        ])
    func circles(first: String, second: String, place: String) throws {
        let fault = try fault([Self.figure: "{% include \"a.md\" %}", "a.md": first, "b.md": second])
        #expect(fault.problem.contains("more than 40 deep"), "\(fault)")
        #expect(fault.place == "templates/\(place)" || fault.place == "templates/a.md:1", "\(fault)")
        #expect(fault.remedy?.contains("circle") == true)
        #expect(fault.status == .usage)
    }

    @Test("inclusions and loops that multiply are stopped by the work they make, and by the size of what they make")
    func multiplying() throws {
        var files = ["e31.md": ""]
        for level in 1...30 { files["e\(level).md"] = String(repeating: "{% include \"e\(level + 1).md\" %}", count: 2) }
        let folder = try TemplatesCopy(replacing: files)
        let engine = TemplateEngine(folder: folder.path, anchors: [:], steps: 5000, isCancelled: { false })
        let doubling = try #require(throws: Fault.self) { try engine.render("e1.md", [:]) }
        #expect(doubling.problem.contains("repeats without end"))
        #expect(doubling.place?.hasPrefix("templates/e") == true)

        let loops = "{% for x in 1...9999 %}\n{% for y in 1...9999 %}{% endfor %}{% endfor %}"
        #expect(try #require(throws: Fault.self) { try rendering(loops, steps: 5000) }.place == "templates/x.md:2")

        let words = "{% for x in 1...99999 %}\(String(repeating: "many words ", count: 1000)){% endfor %}"
        #expect(try #require(throws: Fault.self) { try rendering(words) }.problem == "more than 32 MB are rendered")
    }

    @Test("rendering asks at every piece whether it is to stop, and stops at once")
    func cancellation() throws {
        var asked = 0
        #expect(throws: CancellationError.self) {
            try rendering("{% for x in 1...99999 %}{% for y in 1...99999 %}{{ word }}{% endfor %}{% endfor %}") {
                asked += 1
                return asked >= 1000
            }
        }
        #expect(asked == 1000)
    }

    @Test(
        "what nests too deep in one template is refused before it is read",
        arguments: [
            (String(repeating: "{% if word %}", count: 3000) + String(repeating: "{% endif %}", count: 3000), "50 deep"),
            (String(repeating: "{% for x in list %}", count: 51) + String(repeating: "{% endfor %}", count: 51), "50 deep"),
            (String(repeating: "{% filter line %}", count: 51) + String(repeating: "{% endfilter %}", count: 51), "50 deep"),
            ("{% if \(String(repeating: "(", count: 1000))word\(String(repeating: ")", count: 1000)) %}{% endif %}", "20 deep"),
            ("{% if \(String(repeating: "( ", count: 1000))word\(String(repeating: " )", count: 900)) %}{% endif %}", "20 deep"),
            ("{% if \(String(repeating: "not ", count: 900))word %}{% endif %}", "400 names"),
            ("{{ word\(String(repeating: "|line", count: 500)) }}", "400 names"),
            ("{% if word\(String(repeating: " or word", count: 480)) %}{% endif %}", "400 names"),
            ("{{ \(String(repeating: "(", count: 100_000)) }}", "4000 characters"),
            ("{{ word\(String(repeating: ".word", count: 10_000)) }}", "4000 characters"),
            (String(repeating: "{{ word }}\n", count: 20_000), "longer than"),
        ])
    func nesting(template: String, words: String) throws {
        let fault = try #require(throws: Fault.self) { try rendering(template) }
        #expect(fault.problem.contains(words), "\(fault)")
        #expect(fault.place?.hasPrefix("templates/x.md") == true)
    }

    @Test(
        "what would end the process in Stencil is refused with its line",
        arguments: [
            "{{ empty.last }}", "{{ word.last }}", "{{ word|: }}", "{{ |line }}", "{{ word| }}", "{{ word|indent:-1 }}",
            "{{ word|indent:999999999 }}", "{% for x in 1...1e30 %}{% endfor %}", "{% for x in 1...9999999999 %}{% endfor %}",
            "{{ 1...999999 }}", "{% for x in \"filter:x\"|split:\",\" %}{{ word|filter:x }}{% endfor %}", "{{ list[0] }}",
            "{{ word.-5 }}", "{{ word..word }}", "{{ \"word }}", "{{ word|line: }}", "{{ word|line:, }}",
            "{% if word<=3 %}{% endif %}",
            "{% if not(word) %}{% endif %}", "{% for x %}{% endfor %}", "{% for x in %}{% endfor %}", "{% include %}",
            "{% if %}{% endif %}",
            "{% extends word %}", "{{ }}", "{% for x in word %}{% endfor %}", "{% block %}{% endblock %}",
            "{% filter %}{% endfilter %}",
            "{% if word %}{% else %}{% else %}{% endif %}", "{% elif word %}", "{% include \"x\u{0}y\" %}",
        ])
    func crashes(tag: String) throws {
        let fault = try #require(throws: Fault.self) { try rendering("\n\(tag)") }
        #expect(fault.place?.hasPrefix("templates/x") == true, "\(fault)")
        #expect(fault.status == .usage)
    }

    @Test(
        "what templates are written with goes on working",
        arguments: [
            ("{% if word == \"word\" and not empty %}yes{% else %}no{% endif %}", "yes"),
            ("{% if ( word or empty ) and (word) %}yes{% endif %}", "yes"),
            ("{% if empty %}a{% elif word %}b{% else %}c{% endif %}", "b"), ("{% ifnot empty %}a{% endif %}", "a"),
            ("{% for x in list %}{{ forloop.counter }}{{ x }}{% if not forloop.last %},{% endif %}{% endfor %}", "1a,2b,3c"),
            ("{% for x in list where x != \"b\" %}{{ x }}{% endfor %}", "ac"),
            ("{% for x in empty %}x{% empty %}none{% endfor %}", "none"),
            ("{% for x in 1...3 %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "13"),
            ("{% for x in 1...9 %}{% if x > 2 %}{% break %}{% endif %}{{ x }}{% endfor %}", "12"),
            ("{{ list.count }} {{ list.first }} {{ list.0 }}", "3 a a"), ("{{ \"a\" if empty else \"b\" }}", "b"),
            ("{{ list|join:\", \" }} {{ word|uppercase }} {{ nothing.x|default:\"d\" }}", "a, b, c WORD d"),
            ("{% filter uppercase %}a{{ word }}{% endfilter %}", "AWORD"), ("{{ \"a\nb\"|indent:2 }}", "a b"),
            ("{{ \"paper/fig1\"|link:\"Figure 1\" }}", "Figure 1"), ("{{ \"it's (a|b:c)\" }}", "it's (a|b:c)"),
            ("{# a comment with {{ anything.last #}x", "x"),
            ("{{ 1|counted:\"network\" }}, {{ 2|counted:\"dead neuron\" }}", "1 network, 2 dead neurons"),
        ])
    func ordinary(template: String, wanted: String) throws {
        let template = template.replacing("nothing.x", with: "list.7")
        #expect(try rendering(template) == wanted)
    }

    @Test("a base's blocks, and what they hold at each level, come through")
    func inheritance() throws {
        let folder = try TemplatesCopy(replacing: [
            "c.md": "[{% block x %}c{% endblock %}]", "b.md": "{% extends \"c.md\" %}{% block x %}b{{ block.super }}{% endblock %}",
            "a.md": "{% extends \"b.md\" %}{% block x %}a{{ block.super }}{% endblock %}",
        ])
        let engine = TemplateEngine(folder: folder.path, anchors: [:], isCancelled: { false })
        #expect(try engine.render("a.md", [:]) == "[abc]")
        #expect(try engine.render("c.md", [:]) == "[c]")
    }

    @Test("a pipe, a device, a folder and a circle of links in a template's place are named, and nothing waits for them")
    func notFiles() throws {
        for (make, words) in [
            ({ mkfifo($0, 0o644) == 0 }, "not a plain file"), ({ mkdir($0, 0o755) == 0 }, "not a plain file"),
            ({ symlink("/dev/zero", $0) == 0 }, "not a plain file"),
            ({ symlink($0, $0) == 0 }, "cannot be read: its symbolic links lead round"),
            ({ _ in true }, "no such template"),
        ] as [((String) -> Bool, String)] {
            for name in [Self.figure, "page.html", "page.css", "page.js"] {
                let folder = try TemplatesCopy(replacing: [:])
                try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
                #expect(make("\(folder.path)/\(name)"))
                let fault = try #require(throws: Fault.self) { try SampleContent.build(templates: folder.path) }
                #expect(fault.problem.contains(words), "\(fault)")
                #expect(fault.place == "templates/\(name)")
            }
        }
    }

    @Test(
        "a template stands in the folder of templates: what lies elsewhere or is hidden is not included",
        arguments: ["../elsewhere.md", "figures/../../elsewhere.md", "/etc/hostname", ".hidden.md", "./report.md", "figures//x.md"])
    func elsewhere(_ name: String) throws {
        let folder = try TemplatesCopy(replacing: [Self.figure: "{% include \"\(name)\" %}"])
        let fault = try #require(throws: Fault.self) { try SampleContent.build(templates: folder.path) }
        #expect(fault.problem.contains("stands in the folder of templates"), "\(fault)")
    }

    @Test("a template that may not be read is not said to be missing", .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() throws {
        let folder = try TemplatesCopy(replacing: [:])
        chmod("\(folder.path)/\(Self.figure)", 0)
        let fault = try #require(throws: Fault.self) { try SampleContent.build(templates: folder.path) }
        #expect(fault.problem.contains("permission denied"))
    }

    @Test("what the definition says is no template, and its headings take no figure's place")
    func givenText() throws {
        var content = SampleContent.report()
        content.title = "{{ figure.title }} {% include \"report.md\" %}"
        content.introduction = "{% extends \"report.md\" %} {{ x }}\n\n## Table 1: Entropies\n\n## Contents\n"
        let built = try SampleContent.build(content)
        #expect(built.markdown.contains("{% extends \"report.md\" %} {{ x }}"))
        #expect(built.markdown.contains("](#table-1-entropies-1)"))
    }
}
