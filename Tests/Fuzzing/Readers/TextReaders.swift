import CairoCanvas
import Charts
import Clusters
import Experiments
import Files
import Foundation
import Notebook
import OInformationPaper
import Reports

extension FuzzedReader {
    static func definition() -> FuzzedReader {
        let place = ReportPlace(name: "name", in: ProjectFolder(path: "."))
        let words = [
            "title", "about", "figures", "settings", "id", "o-information/fig1", "o-information/*", "*", "epochs", "networks",
        ]
        let registry = Registry(oInformationFigures)
        return FuzzedReader("definition", damages: [TextDamage.words(yamlWords + words)]) { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
            let definition = try DefinitionReader(file: "file", registry: registry).read(text, place: place)
            try promise(!definition.entries.isEmpty, "no figures")
            try promise(Set(definition.entries.map(\.id)).count == definition.entries.count, "a figure is there twice")
        }
    }

    /// A cluster's settings.
    static func cluster() -> FuzzedReader {
        let words = [
            "partition", "time", "memory", "cores", "minutes", "setup", "options", "4:00:00", "2-12", "4G", "--qos=a", "-",
        ]
        return FuzzedReader("cluster", damages: [TextDamage.words(yamlWords + words + TextDamage.numbers)]) { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
            let settings = try ClusterSettingsReader(file: "file").read(text)
            try promise((1...1024).contains(settings.cores) && (1...1000).contains(settings.tasks), "numbers out of bounds")
            try promise(settings.time.map { $0 > 0 } ?? true && settings.memory.map { $0 > 0 } ?? true, "no time or no memory")
            try promise(settings.minutes > 0 && settings.checkpoint >= 1, "no duration")
        }
    }

    /// A template with another one, behind a line of equals signs, which it may include or extend.
    static func template() -> FuzzedReader {
        let scratch = ScratchFolder()
        let words =
            ["{{", "}}", "{%", "%}", "{#", "#}", "\n=====\n", "|", ".", "\"", "'", "(", ")", "==", "not ", "-"]
            + [
                "{{ title }}", "{{ list.0 }}", "{% for a in list %}", "{% endfor %}", "{% if title %}", "{% else %}", "{% endif %}",
                "{% include \"one.md\" %}", "{% include \"two.md\" %}", "{% extends \"two.md\" %}", "{% block a %}",
                "{% endblock %}",
                "{{ block.super }}", "{{ title|line }}", "{{ title|link:\"a\" }}", "{{ list|join:title }}", "{% filter line %}",
                "{% endfilter %}", "{% now \"Y\" %}", "{% break %}", "{% set a %}", "{{ list[0] }}", "1...9999999",
                "{% for a in 1...3 %}",
            ] + TextDamage.numbers
        return FuzzedReader("template", mutations: 700, damages: [TextDamage.words(words)]) { bytes in
            let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n=====\n")
            scratch.write(Array(parts[0].utf8), to: "one.md")
            scratch.write(Array((parts.count > 1 ? parts[1] : "{% block a %}{% endblock %}").utf8), to: "two.md")
            let engine = TemplateEngine(folder: scratch.path, anchors: ["a": "a"], isCancelled: { false })
            _ = try engine.render("one.md", ["title": "A title", "list": ["a", "b", "c"], "number": 3])
        }
    }

    /// Markdown to a page.
    static func markdown() -> FuzzedReader {
        FuzzedReader("markdown", mutations: 700, damages: [TextDamage.words(markdownWords)]) { bytes in
            let document = try MarkdownDocument(parsing: String(decoding: bytes, as: UTF8.self))
            let html = HTMLWriter(pictures: [:]).html(document.blocks)
            try promise(!html.lowercased().contains("<script"), "a script")
            try promise(!html.contains("href=\"javascript:"), "a link to a script")
            try promise(Set(document.headings.map(\.id)).count == document.headings.count, "two headings of one id")
        }
    }

    /// Markdown as a report's opening, to page and PDF.
    static func report() -> FuzzedReader {
        let builder = ReportBuilder(
            templatesFolder: URL(filePath: Corpus.folder).appending(path: "../../templates").standardizedFileURL.path)
        return FuzzedReader("report", mutations: 40, damages: [TextDamage.words(markdownWords)]) { bytes in
            let opening = String(decoding: bytes, as: UTF8.self)
            let content = ReportContent(
                name: "fuzz", title: "A report", introduction: opening, papers: [], entries: [], rebuildCommand: "make report")
            let report = try builder.build(content)
            try promise(report.pdf.starts(with: "%PDF-".utf8), "no PDF")
        }
    }

