import Experiments

/// Figure 6: class selectivity (a) and mutual information (b) of feature maps with and without batch normalisation, on CIFAR-10; and ours: the
/// same of units on MNIST (c, d), and over their training (e, f).
struct Figure6: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 6", "Batch normalisation and what single units tell of the class")

    private static let instances = Parameter.given("instances", "networks of either kind", 4, 1...1000)
    private static let steps = Parameter.chosen(
        "steps", "breadth of the histograms' bars: selectivity index, mutual information in bits", .numbers([0.05, 0.1]),
        because: "about twenty bars each", allowed: .lists(0.001...1, counts: 2...2))
    private static let binCounts = Parameter.chosen(
        "binCounts", "other numbers of bins at which mutual information is compared", .numbers([2, 4, 10, 100]),
        because: "the paper bins activities for mutual information and does not say how", allowed: .lists(2...1000, counts: 1...20))

    let parameters =
        (NetworkFamily.selectivity.parameters + TunedMaps.own).filter {
            $0 != DirectionParameters.networks && $0 != NetworkFamily.maps.networks
        } + [instances, DirectionParameters.recordedEpochs, DirectionParameters.bins, binCounts, steps]

    /// With batch normalisation, and without: feature maps, and units.
    func conditions(_ settings: Settings) -> (maps: [DirectionCondition], units: [DirectionCondition]) {
        let count = settings.integer(Self.instances)
        return (
            TunedMaps.conditions(settings, count: count),
            [true, false].map { .recorded(settings, isNormalised: $0, count: count) }
        )
    }

    /// The numbers of bins that mutual information is compared at.
    static func bins(_ settings: Settings) -> [Int] {
        [settings.integer(DirectionParameters.bins)] + settings.numbers(binCounts).map { Int($0) }
    }

    func needs(_ settings: Settings) -> Needs {
        let (maps, units) = conditions(settings)
        return TunedMaps.needs(maps + units)
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        let (maps, units) = conditions(settings)
        return (claim.id.hasSuffix("-mlp") ? units : maps).map(\.tuningData)
    }

    /// Networks of one kind, and how their mutual information rests on the bins.
    struct Kind {
        let networks: TunedNetworks
        /// The mean mutual information of a network's units, one a network: of units on or off, then by bins, the fewest first.
        let information: [(bins: String, networks: [Double])]

        init(_ id: String, _ condition: DirectionCondition, _ units: NetworkUnits, _ inputs: Inputs) throws {
            networks = TunedNetworks(
                id, condition.isNormalised == true ? "with batch normalisation" : "without", units: units,
                accuracies: try condition.testAccuracies(inputs))
            let bins = Figure6.bins(inputs.settings).sorted()
            let binned = try condition.rebinned(units, bins: [nil] + bins, inputs)
            information = zip(["on or off"] + bins.map { "\($0)" }, binned).map { ($0, $1.means(\.mutualInformation)) }
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = conditions(inputs.settings)
        let maps = try zip(["mapsNormalised", "mapsPlain"], conditions.maps).map {
            try Kind($0, $1, $1.trainedUnits(scored: 0, inputs), inputs)
        }
        let courses = try conditions.units.map { try UnitCourse($0, scored: 0, inputs) }
        let units = try zip(["normalised", "plain"], courses).map { try Kind($0, $1.condition, $1.trained, inputs) }
        let steps = inputs.settings.numbers(Self.steps)
        func histograms(_ letters: [String], _ place: String, _ kinds: [Kind]) -> [PanelResult] {
            let most = kinds.flatMap { $0.networks.units.networks.joined() }.map(\.mutualInformation).max() ?? 0
            return [
                PanelResult(
                    letters[0], "Class selectivity, \(place)",
                    kinds.map { $0.networks.histogram(.selectivity, step: steps[0], greatest: 1) }),
                PanelResult(
                    letters[1], "Mutual information, \(place)",
                    kinds.map { $0.networks.histogram(.information, step: steps[1], greatest: most) }),
            ]
        }
        func training(_ letter: String, _ title: String, _ measure: UnitMeasure) -> PanelResult {
            let quantity = Quantity("mean \(measure.quantity.name)", unit: measure.quantity.unit)
            return PanelResult(
                letter, title,
                zip(units, courses).map { $1.series($0.networks.id, $0.networks.label, quantity, measure.value) })
        }
        return result(
            panels: histograms(["a", "b"], "CIFAR-10", maps) + histograms(["c", "d"], "MNIST", units) + [
                training("e", "Mean selectivity over training, MNIST", .selectivity),
                training("f", "Mean information over training, MNIST", .information),
            ],
            tables: [
                Self.table("Feature maps on CIFAR-10", maps), Self.table("Units on MNIST", units),
                Self.binTable("feature maps on CIFAR-10", maps), Self.binTable("units on MNIST", units),
            ],
            values: (maps + units).flatMap(\.values) + zip(units, courses).flatMap { $0.firstValues($1.moments[0]) }
                + Self.differences(maps, prefix: "mapsD") + Self.differences(units, prefix: "d"),
            claims: Self.claims(
                normalised: maps[0].networks.units, plain: maps[1].networks.units,
                byBins: Self.byBins(maps, except: inputs.settings.integer(DirectionParameters.bins)))
                + Self.ownClaims(normalised: units[0].networks.units, plain: units[1].networks.units))
    }

    private static func table(_ what: String, _ kinds: [Kind]) -> TableResult {
        let rows = kinds.map(\.networks).flatMap { kind in kind.units.parts.map { (kind, part: $0, units: kind.units) } }
        return TableResult(
            "\(what) by kind of network, \(Estimate.meanWords(of: kinds[0].networks.accuracies.count)) of each kind", of: rows,
            [
                ("Networks", { .text($0.part.layer == nil ? $0.0.label : "") }), ("Layer", { .text($0.part.short) }),
                ("Dead", { .number(Statistics.mean($0.units.dead(layer: $0.part.layer)), 1) }),
                ("Selectivity index", { .mean($0.units.means(layer: $0.part.layer, \.selectivityIndex), 3, within: .share) }),
                (
                    "Without dead ones",
                    { .mean($0.units.means(layer: $0.part.layer, withDead: false, \.selectivityIndex), 3, within: .share) }
                ),
                ("I(T;Y) in bits", { .mean($0.units.means(layer: $0.part.layer, \.mutualInformation), 3, within: .nonnegative) }),
            ])
    }

    /// Whether the comparison of mutual information rests on the bins.
    private static func binTable(_ what: String, _ kinds: [Kind]) -> TableResult {
        TableResult(
            "Mutual information in bits by how activity is binned, \(what), "
                + "\(Estimate.meanWords(of: kinds[0].networks.accuracies.count)) of each kind",
            of: zip(kinds[0].information, kinds[1].information),
            [
                ("Bins", { .text($0.0.bins) }), ("With batch normalisation", { .mean($0.0.networks, 3, within: .nonnegative) }),
                ("Without", { .mean($0.1.networks, 3, within: .nonnegative) }),
                ("Difference", { .mean(zip($0.0.networks, $0.1.networks).map(-), 3) }),
            ])
    }

    /// Of all numbers of bins but one the differences of mutual information with and without batch normalisation, one a seed.
    private static func byBins(_ kinds: [Kind], except bins: Int) -> [(bins: String, differences: [Double])] {
        let pairs = zip(kinds[0].information, kinds[1].information).filter { $0.0.bins != "\(bins)" }
        return pairs.map { normalised, plain -> (bins: String, differences: [Double]) in
            let words = Int(normalised.bins) == nil ? normalised.bins : "\(normalised.bins) bins"
            return (words, zip(normalised.networks, plain.networks).map { $0 - $1 })
        }
    }

    /// Over all numbers of bins.
    private static func differences(_ kinds: [Kind], prefix: String) -> [NamedValue] {
        let differences = zip(kinds[0].information, kinds[1].information).map {
            Statistics.mean($0.networks) - Statistics.mean($1.networks)
        }
        let quantity = Quantity("mutual information with batch normalisation less that without", unit: "bit")
        return [
            NamedValue("\(prefix)ifferenceLeast", quantity, differences.min()!, 3),
            NamedValue("\(prefix)ifferenceGreatest", quantity, differences.max()!, 3),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let colors = [StyleSheet.normalised, StyleSheet.plain]
        let axes = [Axis("selectivity index", domain: 0...1), Axis("*I*(*T*; *Y*) in bits", including: [0], ends: .tight)]
        let histograms = zip(result.panels, axes + axes).map { panel, axis in
            let marks = zip(panel.series, colors).map { series, color in
                Mark.histogram(
                    HistogramMark(
                        edges: series["from"] + series["to"].suffix(1), heights: series["share"], style: SeriesStyle(color),
                        label: RichText(plain: series.label)))
            }
            let share: RichText = panel.letter < "c" ? "share of feature maps" : "share of units"
            return Panel(panel, x: axis, y: Axis(share, including: [0], format: .percent), marks: marks)
        }
        let labels: [RichText] = ["mean selectivity index", "mean *I*(*T*; *Y*) in bits"]
        let courses = zip(result.panels.suffix(2), labels).map { panel, label in
            let marks = zip(panel.series, colors).flatMap { series, color -> [Mark] in
                let (x, mean) = (series["epoch"], series["mean"])
                return [
                    .band(BandMark(x: x, lower: series["lower"], upper: series["upper"], color: color)),
                    .line(LineMark(x: x, y: mean, style: SeriesStyle(color), showsMarkers: true)),
                ]
            }
            return Panel(
                panel, x: Axis("epoch", scale: .log10, ends: .padded), y: Axis(label, ends: .padded), marks: marks)
        }
        return Chart(
            panels: histograms + courses, columns: 2, aspect: 0.55, legend: Legend(.bottom))
    }
}
