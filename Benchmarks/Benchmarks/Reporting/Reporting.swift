import Benchmark
import Charts
import Figures
import Reports
import Results

/// A report of ten figures set as Markdown, page and PDF, and two reports of sixty figures compared.
let benchmarks: @Sendable () -> Void = {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 50)
    let figures = 10
    Benchmark("report.md of \(figures) figures", configuration: configuration) { benchmark in
        let templates = try TemplatesCopy(figures: figures)
        let builder = ReportBuilder(templatesFolder: templates.path)
        let content = SampleReport.content(figures: figures)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try builder.draft(content)) }
        benchmark.stopMeasurement()
    }
    Benchmark("index.html of \(figures) figures", configuration: configuration) { benchmark in
        let templates = try TemplatesCopy(figures: figures)
        let builder = ReportBuilder(templatesFolder: templates.path)
        let draft = try builder.draft(SampleReport.content(figures: figures))
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try builder.page(draft)) }
        benchmark.stopMeasurement()
    }
    Benchmark("report.pdf of \(figures) figures", configuration: configuration) { benchmark in
        let templates = try TemplatesCopy(figures: figures)
        let builder = ReportBuilder(templatesFolder: templates.path)
        let draft = try builder.draft(SampleReport.content(figures: figures))
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try builder.pdf(draft)) }
        benchmark.stopMeasurement()
    }
    Benchmark("diff of 60 figures, 6 changed: verdicts", configuration: configuration) { benchmark in
        let (old, new) = SampleReport.versions(figures: 60, changed: 6)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(ReportDiff(old: old, new: new)) }
    }
    Benchmark("diff of 60 figures, 6 changed: diff.md and diff.html", configuration: configuration) { benchmark in
        let templates = try TemplatesCopy(figures: 0)
        let builder = DiffBuilder(templatesFolder: templates.path)
        let (old, new) = SampleReport.versions(figures: 60, changed: 6)
        let content = DiffContent(diff: ReportDiff(old: old, new: new), old: old, new: new) { PlaneFigure.chart($0) }
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations { blackHole(try builder.build(content)) }
        benchmark.stopMeasurement()
    }
}