    /// A page of one's own, to the pieces that a report sets together.
    static func page() -> FuzzedReader {
        let words = [
            "# ", "{{ value \"a/b\" \"c\" }}", "{{ figure \"a/b\" }}", "{{", "}}", "$", "$$", "$x$", "$$x$$", "[@a]", "[^1]",
            "[^1]: a\n", "](",
            "```measure\nmeasure: entropy\n```\n", "---\n", "> ", "- ", "| a | b |\n|---|---|\n", "\\", "`", "``", "\n\n", "    ",
            "<div>", "[a]: b\n",
        ]
        return FuzzedReader("page", damages: [TextDamage.words(words)]) { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
            let page = try Page(reading: text, file: "file", number: 1)
            let lines = text.utf8.count { $0 == 0x0a || $0 == 0x0d } + 2
            try promise(page.figures.allSatisfy { (1...lines).contains($0.line) }, "a line that the page has not")
            try promise(page.measures.allSatisfy { (1...lines).contains($0.line) }, "a line that the page has not")
            let markdown = page.pieces.map { if case .text(let text) = $0 { text } else { "x" } }.joined()
            let document = try MarkdownDocument(parsing: markdown)
            try promise(!HTMLWriter(pictures: [:]).html(document.blocks).lowercased().contains("<script"), "a script")
        }
    }

    /// An equation in TeX, to MathML and to lines on paper.
    static func equation() -> FuzzedReader {
        let canvas = Locked(CairoCanvas.measuring())
        let words = [
            "\\frac", "\\sqrt", "{", "}", "^", "_", "\\left(", "\\right)", "\\begin{cases}", "\\end{cases}", "&", "\\\\", "\\hat",
            "\\text{a b}", "\\sum", "\\alpha",
            "\\mathbb{R}", "'", "[", "]", "\\operatorname*{a}", "\\not", "\\limits", "\\underbrace{x}_n", "x", "1.5", "𝐼", "漢",
            "\\",
        ]
        return FuzzedReader("equation", damages: [TextDamage.words(words)]) { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
            let formula: Formula
            do { formula = try Formula(tex: text, isDisplayed: true) } catch let problem as FormulaProblem {
                try promise((0...text.count).contains(problem.offset), "a place outside the equation: \(problem)")
                throw Refusal()
            }
            let html = formula.mathML(tex: text, isDisplayed: true)
            try promise(html.count { $0 == "<" } == html.count { $0 == ">" } && !html.lowercased().contains("<script"), "\(html)")
            let size = FormulaLayout.size(of: formula, measuring: canvas.value)
            try promise(size.width.isFinite && size.height.isFinite && size.width >= 0 && size.height >= 0, "\(size)")
        }
    }

    /// A bibliography, to its references.
    static func bibliography() -> FuzzedReader {
        let words = [
            "@article{a,", "@string{a = ", "@comment{", "@preamble{", "author = ", "title = ", "year = 2000", "{", "}", "\"", "#",
            ",", "=", "(", ")", " and ", "others",
            "\\\"o", "{\\ss}", "\\emph{a}", "$x$", "--", "doi = {a}", "url = {http://a}", "month = jan", "%", "@", "\n",
        ]
        return FuzzedReader("bibliography", damages: [TextDamage.words(words)]) { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal() }
            var bibliography = Bibliography()
            try bibliography.add(BibliographyReader.entries(in: text, file: "file"))
            let keys = bibliography.entries.map(\.key)
            try promise(Set(keys).count == keys.count && keys.allSatisfy { bibliography[$0] != nil }, "a key twice or nowhere")
            let list = References(keys, in: bibliography).markdown
            try promise(list.isEmpty == keys.isEmpty, "no references")
            _ = HTMLWriter(pictures: [:]).html(try MarkdownDocument(parsing: list).blocks)
        }
    }

    /// The notation of charts' texts, to measured letters.
    static func richText() -> FuzzedReader {
        let canvas = Locked(CairoCanvas.measuring())
        let words = [
            "*", "**", "_", "^", "_{", "^{", "}", "\\", "_a", "^2", " ", "é", "e\u{301}", "\u{202e}", "\u{0}", "\u{FFFF}", "\n",
            "𝐼",
            "漢",
        ]
        return FuzzedReader("richtext", damages: [TextDamage.words(words)]) { bytes in
            let notation = String(decoding: bytes, as: UTF8.self)
            let text = RichText(notation)
            try promise(text.plain.unicodeScalars.count <= notation.unicodeScalars.count, "it has more letters than its notation")
            try promise(RichText(plain: notation).plain == notation, "a plain text is another")
            if bytes.count < 256 {
                let size = canvas.value.measure(text, style: TextStyle(size: 8))
                try promise(size.width.isFinite && size.width >= 0 && size.ascent.isFinite && size.descent.isFinite, "\(size)")
            }
        }
    }

    private static let markdownWords =
        [
            "# ", "## ", "* ", "- ", "1. ", "> ", ">", "[", "]", "(", ")", "![", "](", "**", "*", "__", "_", "~~", "`", "```",
            "```\n", "|",
            "\n|---|\n", "| a | b |\n", "\n", "\n\n", "    ", "\t", "<b>", "<script>", "&amp;", "&#0;", "&#x10ffff;", "&#xfdd0;",
            "\\",
            "---\n", "===\n",
            "[!NOTE]", "https://a.b", "[a]: b\n", "[a]", "javascript:a", "\u{0}", "é", "漢", "🙂", "a\u{301}", "\u{202e}",
        ] + TextDamage.numbers
}

/// A canvas for measuring, which one thread uses at a time.
private final class Locked: @unchecked Sendable {
    // Safe: a reader is tried by one thread at a time.
    let value: CairoCanvas

    init(_ value: CairoCanvas) { self.value = value }
}
