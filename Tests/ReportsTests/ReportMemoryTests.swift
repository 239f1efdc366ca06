import Foundation
import Results
import Testing

@testable import Reports

@Suite("What a report keeps for its next setting")
struct ReportMemoryTests {
    /// Sets the content with what was kept and without, and sees that both are the same.
    private func same(_ content: ReportContent, _ templates: TemplatesCopy, _ memory: ReportMemory) throws -> String {
        let builder = ReportBuilder(templatesFolder: templates.path)
        let (kept, anew) = (try builder.draft(content, memory: memory), try builder.draft(content))
        #expect(kept.markdown == anew.markdown)
        #expect(try builder.page(kept, memory: memory) == builder.page(anew))
        return kept.markdown
    }

    @Test("gives what making all anew gives, whatever was saved: a template, what it extends, includes or links to, a result")
    func saved() throws {
        let templates = try TemplatesCopy(replacing: [:])
        let memory = ReportMemory()
        var content = SampleContent.report()
        func save(_ name: String, _ change: (String) -> String) throws {
            let file = URL(filePath: "\(templates.path)/\(name)")
            try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        }
        let first = try same(content, templates, memory)
        #expect(try same(content, templates, memory) == first)

        try save("figures/information-plane-fig1.md") { $0.replacing("One end point", with: "A single end point") }
        #expect(try same(content, templates, memory).contains("A single end point"))

        try save("figure.md") { $0 + "\nMore of it.\n" }
        let more = try same(content, templates, memory)
        #expect(more != first)

        try save("figures/information-plane-fig1.md") {
            $0.replacing("A single end point", with: "{% include \"figures/words.md\" %}{{ \"ablation/fig1\"|link:\"Violins\" }}")
        }
        try Data("Included.".utf8).write(to: URL(filePath: "\(templates.path)/figures/words.md"))
        #expect(try same(content, templates, memory).contains("Included.[Violins]"))
        try save("figures/words.md") { _ in "Written anew." }
        #expect(try same(content, templates, memory).contains("Written anew."))

        // The heading that the link leads to has another id.
        for place in content.entries.indices where content.entries[place].id.paper == "ablation" {
            content.entries[place].title = "Distributions"
        }
        #expect(try same(content, templates, memory).contains("distributions"))

        guard case .success(var result, let chart, let files, let key) = content.entries[0].outcome else {
            Issue.record("the first figure is not drawn")
            return
        }
        result.values[0].value = 0.123
        content.entries[0].outcome = .success(result, chart, files: files, key: key)
        let other = try same(content, templates, memory)
        content.entries[0].hanging = "It hangs on the seed."
        #expect(try same(content, templates, memory) != other)

        // Another picture: the styles of all that is drawn after it may have other names.
        var painted = try #require(chart)
        painted.panels[0].title = "Again"
        content.entries[0].outcome = .success(result, painted, files: files, key: key)
        _ = try same(content, templates, memory)
        content.entries.remove(at: 0)
        _ = try same(content, templates, memory)
    }

    @Test("a mistake in a template is told each time, and what was kept serves once it is mended")
    func mistakes() throws {
        let templates = try TemplatesCopy(replacing: [:])
        let memory = ReportMemory()
        let content = SampleContent.report()
        let first = try same(content, templates, memory)
        let file = URL(filePath: "\(templates.path)/figures/information-plane-fig1.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data((text + "{{ nobody }}").utf8).write(to: file)
        let builder = ReportBuilder(templatesFolder: templates.path)
        for _ in 0..<2 { #expect(throws: (any Error).self) { try builder.draft(content, memory: memory) } }
        try Data(text.utf8).write(to: file)
        #expect(try same(content, templates, memory) == first)
    }

    @Test("what changed since the baseline is told anew where its files or the figures are others, and only there")
    func changes() throws {
        let memory = ReportMemory()
        var figures = SampleContent.report().entries.compactMap { entry -> FigureSnapshot? in
            guard case .success(let result, _, _, _) = entry.outcome else { return nil }
            return FigureSnapshot(result: result, inputs: [])
        }
        var told = 0
        func notices(_ baseline: String) -> [String]? {
            memory.changes(since: baseline, of: figures) {
                told += 1
                return ReportChanges(diff: nil, notices: ["\(told)"])
            }?.notices
        }
        #expect(notices("a") == ["1"])
        #expect(notices("a") == ["1"])
        #expect(notices("b") == ["2"])
        figures[0].result.values[0].value = 0.321
        #expect(notices("b") == ["3"])
        figures.removeLast()
        #expect(notices("b") == ["4"])
        #expect(notices("b") == ["4"])
    }
}
