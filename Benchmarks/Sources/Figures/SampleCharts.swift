import Charts
import NumericCore

/// Charts with the marks of the papers' other figures.
public enum SampleCharts {
    /// One information plane with six paths of 600 epochs.
    public static func plane() -> Chart { Chart(panels: [PlaneFigure.panel(PlaneFigure.result(1).panels[0])]) }

    /// Three panels of eight violins, with densities at 200 values each.
    public static func violins() -> Chart {
        Chart(
            panels: ["a", "b", "c"].map { letter in
                Panel(
                    letter: letter, title: "Mutual information",
                    x: Axis(scale: .categories((1...8).map { RichText(plain: "layer \($0)") })), y: Axis("bits", including: [0]),
                    marks: (0..<8).map { .violin(violin(at: $0)) })
            }, columns: 1)
    }

    private static func violin(at place: Int) -> ViolinMark {
        let middle = 0.3 + 0.05 * Double(place)
        let values = (0..<200).map { Double($0) / 200 }
        let densities = values.map { value in
            let distance = (value - middle) / 0.12
            return DeterministicMath.exp(-distance * distance / 2)
        }
        return ViolinMark(
            x: Double(place), values: values, densities: densities, minimum: 0, maximum: 0.995, mean: middle, median: middle - 0.01,
            style: .series(place % Palette.categorical.count))
    }

    /// One panel of 5,000 points in two colours, with a line through them.
    public static func scatter() -> Chart {
        var random = SeededGenerator(seed: 1, purpose: "scatter")
        let marks: [Mark] = (0..<2).map { series in
            let x = (0..<2500).map { _ in random.uniform() }
            let y = x.map { $0 * 0.5 + Double(series) * 0.2 + 0.1 * random.normal() }
            return .points(PointsMark(x: x, y: y, style: .series(series), size: 2.5, opacity: 0.4, label: "layer \(series + 1)"))
        }
        let trend = Mark.line(LineMark(x: [0, 1], y: [0.1, 0.6], style: .series(2), label: "trend"))
        return Chart(panels: [Panel(x: Axis("measure in bits"), y: Axis("importance"), marks: marks + [trend])])
    }
}
