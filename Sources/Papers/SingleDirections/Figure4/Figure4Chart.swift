import Experiments

extension Figure4 {
    private static let training = Palette.categorical[0]
    private static let test = Color(hex: 0x8E3C9E)
    private static let area = Palette.categorical[3]

    /// Losses above the area for either optimiser; beside them the area against the test loss, and the sweep below it.
    func chart(_ result: FigureResult) -> Chart? {
        let series = Dictionary(uniqueKeysWithValues: result.panels[0].series.map { ($0.id, $0) })
        let columns = CourseOptimiser.allCases.compactMap { optimiser -> (losses: Panel, area: Panel)? in
            guard let course = series["course-\(optimiser.rawValue)"], let turns = series["turns-\(optimiser.rawValue)"] else {
                return nil
            }
            let shown = result.values.first { $0.id == "shownLoss\(optimiser.rawValue.capitalized)" }?.value ?? 1
            return Self.course(course, turns, shownLoss: shown, isFirst: optimiser == .sgd)
        }
        return Chart(
            panels: columns.map(\.losses) + [Self.paths(result.panels[1])] + columns.map(\.area) + [Self.sweep(result.panels[2])],
            columns: 3, aspect: 0.95, legend: Legend(.bottom))
    }

    private static func course(_ course: Series, _ turns: Series, shownLoss: Double, isFirst: Bool) -> (losses: Panel, area: Panel)
    {
        let marked = zip(turns["kind"], turns["epoch"]).map { kind, epoch in
            Mark.rule(
                RuleMark(
                    .vertical, at: epoch, color: kind == 1 ? test : area, dash: kind == 1 ? .dashed : .dotted, width: 1,
                    label: kind == 1 ? "least test loss" : "greatest area"))
        }
        func lines(_ column: String, _ color: Color, _ label: RichText) -> [Mark] {
            let networks = course.columns.first { $0.id == column }!.replicates
            return networks.map { .line(LineMark(x: course["epoch"], y: $0, style: SeriesStyle(color.withAlpha(0.3), width: 0.6))) }
                + [.line(LineMark(x: course["epoch"], y: course[column], style: SeriesStyle(color, width: 1.5), label: label))]
        }
        let epoch = Axis("epoch", scale: .log10, ends: .tight, group: "epoch")
        return (
            Panel(
                letter: isFirst ? "a" : nil, title: RichText(plain: course.label), x: epoch,
                y: Axis("loss in nats", domain: 0...shownLoss),
                marks: marked + lines("training", training, "training loss") + lines("test", test, "test loss")),
            Panel(
                x: epoch, y: Axis("normalised area", including: [0], group: "area"),
                marks: marked + lines("area", area, "area under the ablation curve"))
        )
    }

    private static func paths(_ panel: PanelResult) -> Panel {
        let paths = panel.series.filter { $0.id.hasPrefix("path-") }
        let marks = zip(paths, [area, Palette.categorical[4]]).map { path, color in
            Mark.epochPath(
                EpochPathMark(
                    x: path["test"], y: path["area"], epochs: path["epoch"], color: color, label: RichText(plain: path.label)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: Axis("test loss in nats", ends: .padded),
            y: Axis("normalised area", ends: .padded), marks: marks)
    }

    private static func sweep(_ panel: PanelResult) -> Panel {
        Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: Axis("test accuracy", ends: .padded, format: .percent),
            y: Axis("normalised area", ends: .padded),
            marks: SweptChart.points(panel.series.filter { $0.id.hasPrefix("rate-") }, x: "accuracy", y: "area"),
            legend: Legend(.bottom, title: "Learning rate"))
    }
}
