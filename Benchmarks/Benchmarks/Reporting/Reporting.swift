import Benchmark
import Clocks
import Figures
import Reports
import Results

/// A report of ten figures set as Markdown, page and PDF, and two reports of sixty figures compared.
let benchmarks: @Sendable () -> Void = {
    let parts: [(String, @Sendable (ReportBuilder, ReportDraft) throws -> Void)] = [
        ("index.html", { blackHole(try $0.page($1)) }), ("report.pdf", { blackHole(try $0.pdf($1)) }),
    ]
    let figures = 10
    measure("report.md of \(figures) figures") {
        let templates = try TemplatesCopy(figures: figures)
        let content = SampleReport.content(figures: figures)
        return { blackHole(try templates.report.draft(content)) }
    }
    for (name, set) in parts {
        measure("\(name) of \(figures) figures") {
            let templates = try TemplatesCopy(figures: figures)
            let draft = try templates.report.draft(SampleReport.content(figures: figures))
            return { try set(templates.report, draft) }
        }
    }
    measure("diff of 60 figures, 6 changed: verdicts") {
        let (old, new) = SampleReport.versions(figures: 60, changed: 6)
        return { blackHole(ReportDiff(old: old, new: new)) }
    }
    measure("diff of 60 figures, 6 changed: diff.md and diff.html") {
        let templates = try TemplatesCopy(figures: 0)
        let (old, new) = SampleReport.versions(figures: 60, changed: 6)
        let content = DiffContent(diff: ReportDiff(old: old, new: new), old: old, new: new) { PlaneFigure.chart($0) }
        return { blackHole(try templates.diff.build(content)) }
    }
}
