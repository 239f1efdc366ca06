import Charts
import Foundation
import Judging
import Reports
import Results

/// A small report with one figure of each fate: drawn, tabled, on stand-in data, not run, failed.
enum SampleContent {
    static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../templates")
        .standardizedFileURL.path

    static func build(_ content: ReportContent = report(), templates: String = templates) throws -> BuiltReport {
        try ReportBuilder(templatesFolder: templates).build(content)
    }

    static func report(run: RunFacts? = facts) -> ReportContent {
        let paper = "information-plane"
        return ReportContent(
            name: "sample", title: "A sample <report> & its \"quotes\"", introduction: "An *opening* in Markdown.",
            papers: [
                Paper(
                    id: paper, title: "Revisiting the Information Plane", citation: "Anonymous, 2020.",
                    address: "https://example.org/p?a=1&b=2"),
                Paper(id: "ablation", title: "Cumulative Ablation", citation: "Amjad et al., 2021."),
            ],
            entries: [
                entry(figure1, "Figure 1", chart), entry(table1, "Table 1", nil), entry(figure17, "Figure 17", chart),
                ReportEntry(
                    id: FigureID(paper: paper, figure: "fig11"), label: "Figure 11", title: "On images",
                    outcome: .notRun("The data are not there."), rebuildCommand: "refigure run information-plane/fig11"),
                ReportEntry(
                    id: FigureID(paper: "ablation", figure: "fig1"), label: "Figure 1", title: "Violins",
                    outcome: .failure("data/x.gz: ends | after *4096* bytes <b>\nsecond line"),
                    rebuildCommand: "refigure run ablation/fig1"),
            ], rebuildCommand: "make report", run: run)
    }

    static let facts = RunFacts(
        commit: "1f3c9a7e", hasUncommittedChanges: false)

    static let figure1 = FigureResult(
        id: FigureID(paper: "information-plane", figure: "fig1"), title: "Information planes at four bin sizes",
        values: [value("testAccuracy", 0.9707), value("hx", 11.67772), value("ixy", 0.99767), value("networks", 3)],
        settings: [
            SettingRecord(key: "epochs", name: "training length", paper: "8000", used: "80"),
            SettingRecord(key: "binSizes", name: "bin sizes", paper: "0.01, 0.07", used: "0.01, 0.07"),
            SettingRecord(
                key: "learning-rate", name: "learning rate", paper: nil, chosenBecause: "reaches the score", used: "0.05"),
        ],
        claims: [
            claim("finer-bins-top-right", .holds), claim("output-end-point", .doesNotHold),
            claim("tanh-two-phases", .partly),
        ], data: [DataRecord(name: "SZT", digest: String(repeating: "7", count: 64), samples: 4096)])

    static let table1 = FigureResult(
        id: FigureID(paper: "information-plane", figure: "table1"), title: "Entropies",
        tables: [
            TableResult(
                title: "Entropies", header: ["Data | set", "H(X)"],
                rows: [[.text("a|b *c*"), .number(-0.125, digits: 2)], [.text("not run"), .number(11.67771964, digits: 8)]])
        ], values: ["hx", "ixy", "mnisthx", "mnistixy"].map { value($0, 1.5) })

    static let figure17 = FigureResult(
        id: FigureID(paper: "information-plane", figure: "fig17"), title: "Accuracy and loss",
        values: [
            "tanhDead", "reluDead", "tanhAccuracy", "reluAccuracy", "tanhLossMinEpoch", "tanhLossMin", "tanhLossFinal",
            "reluLossMinEpoch", "reluLossMin",
            "reluLossFinal", "networks",
        ].map { value($0, 0.5) },
        claims: ["tanh-overfitting", "relu-overfitting"].map { claim($0, .notAssessed("stand-in data")) },
        data: [DataRecord(name: "Glyphs", standInFor: "MNIST", digest: String(repeating: "a", count: 64), samples: 60_000)])

    static let chart = Chart(
        panels: ["a", "b"].map { letter in
            Panel(
                letter: letter, title: "A panel", x: Axis("*I*(*X*; *T*) in bits"), y: Axis("*I*(*T*; *Y*) in bits"),
                marks: [.line(LineMark(x: [0, 1, 2], y: [0, 1, 0.5], style: .series(0), label: "one"))])
        }, columns: 2)

    static func entry(_ result: FigureResult, _ label: String, _ chart: Chart?) -> ReportEntry {
        let name = result.id.fileName
        let files =
            chart == nil
            ? FigureFiles(json: "results/\(name).json")
            : FigureFiles(
                json: "results/\(name).json", png: "figures/\(name).png", pdf: "figures/\(name).pdf", svg: "figures/\(name).svg")
        return ReportEntry(
            id: result.id, label: label, title: result.title,
            outcome: .success(result, chart, files: files, key: String(repeating: "0123456789abcdef", count: 4)),
            rebuildCommand: "refigure run \(result.id) --report sample")
    }

    private static func value(_ id: String, _ value: Double) -> NamedValue {
        NamedValue(id: id, quantity: Quantity(id, unit: "bit"), value: value, digits: 3)
    }

    private static func claim(_ id: String, _ outcome: Outcome) -> Claim {
        var claim = Claim(
            id: id, statement: "Statement of \(id).", source: "Section 2", origin: .sentence,
            published: id == "rises" ? nil : "0.97",
            quantity: "0.96 | 0.97", digits: 2, parts: [.init(.networks([0.1, 0.2, 0.3]), .under(0.01))])
        claim.outcome = outcome
        return claim
    }
}

/// A copy of the project's templates with some of them replaced, gone when it is released.
final class TemplatesCopy {
    let path: String

    init(replacing changes: [String: String]) throws {
        path = NSTemporaryDirectory() + "reports-tests-\(UUID().uuidString)/templates"
        let files = FileManager.default
        try files.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try files.copyItem(atPath: SampleContent.templates, toPath: path)
        for (name, text) in changes { try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8) }
    }

    deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
}
