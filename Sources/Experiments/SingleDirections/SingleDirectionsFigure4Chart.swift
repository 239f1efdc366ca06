import Charts
import Results

extension SingleDirectionsFigure4 {
    private static let training = Palette.categorical[0]
    private static let test = Color(hex: 0x8E3C9E)
    private static let area = Palette.categorical[3]

    /// Losses above the area, beside them area against test loss, and below them the sweep.
    public func chart(_ result: FigureResult) -> Chart? {
        let (course, turns) = (result.panels[0].series[0], result.panels[0].series[1])
        let marked = zip(turns["kind"], turns["epoch"]).map { kind, epoch in
            Mark.rule(
                RuleMark(
                    .vertical, at: epoch, color: kind == 1 ? Self.test : Self.area, dash: kind == 1 ? .dashed : .dotted, width: 1,
                    label: kind == 1 ? "least test loss" : "greatest area"))
        }
        func lines(_ column: String, _ color: Color, _ label: RichText) -> [Mark] {
            let networks = course.columns.first { $0.id == column }!.replicates
            return networks.map { .line(LineMark(x: course["epoch"], y: $0, style: SeriesStyle(color.withAlpha(0.3), width: 0.6))) }
                + [.line(LineMark(x: course["epoch"], y: course[column], style: SeriesStyle(color, width: 1.5), label: label))]
        }
        let epoch = Axis("epoch", scale: .log10, ends: .tight, group: "epoch")
        let cropped = 2 * (course["test"].dropFirst().max() ?? 1)
        let path = result.panels[1].series[0]
        return Chart(
            panels: [
                Panel(
                    letter: "a", title: "Losses over training", x: epoch,
                    y: Axis("loss in nats", domain: 0...cropped, ends: .tight),
                    marks: marked + lines("training", Self.training, "training loss") + lines("test", Self.test, "test loss")),
                Panel(
                    letter: "b", title: RichText(plain: result.panels[1].title), x: Axis("test loss in nats", ends: .padded),
                    y: Axis("normalised area", ends: .padded),
                    marks: [
                        .epochPath(EpochPathMark(x: path["test"], y: path["area"], epochs: path["epoch"], color: Self.area))
                    ]),
                Panel(
                    title: "Area over training", x: epoch, y: Axis("normalised area", ends: .padded),
                    marks: marked + lines("area", Self.area, "area under the ablation curve")),
                Self.sweep(result.panels[2]),
            ], columns: 2, aspect: 0.72, legend: Legend(.bottom))
    }

    private static func sweep(_ panel: PanelResult) -> Panel {
        let groups = panel.series.filter { $0.id.hasPrefix("rate-") }
        let ramp = ColorRamp([Color(hex: 0xA9D3EE), Color(hex: 0x2E7EBB), Color(hex: 0x3C1E6E)])
        let marks = groups.enumerated().map { index, series in
            Mark.points(
                PointsMark(
                    x: series["accuracy"], y: series["area"],
                    style: SeriesStyle(ramp.color(at: Double(index) / Double(max(1, groups.count - 1)))), size: 3.5, opacity: 0.85,
                    label: RichText(plain: series.label)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("test accuracy", ends: .padded, format: .percent), y: Axis("normalised area", ends: .padded), marks: marks,
            legend: Legend(.bottom, title: "Learning rate"))
    }
}
