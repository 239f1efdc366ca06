import Benchmark
import CairoCanvas
import Charts
import Figures

/// Charts laid out and written as files.
let benchmarks: @Sendable () -> Void = {
    let charts: [(String, @Sendable () -> Chart)] = [
        ("plane of 6 paths x 600 epochs", { SampleCharts.plane() }),
        ("4 planes of 6 paths x 600 epochs", { PlaneFigure.chart(PlaneFigure.result(1)) }),
        ("24 violins in 3 panels", { SampleCharts.violins() }), ("scatter of 5,000 points", { SampleCharts.scatter() }),
    ]
    let formats: [(String, PictureFile.Format)] = [("PNG", .png(scale: 2)), ("PDF", .pdf), ("SVG", .svg(idPrefix: "a-"))]
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(2), maxIterations: 100)
    for (name, make) in charts {
        Benchmark("layout: \(name)", configuration: configuration) { benchmark in
            let chart = make()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(ChartLayout(chart, measuring: CairoCanvas.measuring())) }
        }
        for (format, kind) in formats {
            Benchmark("\(format), layout included: \(name)", configuration: configuration) { benchmark in
                let chart = make()
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations {
                    blackHole(try PictureFile.render(chart, as: kind, key: String(repeating: "0", count: 64), title: name))
                }
            }
        }
    }
}
