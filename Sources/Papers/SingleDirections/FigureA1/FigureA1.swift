import Experiments

/// Figure A1's counterpart on MNIST: ablation to zero against ablation to the unit's mean over the training set.
struct FigureA1: Experiment {
    let identity = Identity(
        .singleDirections, "Figure A1", "Ablation to zero and to the mean (fully connected counterpart on MNIST)")

    let parameters =
        DirectionParameters.training + [CorruptedNetworks.width, CorruptedNetworks.epochs] + DirectionParameters.ablation

    /// What an ablated unit's activation becomes.
    enum Replacement: String, CaseIterable, Sendable {
        case zero, mean

        var label: String { self == .zero ? "to zero" : "to the mean" }
    }

    /// Networks, and what they were trained on.
    struct Kind: Sendable {
        let letter: String
        let title: String
        let corruption: Double
        let isNormalised: Bool

        func condition(_ settings: Settings) -> DirectionCondition {
            DirectionCondition(
                width: settings.integer(CorruptedNetworks.width), epochs: settings.integer(CorruptedNetworks.epochs),
                corruption: corruption, isNormalised: isNormalised)
        }
    }

    static let kinds = [
        Kind(letter: "a", title: "True labels", corruption: 0, isNormalised: false),
        Kind(letter: "b", title: "True labels, batch normalisation", corruption: 0, isNormalised: true),
        Kind(letter: "c", title: "All labels shuffled", corruption: 1, isNormalised: false),
    ]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.kinds.flatMap { $0.condition(settings).jobs(settings) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try Self.kinds.map { kind in try Self.measure(kind, inputs) }
        return FigureResult(
            id: id, title: title, panels: measured.map(\.panel), tables: [Self.table(measured)], values: Self.values(measured),
            claims: [Self.papers] + measured.map { Self.claim($0.kind, zero: $0.zero, mean: $0.mean) })
    }

    /// One panel's curves, and how often its units are active.
    private struct Measured {
        let kind: Kind
        let zero: PerturbedNetworks
        let mean: PerturbedNetworks
        /// The share of images that a unit is silent on, averaged over units and networks.
        let silence: Double

        var panel: PanelResult {
            PanelResult(
                letter: kind.letter, title: kind.title,
                series: zip(Replacement.allCases, [zero, mean]).map { replacement, networks in
                    DirectionSeries.curve(
                        id: replacement.rawValue, label: replacement.label,
                        index: DirectionSeries.ablated(networks.x.map { Int($0) }), runs: networks.accuracies)
                })
        }
    }

    private static func measure(_ kind: Kind, _ inputs: Inputs) throws -> Measured {
        let scored = inputs.settings.integer(DirectionParameters.scoredSamples)
        var curves: [Replacement: [DirectionAblation]] = [:]
        var silences: [Double] = []
        for job in kind.condition(inputs.settings).jobs(inputs.settings) {
            let weights = try inputs.trajectory(job).snapshots.last!.weights
            let samples = try inputs.data(job.data).split.training
            let moments = try UnitMoments(weights, of: job.architecture, on: samples, checkCancellation: inputs.checkCancellation)
            silences.append(1 - Statistics.mean(Array(moments.activeShares.joined())))
            for replacement in Replacement.allCases {
                curves[replacement, default: []].append(
                    try DirectionAblation(
                        weights, of: job, on: samples.first(scored),
                        replacement: replacement == .zero ? .zero : .values(moments.means), inputs))
            }
        }
        func networks(_ replacement: Replacement) -> PerturbedNetworks {
            let found = curves[replacement] ?? []
            return PerturbedNetworks(
                label: replacement.label, corruption: kind.corruption, x: found[0].counts.map(Double.init),
                accuracies: found.map(\.accuracies))
        }
        return Measured(kind: kind, zero: networks(.zero), mean: networks(.mean), silence: Statistics.mean(silences))
    }

    private static func table(_ measured: [Measured]) -> TableResult {
        TableResult(
            title:
                "Means over networks and orders. The area is the ablation curve's mean height; silent: the share of training images on "
                + "which a unit's activation is 0",
            header: ["Networks", "Training accuracy in %", "Area, to zero", "Area, to the mean", "Units silent in %"],
            rows: measured.map { panel in
                [
                    .text(panel.kind.title), .number(100 * panel.zero.mean[0], digits: 1),
                    .number(Statistics.mean(panel.zero.areas), digits: 3), .number(Statistics.mean(panel.mean.areas), digits: 3),
                    .number(100 * panel.silence, digits: 0),
                ]
            })
    }

    private static func values(_ measured: [Measured]) -> [NamedValue] {
        [DirectionChart.chanceValue]
            + measured.flatMap { panel in
                [
                    NamedValue(
                        id: "\(panel.kind.letter)Zero", quantity: Quantity("area under the curve, to zero"),
                        value: Statistics.mean(panel.zero.areas), digits: 2),
                    NamedValue(
                        id: "\(panel.kind.letter)Mean", quantity: Quantity("area under the curve, to the mean"),
                        value: Statistics.mean(panel.mean.areas), digits: 2),
                    NamedValue(
                        id: "\(panel.kind.letter)Silence",
                        quantity: Quantity("training images on which a unit is silent", unit: "%"),
                        value: 100 * panel.silence, digits: 0),
                ]
            }
    }

    private static let source = "Section 2.2 and Appendix A.1, figure A1"

    private static let papers = Counterpart.notAssessed(
        "zero-spares", "Ablating units to zero is significantly less damaging than ablating them to their mean.", source: source)

    static func claim(_ kind: Kind, zero: PerturbedNetworks, mean: PerturbedNetworks) -> Claim {
        Claim(
            id: "\(kind.letter)-zero-spares" + Counterpart.suffix,
            statement:
                "In fully connected networks on MNIST, too, ablation to zero is less damaging than to the mean (\(kind.title.lowercasingFirst)).",
            source: "After \(source)", origin: .ours,
            quantity: "area under the curve to zero less that to the mean", digits: 3,
            parts: [.init(.networks(SensitivityClaims.gaps(zero, above: mean)), .over(0))])
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.map { panel in
            let curves = zip(panel.series, [Palette.categorical[0], Palette.categorical[1]]).flatMap { series, color in
                DirectionChart.marks(
                    series, x: "ablated", style: SeriesStyle(color, dash: series.id == "zero" ? .solid : .dashed, width: 1.3))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis("units ablated", domain: 0...(panel.series[0]["ablated"].last ?? 1)),
                y: Axis("training accuracy", domain: 0...1, format: .percent, group: "accuracy"),
                marks: DirectionChart.chanceRule(result) + curves)
        }
        return Chart(panels: panels, columns: 3, width: 560, aspect: 0.9, legend: Legend(.bottom, title: "Ablated"))
    }
}

extension String {
    fileprivate var lowercasingFirst: String { prefix(1).lowercased() + dropFirst() }
}
