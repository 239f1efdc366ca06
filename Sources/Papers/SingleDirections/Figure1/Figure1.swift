import Experiments

/// Figure 1: training accuracy as units are ablated, for networks trained on more and more shuffled labels: (a) on MNIST, (b) feature maps
/// on CIFAR-10, (c) of the network that learnt true labels on ImageNet.
struct Figure1: Experiment {
    let identity = Identity(.singleDirections, "Figure 1", "Ablating networks that generalise and networks that memorise")
    /// What panel c is of.
    var imageNet = ImageNet.standard

    let parameters =
        NetworkFamily.generalisation.parameters + [DirectionParameters.corruptions] + DirectionParameters.ablation
        + NetworkFamily.maps.parameters + [NetworkFamily.maps.scoredSamples] + ImageNet.ablationParameters

    /// What is ablated in a panel, in words; and what the ids of its values begin with and those of its claims end with.
    private static let kinds = [
        (letter: "a", title: "MNIST, all units", units: "units", noun: "units", prefix: "", suffix: ""),
        (
            letter: "b", title: "CIFAR-10, last three layers", units: "feature maps of the last three layers", noun: "maps",
            prefix: "maps", suffix: "-maps"
        ),
    ]

    /// Of each panel, those of each share of shuffled labels.
    func conditions(_ settings: Settings) -> [[DirectionCondition]] {
        [.generalisation, .maps].map { DirectionCondition.shares($0, settings) }
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: conditions(settings).joined().flatMap(\.jobs), published: [imageNet.network])
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        conditions(settings)[claim.id.hasSuffix(Self.kinds[1].suffix) ? 1 : 0].map(\.data)
    }

    /// The networks of one share of shuffled labels, and their test accuracies.
    private typealias Ablated = (networks: PerturbedNetworks, tests: [Double])

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try conditions(inputs.settings).map { conditions in
            try conditions.map { (try $0.ablated(inputs), try $0.testAccuracies(inputs)) as Ablated }
        }
        let panels = zip(Self.kinds, measured)
        return result(
            panels: panels.map { kind, shares in PanelResult(kind.letter, kind.title, shares.map { $0.networks.series() }) }
                + [try imageNet.ablated("c", inputs)],
            tables: panels.map { Self.table($1, of: $0.units) },
            values: [DirectionChart.chance] + panels.flatMap { Self.values($1, prefix: $0.prefix, noun: $0.noun) },
            claims: panels.flatMap { kind, shares in
                Self.claims(shares.map(\.networks)).map { claim in
                    var claim = claim
                    claim.id += kind.suffix
                    claim.statement += kind.suffix.isEmpty ? "" : " (Convolutional networks, panel b.)"
                    return claim
                }
            })
    }

    /// The share of units after which the mean curve has come half the way down to chance, in %.
    private static func halfway(_ networks: PerturbedNetworks) -> Double { 100 * (networks.halfway() / networks.x.last!) }

    private static func table(_ shares: [Ablated], of units: String) -> TableResult {
        TableResult(
            "Means over the networks of each share of shuffled labels. The area is the ablation curve's mean height; halfway: the share of "
                + "\(units) whose loss brings accuracy halfway down to chance", of: shares,
            [
                ("Labels", { .text($0.networks.label) }),
                ("Training accuracy in %", { .number(100 * $0.networks.mean[0], 1) }),
                ("Test accuracy in %", { $0.tests.isEmpty ? "–" : .number(100 * Statistics.mean($0.tests), 1) }),
                ("Area", { .number($0.networks.area, 3) }), ("Halfway in % of the units", { .number(halfway($0.networks), 1) }),
            ])
    }

    /// Of the least share of shuffled labels and of the greatest.
    private static func values(_ shares: [Ablated], prefix: String, noun: String) -> [NamedValue] {
        let sorted = shares.sorted { $0.networks.corruption < $1.networks.corruption }
        return zip(["true", "shuffled"], [sorted[0], sorted[sorted.count - 1]]).flatMap { name, share in
            let id = prefix.isEmpty ? name : prefix + name.capitalized
            let ablated = Quantity("\(noun) ablated where accuracy is halfway down to chance", unit: "%")
            return [
                NamedValue("\(id)Area", "area under the ablation curve", share.networks.area, 2),
                NamedValue("\(id)Halfway", ablated, halfway(share.networks)),
            ]
                + (share.tests.isEmpty
                    ? [] : [NamedValue("\(id)Test", Quantity("test accuracy", unit: "%"), 100 * Statistics.mean(share.tests), 1)])
        }
    }

    /// - Parameter networks: a condition each.
    static func claims(_ networks: [PerturbedNetworks]) -> [Claim] {
        [
            startsNearOne(networks), endsAtChance(networks),
            SensitivityClaims.memorisersAreSensitive(
                networks,
                "Networks trained on labels of which a share is shuffled are significantly more sensitive to cumulative ablation than "
                    + "networks trained on true labels.", "Section 3.1, figure 1"),
            SensitivityClaims.areaFalls(
                networks, "The more the training set must be memorised, the more sensitive the network is to cumulative ablation.",
                "Figure 1"),
            SensitivityClaims.orderIsImperfect(
                networks, "The curves are not always perfectly ordered by the share of shuffled labels.", "Section 3.1, figure 1"),
        ]
    }

    /// The learning rate was chosen so that networks of every share learn their labels.
    static func startsNearOne(_ networks: [PerturbedNetworks]) -> Claim {
        let least = networks.map { $0.curves.map { 100 * $0[0] } }.transposed.map { $0.min() ?? .nan }
        return Claim(
            "starts-near-one", "The curves begin at the training accuracy, approximately 1 for all networks.", .number,
            "Section 3.1", basis: .calibrated, published: "about 1",
            "training accuracy in %, at the share of shuffled labels where it is least", digits: 1, .networks(least),
            .near(100, within: 1))
    }

    /// Without any unit a network says the same of every image, and the classes have equal shares.
    static func endsAtChance(_ networks: [PerturbedNetworks]) -> Claim {
        let chance = PerturbedNetworks.chance
        let ends = networks.flatMap { $0.accuracies.joined().map { $0[$0.count - 1] } }
        return Claim(
            "ends-at-chance", "The curves fall to chance once all units are ablated.", .sentence, "Section 3.1",
            basis: .construction, published: "chance (10 %)", "accuracy furthest from chance with all units ablated, in %",
            digits: 1, .exact(100 * (ends.max { abs($0 - chance) < abs($1 - chance) } ?? .nan)), .near(100 * chance, within: 2))
    }

    func chart(_ result: FigureResult) -> Chart? {
        var chart = DirectionChart.shares(
            result,
            x: zip(["units ablated, of both layers", "feature maps ablated"], result.panels).map { title, panel in
                Axis(title, domain: 0...(panel.series[0]["ablated"].last ?? 1))
            })
        // As true labels are drawn in the others.
        chart.panels.append(
            ImageNet.curve(result.panels[2], of: result, style: SeriesStyle(Color(hex: 0x1B0C6B), width: 1.4)))
        chart.columns = chart.panels.count
        return chart
    }
}
