import Benchmark
import CairoCanvas
import Charts
import Clocks
import Figures

/// Charts laid out and written as files.
let benchmarks: @Sendable () -> Void = {
    let charts: [(String, @Sendable () -> Chart)] = [
        ("plane of 6 paths x 600 epochs", { SampleCharts.plane() }),
        ("4 planes of 6 paths x 600 epochs", { PlaneFigure.chart(PlaneFigure.result(1)) }),
        ("24 violins in 3 panels", { SampleCharts.violins() }), ("scatter of 5,000 points", { SampleCharts.scatter() }),
    ]
    let formats: [(String, PictureFile.Format)] = [("PNG", .png(scale: 2)), ("PDF", .pdf), ("SVG", .svg(idPrefix: "a-"))]
    for (name, make) in charts {
        measure("layout: \(name)") {
            let chart = make()
            return { blackHole(ChartLayout(chart, measuring: CairoCanvas.measuring())) }
        }
        for (format, kind) in formats {
            measure("\(format), layout included: \(name)") {
                let chart = make()
                return { blackHole(try PictureFile.render(chart, as: kind, key: String(repeating: "0", count: 64), title: name)) }
            }
        }
    }
}
