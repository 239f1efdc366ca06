import Experiments

/// Beyond the paper, its own next step (Section 5): the search of figure 1 on FashionMNIST and in layers of 100 neurons, and simulated
/// annealing beside the greedy search.
struct LayersClasses: Experiment {
    let identity = Identity(
        .oInformation, "Layers and classes", "The search on FashionMNIST and in layers of 100 neurons", id: "layers-classes")

    private static let wideNetworks = Parameter.chosen(
        "wideNetworks", "networks of 100 neurons a layer and data set", 10, 1...1000, because: "each takes several times as long")
    private static let wideExhaustiveTo = Parameter.chosen(
        "wideExhaustiveTo", "neurons of the largest multiplets that are searched exhaustively among 100", 3, 2...4,
        because: "there are 161,700 triples of 100 neurons, and 1.2 thousand million multiplets of 6")
    static let annealingSteps = Parameter.chosen(
        "annealingSteps", "steps of each of four annealing runs", 20_000, 100...10_000_000,
        because: "in layers of 20 neurons, where the best multiplet is known, most searches of so many steps find it")

    let parameters = OInformationCondition.parameters + [wideNetworks, wideExhaustiveTo, annealingSteps]

    /// A row of panels each.
    static let conditions = [
        OInformationCondition(id: "fashion", title: "FashionMNIST-20", dataset: .fashionMNIST, width: 20),
        OInformationCondition(
            id: "wide", title: "MNIST-100", dataset: .mnist, width: 100, count: wideNetworks, searched: wideExhaustiveTo,
            isSmall: false),
        OInformationCondition(
            id: "fashionWide", title: "FashionMNIST-100", dataset: .fashionMNIST, width: 100, count: wideNetworks,
            searched: wideExhaustiveTo, isSmall: false),
    ]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.conditions.flatMap { $0.jobs(settings) }) }

    /// A claim rests on its own condition's data.
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        let own = Self.conditions.filter { claim.id.hasPrefix("\($0.id)-") }
        return (own.isEmpty ? Self.conditions : own).map(\.data)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try Self.conditions.map { condition in
            let networks = try condition.jobs(inputs.settings).map { job in
                let neurons = try Neurons(job, inputs)
                return try neurons.layers.map { try MeasuredLayer(neurons.system($0), condition, seed: job.seed, inputs) }
            }
            return (condition: condition, layers: networks.transposed)
        }
        let accuracies = try Self.conditions.map { condition in
            try condition.jobs(inputs.settings).map { try inputs.trajectory($0).test?.accuracy.last ?? 0 }
        }
        let panels = measured.flatMap { condition, layers in
            layers.enumerated().map { layer, networks in
                (title: "\(condition.title): layer \(layer + 1)", series: Series.extremes(networks.map(\.found)))
            }
        }
        let gaps = measured.map { (title: "\($0.title): gain", series: Self.gains($1)) }
        return result(
            panels: (panels + gaps).enumerated().map { PanelResult(FigureLetters[$0], $1.title, $1.series) },
            tables: [Self.table(measured)],
            values: zip(measured, accuracies).flatMap { Self.values($0.condition, $0.layers, $1) },
            claims: measured.flatMap(Self.claims))
    }

    /// The paper's statements, asked of networks that it has not looked at yet.
    private static func claims(_ condition: OInformationCondition, _ layers: [[MeasuredLayer]]) -> [Claim] {
        let balances = Balances.bySizes(layers.map { $0.map(\.found) })
        let source = "Section 5: the paper's next step"
        return [
            .dominated(
                "\(condition.id)-first", "\(condition.title): the first hidden layer is dominated by redundancy, as in figure 1.",
                .ours, source, by: .redundancy, layer: 0, balances),
            .dominated(
                "\(condition.id)-last", "\(condition.title): the last hidden layer is dominated by synergy, as in figure 1.",
                .ours, source, by: .synergy, layer: layers.count - 1, balances),
            .specialises(
                "\(condition.id)-specialises", "\(condition.title): features become synergistic as the depth increases.", .ours,
                source, balances),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let layers = result.panels.dropLast(Self.conditions.count).enumerated().map { place, panel in
            let isSmall = Self.conditions[place / 3].isSmall
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis(
                    "neurons of the multiplet", ticks: .at(isSmall ? [2, 5, 10, 15, 20] : [2, 20, 40, 60, 80, 100]), grid: false),
                y: Axis(
                    "Ω in bits", scale: isSmall ? .linear : .symlog(linearWithin: 1), including: [0], group: "omega \(place / 3)"),
                marks: isSmall ? .bars(panel.series, "omega", [.redundancy, .synergy]) : Self.lines(panel.series))
        }
        return Chart(panels: layers + result.panels.suffix(Self.conditions.count).map(Self.gapPanel), columns: 3, aspect: 0.8)
    }

    /// For layers with too many neurons for bars.
    private static func lines(_ series: [Series]) -> [Mark] {
        zip(series, [SeriesStyle.redundancy, .synergy]).reduce(into: .zero) { marks, pair in
            marks += .curve(pair.0, style: pair.1, opacity: 0.2, names: ("omega", "low", "high"))
        }
    }

    private static func gapPanel(_ panel: PanelResult) -> Panel {
        let lines = panel.series.enumerated().map { index, series in
            // A shade a layer; whole lines for redundancy and broken ones for synergy.
            var style = index % 2 == 0 ? SeriesStyle.redundancy : .synergy
            style.color = style.color.withAlpha([0.35, 0.65, 1][min(index / 2, 2)])
            style.dash = index % 2 == 0 ? .solid : .dashed
            style.marker = [.circle, .square, .disc][min(index / 2, 2)]
            let label = RichText(plain: series.label)
            return Mark.line(LineMark(x: series["size"], y: series["gain"], style: style, label: label, showsMarkers: true))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("neurons of the multiplet", ticks: .at([7, 8, 9, 10])),
            y: Axis("bits beyond greedy", including: [0]), marks: .zero + lines)
    }
}
