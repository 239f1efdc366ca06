import Charts
import Foundation

/// Small charts like those of the reports.
enum SampleCharts {
    static let all: [(name: String, chart: Chart)] = [("plane", plane), ("curves", curves), ("bars", bars), ("violins", violins)]

    static let plane: Chart = {
        let epochs = (0..<120).map { pow(8000, Double($0) / 119) }
        let marks = (0..<4).map { layer in
            let depth = Double(layer) / 3
            let fit = epochs.map { 1 / (1 + exp(7 - 14 * log10($0) / log10(8000))) }
            return Mark.epochPath(
                EpochPathMark(
                    x: fit.map { (6 - 2 * depth) * (1 - $0) + (11.6 - 3 * depth * $0) * $0 },
                    y: fit.map { 0.5 - 0.3 * depth + (0.49 + 0.25 * depth) * $0 },
                    epochs: epochs, color: Palette.categorical[layer], fullShadeAt: 8000, label: RichText("Layer \(layer + 1)"),
                    endLabel: "\(layer + 1)"))
        }
        let panel = Panel(
            title: "Bin size 0.07", x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded),
            y: Axis("*I*(*T*; *Y*) in bits", including: [0, 1], ends: .padded), marks: marks)
        return Chart(panels: [panel], width: 280)
    }()

    static let curves: Chart = {
        let epochs = (0..<80).map { pow(8000, Double($0) / 79) }
        let panels = ["tanh", "ReLU"].enumerated().map { index, name in
            let marks = ["training", "validation"].enumerated().map { series, label in
                let ys = epochs.map { 0.5 + 0.48 / (1 + exp(6 - 4 * log10($0))) - 0.02 * Double(series + index) }
                return Mark.line(LineMark(x: epochs, y: ys, style: .series(series), label: RichText(plain: label)))
            }
            return Panel(
                letter: ["a", "b"][index], title: RichText(plain: name), x: Axis("Epoch", scale: .log10, ends: .tight, group: "x"),
                y: Axis("Accuracy", including: [0.4, 1], group: "y"), marks: marks)
        }
        return Chart(panels: panels, columns: 2, width: 340)
    }()

    static let bars: Chart = {
        let ks = (2...12).map(Double.init)
        let marks: [Mark] = [
            .bars(BarsMark(x: ks, values: ks.map { 0.05 * $0 * $0 }, style: .series(0), label: "best redundancy")),
            .bars(BarsMark(x: ks, values: ks.map { -0.2 * $0 }, style: .series(1), label: "best synergy")),
        ]
        return Chart(panels: [Panel(x: Axis("Multiplet size *k*"), y: Axis("Ω in nats"), marks: marks)], width: 240)
    }()

    static let violins: Chart = {
        let names: [RichText] = ["Layer 1", "Layer 2"]
        let marks = (0..<2).map { layer in
            let values = (0...40).map { 0.2 + Double($0) / 50 }
            return Mark.violin(
                ViolinMark(
                    x: Double(layer), values: values,
                    densities: values.map { exp(-pow(($0 - 0.5 - 0.1 * Double(layer)) / 0.15, 2)) },
                    minimum: 0.2, maximum: 1, mean: 0.55, median: 0.5, style: .series(layer)))
        }
        return Chart(
            panels: [Panel(x: Axis(scale: .categories(names)), y: Axis("Entropy in bits", including: [0]), marks: marks)],
            width: 200)
    }()
}
