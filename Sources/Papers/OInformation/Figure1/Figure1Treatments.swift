import Experiments

extension Figure1 {
    /// What is made of equal values, of the label and of the activation. All but the first are asked how much the finding owes to the first.
    enum Treatment: String, CaseIterable {
        /// The figure's own: a number, and equal values share their rank.
        case midranks
        /// A number, and equal values are ranked in the order of the images in the file, as the published estimators do.
        case ordinal
        /// The same after the images were shuffled.
        case shuffled
        /// Nine indicators instead of a number.
        case oneHot
        /// A class that sets the neurons' covariance.
        case classes
        /// No label: the neurons alone.
        case none
        /// The figure's own, of what the neurons pass on: behind their ReLU, where many values are equal.
        case activations

        var title: String {
            switch self {
            case .midranks: "Number, midranks"
            case .ordinal: "Number, ordinal ranks, file's order"
            case .shuffled: "Number, ordinal ranks, shuffled"
            case .oneHot: "Indicators, midranks"
            case .classes: "Classes"
            case .none: "No label"
            case .activations: "Number, midranks, behind the ReLU"
            }
        }

        /// For a tick of an axis.
        var shortTitle: String {
            switch self {
            case .midranks: "number"
            case .ordinal: "ordinal"
            case .shuffled: "shuffled"
            case .oneHot: "indicators"
            case .classes: "classes"
            case .none: "none"
            case .activations: "ReLU"
            }
        }

        func system(_ layers: OInformationLayers, _ layer: Int) throws -> OInformationSystem {
            let number = layers.labels.map(Double.init)
            switch self {
            case .midranks: return try layers.system(layer)
            case .ordinal: return try layers.system(layer, target: .columns([number]), ties: .ordinal)
            case .shuffled:
                // Only the label has ties, so to shuffle the images is to shuffle who comes first among equal labels.
                var generator = SeededGenerator(seed: 0, purpose: "order of tied labels")
                return try layers.system(layer, target: .columns([Self.ranked(number, &generator)]), ties: .midranks)
            case .oneHot: return try layers.system(layer, target: .oneHot(layers.labels), ties: .midranks)
            case .classes: return try layers.system(layer, target: .classes(layers.labels), ties: .midranks)
            case .none: return try layers.system(layer, target: .none, ties: .midranks)
            case .activations: return try layers.activationSystem(layer)
            }
        }

        /// The places of values in their ascending order, equal ones in random order.
        private static func ranked(_ values: [Double], _ generator: inout SeededGenerator) -> [Double] {
            let turn = generator.permutation(values.count)
            let order = values.indices.sorted { (values[$0], turn[$0]) < (values[$1], turn[$1]) }
            var ranks = [Double](repeating: 0, count: values.count)
            for (rank, place) in order.enumerated() { ranks[place] = Double(rank) }
            return ranks
        }
    }

    /// A series a layer: the balance under each treatment.
    static func treatmentPanel(_ layers: [[MeasuredLayer]]) -> PanelResult {
        let quantity = Quantity("sum of greatest and least O-information, mean over the sizes", unit: "bit")
        let series = layers.enumerated().map { layer, networks in
            let replicates = networks.map { network in Treatment.allCases.map { network.treated[$0]!.balance } }
            let spread = OInformationSeries.meanAndSpread(replicates)
            return Series(
                id: "layer-\(layer + 1)", label: "Layer \(layer + 1)",
                index: Column(
                    id: "treatment", quantity: Quantity("treatment of ties, label and activation"),
                    values: Treatment.allCases.indices.map(Double.init)),
                columns: [
                    Column(
                        id: "balance", quantity: quantity, values: spread.mean, replicates: networks.count > 1 ? replicates : []),
                    Column(id: "low", quantity: quantity, values: spread.low),
                    Column(id: "high", quantity: quantity, values: spread.high),
                ])
        }
        return PanelResult(letter: FigureLetters[layers.count], title: "Redundancy less synergy", series: series)
    }

    static func treatmentTable(_ layers: [[MeasuredLayer]]) -> TableResult {
        let rows = Treatment.allCases.map { treatment in
            [.text(treatment.title)]
                + layers.map { networks in
                    TableResult.Cell.text(Estimate(mean: networks.map { $0.treated[treatment]!.balance }).short(digits: 2))
                }
                + layers.map { networks in .number(largestShift(networks, treatment, upTo: OInformationNetworks.width), digits: 3) }
        }
        return TableResult(
            title:
                "What the finding owes to the treatment of ties, label and activation: the sum of greatest and least O-information, "
                + "averaged over the sizes, in bits, \(Estimate.meanWords(of: layers[0].count)); and the largest shift of any extreme against "
                + "the first row",
            header: ["Label, ties and activation"] + layers.indices.map { "Layer \($0 + 1)" }
                + layers.indices.map { "Largest shift, layer \($0 + 1)" },
            rows: rows)
    }

    /// Of any extreme against the figure's own treatment, over networks and sizes, in bits.
    static func largestShift(_ networks: [MeasuredLayer], _ treatment: Treatment, upTo size: Int) -> Double {
        networks.flatMap { network in
            OInformationSearch.Goal.allCases.flatMap { goal in
                zip(network.treated[treatment]!.values(goal), network.found.values(goal)).prefix(size - 1).map { abs($0 - $1) }
                    .filter { !$0.isNaN }
            }
        }.max() ?? 0
    }

    func chart(_ result: FigureResult) -> Chart? {
        let layers = result.panels.dropLast().map { panel in
            var marks = OInformationSeries.bars(panel.series)
            for (slot, series) in panel.series.enumerated() {
                let places = series["size"].map { $0 + 0.8 * ((Double(slot) + 0.5) / 2 - 0.5) }
                marks.append(
                    .points(
                        PointsMark(
                            x: places, y: series["best"], style: SeriesStyle(.gray(0), marker: .circle, width: 0.6), size: 3,
                            label: "Best of all multiplets")))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis("neurons of the multiplet", ticks: .at(stride(from: 2.0, through: 20, by: 2).map(\.self)), grid: false),
                y: Axis("Ω in bits", including: [0], group: "omega"), marks: marks)
        }
        return Chart(panels: layers + result.panels.suffix(1).map(Self.treatmentPanel), columns: 2, aspect: 0.72)
    }

    private static func treatmentPanel(_ panel: PanelResult) -> Panel {
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6))]
        for (slot, series) in panel.series.enumerated() {
            let bars = BarsMark(
                x: series["treatment"], values: series["balance"], style: SeriesStyle(.gray([0.25, 0.55, 0.8][slot % 3])),
                slot: slot,
                slots: panel.series.count, label: RichText(plain: series.label))
            marks.append(.bars(bars))
            marks.append(
                .ranges(
                    RangesMark(
                        x: series["treatment"].indices.map { bars.center(of: $0) }, low: series["low"], high: series["high"],
                        style: SeriesStyle(.gray(0), width: 0.6), cap: 2)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis(
                "the label as", scale: .categories(Treatment.allCases.map { RichText(plain: $0.shortTitle) }), grid: false),
            y: Axis("max Ω + min Ω in bits", including: [0]), marks: marks)
    }
}
