import Experiments

/// Figure A1: ablation to zero against ablation to the empirical mean over the training set, of feature maps on CIFAR-10 (a); counterparts
/// of units on MNIST (b, c, d).
struct FigureA1: Experiment {
    let identity = Identity(.singleDirections, "Figure A1", "Ablation to zero and to the mean")

    let parameters =
        (NetworkFamily.generalisation.parameters + DirectionParameters.ablation + NetworkFamily.wholeMaps.parameters
        + NetworkFamily.wholeMaps.ablation).unique

    /// Networks, and what they were trained on.
    struct Kind: Sendable {
        /// Of its values and claims.
        let id: String
        let title: String
        var family = NetworkFamily.generalisation
        var corruption = 0.0
        var isNormalised = false
        var isOfMaps: Bool { family.dataset == .cifar10 }
    }

    static let kinds = [
        Kind(id: "maps", title: "CIFAR-10, feature maps", family: .wholeMaps, isNormalised: true),
        Kind(id: "plain", title: "MNIST, true labels"),
        Kind(id: "normalised", title: "MNIST, batch normalisation", isNormalised: true),
        Kind(id: "shuffled", title: "MNIST, all labels shuffled", corruption: 1),
    ]

    func conditions(_ settings: Settings) -> [DirectionCondition] {
        Self.kinds.map {
            DirectionCondition(
                family: $0.family, settings: settings, corruption: $0.corruption, isNormalised: $0.isNormalised)
        }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        data(of: claim.isOfCounterpart ? .mnist : .cifar10, settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try zip(Self.kinds, conditions(inputs.settings)).map { kind, condition in
            let moments = try condition.moments(inputs)
            return (
                kind: kind, zero: try condition.ablated(inputs, id: "zero", label: "to zero"),
                mean: try condition.ablated(inputs, id: "mean", label: "to the mean", toMeans: moments),
                // The share of images that a unit is silent on, averaged over units and networks.
                silence: Statistics.mean(
                    moments.map { moments in
                        1 - Statistics.mean(condition.architecture.unitLayers.flatMap { moments.activeShares[$0] })
                    })
            )
        }
        return result(
            panels: measured.enumerated().map { place, kind in
                PanelResult(FigureLetters[place], kind.kind.title, [kind.zero.series(), kind.mean.series()])
            },
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
                        NamedValue("\(kind.id)Zero", "area under the curve, to zero", zero.area, 2),
                        NamedValue("\(kind.id)Mean", "area under the curve, to the mean", mean.area, 2),
                        NamedValue(
                            "\(kind.id)Silence", Quantity("training images on which a unit is silent", unit: "%"), 100 * silence
                        ),
                    ]
                },
            claims: measured.map { Self.claim($0.kind, zero: $0.zero, mean: $0.mean) })
    }

    static func claim(_ kind: Kind, zero: PerturbedNetworks, mean: PerturbedNetworks) -> Claim {
        let statement = "Ablation to zero is significantly less damaging than ablation to the mean"
        let claim = Claim(
            kind.isOfMaps ? "zero-spares" : "\(kind.id)-zero-spares",
            kind.isOfMaps ? "\(statement)." : "\(statement) (\(kind.title.dropFirst("MNIST, ".count))).", .sentence,
            "Section 2.2 and Appendix A.1, figure A1", "area under the curve to zero less that to the mean", digits: 3,
            .networks(SensitivityClaims.gaps(zero, above: mean)), .over(0))
        return kind.isOfMaps ? claim : claim.ofCounterpart
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.map { panel in
            DirectionChart.panel(
                panel, of: result, title: panel.letter == "a" ? "feature maps ablated" : "units ablated", group: "accuracy"
            ) { place, _ in
                SeriesStyle(Palette.categorical[place], dash: place == 0 ? .solid : .dashed, width: 1.3)
            }
        }
        return Chart(panels: panels, columns: 2, aspect: 0.62, legend: Legend(.bottom, title: "Ablated"))
    }
}
