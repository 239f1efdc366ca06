import Experiments

/// Figure 1: training accuracy as units are ablated, for networks trained on more and more shuffled labels: (a) on MNIST, (b) feature maps
/// on CIFAR-10, (c) of the network that learnt true labels on ImageNet.
struct Figure1: Experiment {
    let identity = Identity(.singleDirections, "Figure 1", "Ablating networks that generalise and networks that memorise")
    /// What panel c is of.
    var imageNet = ImageNet.standard

    let parameters = SharePanel.parameters + SharePanel.both.flatMap(\.family.ablation).unique + ImageNet.ablationParameters

    /// Of each panel, those of each share of shuffled labels.
    func conditions(_ settings: Settings) -> [[DirectionCondition]] { SharePanel.both.map { $0.conditions(settings) } }
    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: conditions(settings).joined().flatMap(\.jobs), published: [imageNet.network])
    }
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] { SharePanel.data(of: claim, settings) }

    /// The networks of one share of shuffled labels, and their test accuracies.
    private typealias Ablated = (networks: PerturbedNetworks, tests: [Double])

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let panels = try SharePanel.both.map { panel in
            (
                panel,
                try panel.conditions(inputs.settings).map { (try $0.ablated(inputs), try $0.testAccuracies(inputs)) as Ablated }
            )
        }
        return result(
            panels: panels.map { panel, shares in
                PanelResult(
                    panel.letter, "\(panel.dataset), \(panel.isOfMaps ? "last three layers" : "all units")",
                    shares.map { $0.networks.series() })
            } + [try imageNet.ablated("c", inputs)],
            tables: panels.map { panel, shares in
                Self.table(shares, of: panel.isOfMaps ? "feature maps of the last three layers" : "units")
            }, values: [DirectionChart.chance] + panels.flatMap { Self.values($1, of: $0) },
            claims: panels.flatMap { panel, shares in panel.named(Self.claims(shares.map(\.networks))) })
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

    private static func values(_ shares: [Ablated], of panel: SharePanel) -> [NamedValue] {
        panel.ends(shares, \.networks).flatMap { id, share in
            let ablated = Quantity(
                "\(panel.isOfMaps ? "maps" : "units") ablated where accuracy is halfway down to chance", unit: "%")
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
            "training accuracy in %, at the share of shuffled labels where it is least", digits: 1, within: .percent,
            .networks(least),
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
