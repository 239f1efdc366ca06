import Figures
import Reports
import Results

/// Reports whose figures are information planes.
enum SampleReport {
    static func content(figures: Int) -> ReportContent {
        ReportContent(
            name: "benchmark", title: "A report of \(figures) figures", introduction: "Planes of *invented* numbers.",
            papers: [Paper(id: "benchmark", title: "A paper", citation: "Somebody, some year.")],
            entries: (1...figures).map { number in
                let result = PlaneFigure.result(number)
                let name = result.id.fileName
                let files = FigureFiles(
                    json: "results/\(name).json", png: "figures/\(name).png", pdf: "figures/\(name).pdf",
                    svg: "figures/\(name).svg")
                return ReportEntry(
                    id: result.id, label: "Figure \(number)", title: result.title,
                    outcome: .success(
                        result, PlaneFigure.chart(result), files: files, key: String(repeating: "0123456789abcdef", count: 4)),
                    rebuildCommand: "refigure run \(result.id)")
            }, rebuildCommand: "make report")
    }

    /// Two versions of a report, each number with eight replicates.
    /// - Parameter changed: how many figures differ by more than seeds do.
    static func versions(figures: Int, changed: Int) -> (old: ReportSnapshot, new: ReportSnapshot) {
        func snapshot(_ name: String, shift: Double) -> ReportSnapshot {
            ReportSnapshot(
                name: name,
                figures: (1...figures).map { number in
                    FigureSnapshot(
                        result: PlaneFigure.result(number, replicates: 8, shift: number <= changed ? shift : 0),
                        inputs: [KeyInput("setting epochs", "600")], picture: "\(number)")
                })
        }
        return (snapshot("before", shift: 0), snapshot("after", shift: 0.3))
    }
}
