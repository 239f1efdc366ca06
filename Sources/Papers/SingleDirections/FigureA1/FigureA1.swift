import Experiments

/// Figure A1's counterpart on MNIST: ablation to zero against ablation to the unit's mean over the training set.
struct FigureA1: Experiment {
    let identity = Identity(
        .singleDirections, "Figure A1", "Ablation to zero and to the mean (fully connected counterpart on MNIST)")

    let parameters = NetworkFamily.generalisation.parameters + DirectionParameters.ablation

    /// Networks, and what they were trained on.
    struct Kind: Sendable {
        let letter: String
        let title: String
        var corruption = 0.0
        var isNormalised = false
    }

    static let kinds = [
        Kind(letter: "a", title: "True labels"), Kind(letter: "b", title: "True labels, batch normalisation", isNormalised: true),
        Kind(letter: "c", title: "All labels shuffled", corruption: 1),
    ]

    func conditions(_ settings: Settings) -> [DirectionCondition] {
        Self.kinds.map {
            DirectionCondition(
                family: .generalisation, settings: settings, corruption: $0.corruption, isNormalised: $0.isNormalised)
        }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try zip(Self.kinds, conditions(inputs.settings)).map { kind, condition in
            let moments = try condition.moments(inputs)
            return (
                kind: kind, zero: try condition.ablated(inputs, id: "zero", label: "to zero"),
                mean: try condition.ablated(inputs, id: "mean", label: "to the mean", toMeans: moments),
                // The share of images that a unit is silent on, averaged over units and networks.
                silence: Statistics.mean(moments.map { 1 - Statistics.mean(Array($0.activeShares.joined())) })
            )
        }
        return result(
            panels: measured.map { PanelResult($0.kind.letter, $0.kind.title, [$0.zero.series(), $0.mean.series()]) },
            tables: [
                TableResult(
                    "Means over networks and orders. The area is the ablation curve's mean height; silent: the share of training images on "
                        + "which a unit's activation is 0", of: measured,
                    [
                        ("Networks", { .text($0.kind.title) }), ("Training accuracy in %", { .number(100 * $0.zero.mean[0], 1) }),
                        ("Area, to zero", { .number($0.zero.area, 3) }), ("Area, to the mean", { .number($0.mean.area, 3) }),
                        ("Units silent in %", { .number(100 * $0.silence, 0) }),
                    ])
            ],
            values: [DirectionChart.chance]
                + measured.flatMap { kind, zero, mean, silence in
                    [
                        NamedValue("\(kind.letter)Zero", "area under the curve, to zero", zero.area, 2),
                        NamedValue("\(kind.letter)Mean", "area under the curve, to the mean", mean.area, 2),
                        NamedValue(
                            "\(kind.letter)Silence", Quantity("training images on which a unit is silent", unit: "%"), 100 * silence
                        ),
                    ]
                },
            claims: [
                Claim(
                    "zero-spares", "Ablating units to zero is significantly less damaging than ablating them to their mean.",
                    .sentence, Self.source, notAssessed: otherArchitecture)
            ] + measured.map { Self.claim($0.kind, zero: $0.zero, mean: $0.mean) })
    }

    private static let source = "Section 2.2 and Appendix A.1, figure A1"

    static func claim(_ kind: Kind, zero: PerturbedNetworks, mean: PerturbedNetworks) -> Claim {
        let title = kind.title.prefix(1).lowercased() + kind.title.dropFirst()
        return Claim(
            "\(kind.letter)-zero-spares-mlp",
            "In fully connected networks on MNIST, too, ablation to zero is less damaging than to the mean (\(title)).", .ours,
            "After \(source)", "area under the curve to zero less that to the mean", digits: 3,
            .networks(SensitivityClaims.gaps(zero, above: mean)), .over(0))
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.map { panel in
            DirectionChart.panel(panel, of: result, group: "accuracy") { place, _ in
                SeriesStyle(Palette.categorical[place], dash: place == 0 ? .solid : .dashed, width: 1.3)
            }
        }
        return Chart(panels: panels, columns: 3, width: StyleSheet.full, aspect: 0.9, legend: Legend(.bottom, title: "Ablated"))
    }
}
