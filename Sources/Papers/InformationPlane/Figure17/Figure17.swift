import Experiments

/// Figure 17: training and validation accuracy and cross-entropy of a tanh and a ReLU network.
struct Figure17: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 17", "Accuracy and cross-entropy over training")
    let conditions = rows.map(\.networks)
    let measures: [Parameter] = []

    /// A panel's networks.
    struct Row {
        let networks: PlaneCondition
        let publishedScore: Double
        var title: String { "\(networks.name) network" }
    }

    static let rows = [Row(networks: .tanh, publishedScore: 0.946), Row(networks: .relu, publishedScore: 0.937)]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let learned = try Self.rows.map { try $0.networks.learned(inputs) { TrainingCurves($0) } }
        let conditions = zip(Self.rows, learned)
        return result(
            panels: conditions.enumerated().map { PanelResult(FigureLetters[$0], $1.0.title, Self.series($1.1.measured)) },
            values: [NamedValue("networks", "networks a condition", inputs.settings.integer(PlaneNetworks.networks))]
                + conditions.flatMap { Self.values($0.networks.id, $1) },
            claims: conditions.flatMap { [Self.score($0, $1), Self.overfitting($0, $1)] })
    }

    private static func series(_ networks: [TrainingCurves]) -> [Series] {
        func series(_ id: String, _ label: String, _ curve: (TrainingCurves) -> Curve) -> Series {
            let curves = networks.map(curve)
            return Series(
                id, label, Column("epoch", InformationPlane.epoch, networks[0].epochs),
                [
                    .mean("accuracy", "accuracy", of: curves.map(\.accuracy)),
                    .mean("loss", Quantity("cross-entropy", unit: "nat"), of: curves.map(\.loss)),
                ])
        }
        return [series("training", "Training", \.training), series("validation", "Validation", \.validation)]
    }

    private static func values(_ id: String, _ networks: LearnedNetworks<TrainingCurves>) -> [NamedValue] {
        func mean(_ value: (TrainingCurves) -> Double) -> Double { Statistics.mean(networks.measured.map(value)) }
        let loss = Quantity("validation cross-entropy", unit: "nat")
        let leastEpoch = Quantity("epoch of least validation cross-entropy", unit: "epoch")
        return [
            NamedValue("\(id)Accuracy", "final validation accuracy", mean(\.score), 3),
            NamedValue("\(id)LossMinEpoch", leastEpoch, mean { Double($0.epochs[$0.leastLossIndex]) }),
            NamedValue("\(id)LossMin", loss, mean { $0.validation.loss[$0.leastLossIndex] }, 3),
            NamedValue("\(id)Dead", "networks that never left chance", networks.dead),
            NamedValue("\(id)LossFinal", loss, mean { $0.validation.loss.last! }, 3),
        ]
    }

    /// Give or take a point of accuracy, by which networks differ that differ in their seeds alone. The paper's own two tanh networks
    /// of this kind differ by more: 0.946 here, 0.971 in figure 1.
    static func score(_ row: Row, _ networks: LearnedNetworks<TrainingCurves>) -> Claim {
        let (scores, published) = (Sample.networks(networks.measured.map(\.score)), row.publishedScore)
        return Claim(
            "\(row.networks.id)-score", "The \(row.title) scores \(published).", .number, "Appendix F",
            published: published.fixed(3), "accuracy on the validation patterns after the last epoch", digits: 3, within: .share,
            scores,
            .near(published, within: 0.01),
            readings: [.init("within 0.025, as the paper's own networks differ", scores, .near(published, within: 0.025))],
            remark: networks.remark)
    }

    /// Appendix F holds epoch 8000 against epoch 1000, around which accuracy is good already and cross-entropy turns: an eighth of the
    /// training. Two points of accuracy are the margin of what "stays".
    static func overfitting(_ row: Row, _ networks: LearnedNetworks<TrainingCurves>) -> Claim {
        let epochs = networks.drawn.epochs
        let early = epochs.indices.min { abs(epochs[$0] - epochs.last! / 8) < abs(epochs[$1] - epochs.last! / 8) }!
        func parts(
            _ words: String, _ loss: (Curve) -> Double, _ lossRule: Rule, _ accuracy: (Curve) -> Double
        ) -> [Claim.Part] {
            let curves = networks.measured.map(\.validation)
            return [
                .init(words, .networks(curves.map(loss)), lossRule),
                .init("accuracy", .networks(curves.map(accuracy)), .equivalent(within: 0.02)),
            ]
        }
        return Claim(
            "\(row.networks.id)-overfitting",
            "The \(row.title)'s validation cross-entropy rises again while its accuracy stays.", .sentence, "Appendix F, figure 17",
            "change on the validation patterns from epoch \(epochs[early]) to the last", digits: 3,
            parts("cross-entropy", { $0.loss.last! - $0.loss[early] }, .over(0)) { $0.accuracy.last! - $0.accuracy[early] },
            readings: [
                .init(
                    "over 1.5 times the least cross-entropy, the accuracy within 0.02 of its highest",
                    parts("cross-entropy over its least", { $0.loss.last! / $0.loss.min()! }, .over(1.5)) {
                        $0.accuracy.last! - $0.accuracy.max()!
                    })
            ], remark: networks.remark)
    }

    func chart(_ result: FigureResult) -> Chart? {
        func panel(_ panel: PanelResult, _ column: String, _ y: Axis, letter: String? = nil, title: RichText? = nil) -> Panel {
            let marks = panel.series.enumerated().flatMap { index, series -> [Mark] in
                let style = SeriesStyle.series(index)
                let thin = SeriesStyle(style.color.withAlpha(0.3), width: 0.5)
                let networks = series.columns.first { $0.id == column }?.replicates ?? []
                // Epoch 0, the initial weights, has no place on a logarithmic axis.
                let trained = series["epoch"].indices.filter { series["epoch"][$0] >= 1 }
                func line(_ values: [Double], _ style: SeriesStyle, _ label: RichText? = nil) -> Mark {
                    .line(
                        LineMark(x: trained.map { series["epoch"][$0] }, y: trained.map { values[$0] }, style: style, label: label))
                }
                return networks.map { line($0, thin) } + [line(series[column], style, RichText(plain: series.label))]
            }
            return Panel(
                letter: letter, title: title, x: Axis("epoch", scale: .log10, ends: .tight, group: "epoch"), y: y, marks: marks,
                aspect: 0.6)
        }
        var accuracy = Axis.accuracy(domain: 0.4...1)
        accuracy.group = "accuracy"
        let loss = Axis("cross-entropy in nats", including: [0], group: "loss")
        return Chart(
            panels: result.panels.map { panel($0, "accuracy", accuracy, letter: $0.letter, title: RichText(plain: $0.title)) }
                + result.panels.map { panel($0, "loss", loss) }, columns: result.panels.count)
    }
}
