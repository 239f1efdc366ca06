import Experiments

/// Figure 6, its counterpart on MNIST: class selectivity and mutual information of units with and without batch normalisation.
struct Figure6: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 6, MNIST counterpart", "Batch normalisation and what single units tell of the class")

    static let instances = Parameter.given("instances", "networks of either kind", .integer(4), allowed: .integers(1...1000))
    static let steps = Parameter.chosen(
        "steps", "breadth of the histograms' bars: selectivity index, mutual information in bits", .numbers([0.05, 0.1]),
        because: "about twenty bars each", allowed: .lists(0.001...1, counts: 2...2))

    let parameters =
        DirectionParameters.training.filter { $0 != DirectionParameters.networks }
        + [
            instances, SelectivityNetworks.width, SelectivityNetworks.epochs, SelectivityNetworks.moments, DirectionUnits.bins,
            binCounts, steps,
        ]

    static let binCounts = Parameter.chosen(
        "binCounts", "other numbers of bins at which mutual information is compared", .numbers([2, 4, 10, 100]),
        because: "the paper bins activities for mutual information and does not say how", allowed: .lists(2...1000, counts: 1...20))

    /// With batch normalisation, and without.
    private static func conditions(_ settings: Settings) -> [DirectionCondition] {
        [true, false].map { SelectivityNetworks.condition(settings, isNormalised: $0) }
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.conditions(settings).flatMap { $0.jobs(settings, count: settings.integer(Self.instances)) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let bins = [settings.integer(DirectionUnits.bins)] + settings.numbers(Self.binCounts).map { Int($0) }
        let courses = try Self.conditions(settings).map { condition in
            try TuningCourse(condition.jobs(settings, count: settings.integer(Self.instances)), bins: bins, inputs)
        }
        let kinds = courses.map(\.trained)
        let steps = settings.numbers(Self.steps)
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(
                    letter: "a", title: "Class selectivity",
                    series: Self.histograms(
                        kinds, Quantity("class selectivity index"), step: steps[0], greatest: 1, \.selectivityIndex)),
                PanelResult(
                    letter: "b", title: "Mutual information",
                    series: Self.histograms(
                        kinds, Quantity("mutual information of activity and class", unit: "bit"), step: steps[1],
                        greatest: kinds.flatMap { $0.networks.joined() }.map(\.mutualInformation).max() ?? 0, \.mutualInformation)),
                PanelResult(
                    letter: "c", title: "Mean selectivity over training",
                    series: zip(courses, Self.ids).map {
                        $0.series($1, Quantity("mean class selectivity index"), \.selectivityIndex)
                    }),
                PanelResult(
                    letter: "d", title: "Mean information over training",
                    series: zip(courses, Self.ids).map {
                        $0.series($1, Quantity("mean mutual information of activity and class", unit: "bit"), \.mutualInformation)
                    }),
            ],
            tables: [Self.table(kinds), Self.binTable(courses, bins)], values: Self.values(kinds) + Self.values(courses, bins),
            claims: Self.claims(normalised: kinds[0], plain: kinds[1]))
    }

    private static let ids = [(id: "normalised", label: "with batch normalisation"), (id: "plain", label: "without")]

    /// The share of all units in each bar, with batch normalisation and without.
    private static func histograms(
        _ kinds: [UnitTuning], _ quantity: Quantity, step: Double, greatest: Double, _ value: (DirectionUnit) -> Double
    ) -> [Series] {
        let bars = max(1, Int((greatest / step - 1e-9).rounded(.up)))
        return zip(kinds, ids).map { kind, name in
            let shares = kind.networks.map { units in
                var counts = [Double](repeating: 0, count: bars)
                for unit in units { counts[min(Int(value(unit) / step), bars - 1)] += 1 }
                return counts.map { $0 / Double(units.count) }
            }
            return Series(
                id: name.id, label: name.label,
                index: Column(id: "from", quantity: quantity, values: (0..<bars).map { Double($0) * step }),
                columns: [
                    Column(id: "to", quantity: quantity, values: (1...bars).map { Double($0) * step }),
                    Column(
                        id: "share", quantity: Quantity("share of units"), values: Statistics.columnMeans(shares),
                        replicates: shares.count > 1 ? shares : []),
                ])
        }
    }

    private static func table(_ kinds: [UnitTuning]) -> TableResult {
        func cell(_ values: [Double], digits: Int) -> TableResult.Cell {
            .text(Estimate(mean: values).short(digits: digits))
        }
        let rows = zip(kinds, ids).flatMap { kind, name in
            [(nil, "both"), (0, "layer 1"), (1, "layer 2")].map { (layer: Int?, label: String) in
                [
                    .text(layer == nil ? name.label : ""), .text(label),
                    .number(Statistics.mean(kind.dead(layer: layer)), digits: 1),
                    cell(kind.means(layer: layer, \.selectivityIndex), digits: 3),
                    cell(kind.means(layer: layer, withDead: false, \.selectivityIndex), digits: 3),
                    cell(kind.means(layer: layer, \.mutualInformation), digits: 3),
                ] as [TableResult.Cell]
            }
        }
        return TableResult(
            title: "Units by kind of network, \(Estimate.meanWords(of: kinds[0].networks.count)) of each kind",
            header: ["Networks", "Layer", "Dead units", "Selectivity index", "Without dead units", "I(T;Y) in bits"], rows: rows)
    }

    /// Whether the comparison of mutual information rests on the bins.
    private static func binTable(_ courses: [TuningCourse], _ bins: [Int]) -> TableResult {
        func cell(_ values: [Double]) -> TableResult.Cell { .text(Estimate(mean: values).short(digits: 3)) }
        func row(_ name: String, _ bits: (TuningCourse) -> [Double]) -> [TableResult.Cell] {
            let (with, without) = (bits(courses[0]), bits(courses[1]))
            return [.text(name), cell(with), cell(without), cell(zip(with, without).map { $0 - $1 })]
        }
        return TableResult(
            title:
                "Mutual information in bits by how activity is binned, \(Estimate.meanWords(of: courses[0].oneBit.count)) of each kind",
            header: ["Bins", "With batch normalisation", "Without", "Difference"],
            rows: [row("on or off") { $0.oneBit }]
                + bins.indices.sorted { bins[$0] < bins[$1] }.map { place in row("\(bins[place])") { $0.bits.map { $0[place] } } })
    }

    private static func values(_ kinds: [UnitTuning]) -> [NamedValue] {
        zip(kinds, ids).flatMap { tuning, kind in
            func value(_ suffix: String, _ quantity: String, unit: String = "", _ value: Double, digits: Int) -> NamedValue {
                NamedValue(
                    id: kind.id + suffix, quantity: Quantity("\(quantity), \(kind.label)", unit: unit), value: value, digits: digits
                )
            }
            return [
                value(
                    "Selectivity", "mean selectivity index", Statistics.mean(tuning.means(layer: nil, \.selectivityIndex)),
                    digits: 2),
                value(
                    "SelectivityAlive", "mean selectivity index of units that fire",
                    Statistics.mean(tuning.means(layer: nil, withDead: false, \.selectivityIndex)), digits: 2),
                value(
                    "Bits", "mean mutual information", unit: "bit", Statistics.mean(tuning.means(layer: nil, \.mutualInformation)),
                    digits: 2),
                value("Dead", "dead units of a network", Statistics.mean(tuning.dead(layer: nil)), digits: 1),
                value("High", "units of an index above one half", unit: "%", 100 * Statistics.mean(tuning.highShares), digits: 0),
                value("Accuracy", "test accuracy", unit: "%", 100 * Statistics.mean(tuning.accuracies), digits: 2),
            ]
        }
    }

    /// Over training, and over numbers of bins.
    private static func values(_ courses: [TuningCourse], _ bins: [Int]) -> [NamedValue] {
        let start = zip(courses, ids).flatMap { course, kind in
            [
                NamedValue(
                    id: "\(kind.id)SelectivityStart", quantity: Quantity("mean selectivity index after epoch 1, \(kind.label)"),
                    value: Statistics.mean(course.moments[0].means(layer: nil, \.selectivityIndex)), digits: 2),
                NamedValue(
                    id: "\(kind.id)BitsStart",
                    quantity: Quantity("mean mutual information after epoch 1, \(kind.label)", unit: "bit"),
                    value: Statistics.mean(course.moments[0].means(layer: nil, \.mutualInformation)), digits: 2),
            ]
        }
        let differences =
            [Statistics.mean(courses[0].oneBit) - Statistics.mean(courses[1].oneBit)]
            + bins.indices.map { place in
                Statistics.mean(courses[0].bits.map { $0[place] }) - Statistics.mean(courses[1].bits.map { $0[place] })
            }
        let difference = Quantity("mutual information with batch normalisation less that without", unit: "bit")
        return start + [
            NamedValue(id: "differenceLeast", quantity: difference, value: differences.min()!, digits: 3),
            NamedValue(id: "differenceGreatest", quantity: difference, value: differences.max()!, digits: 3),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let colors = [Palette.categorical[0], Color(hex: 0x8E3C9E)]
        let axes = [Axis("selectivity index", domain: 0...1), Axis("*I*(*T*; *Y*) in bits", including: [0], ends: .tight)]
        let histograms = zip(result.panels, axes).map { panel, axis in
            let marks = zip(panel.series, colors).map { series, color in
                Mark.histogram(
                    HistogramMark(
                        edges: series["from"] + series["to"].suffix(1), heights: series["share"], style: SeriesStyle(color),
                        label: RichText(plain: series.label)))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title), x: axis,
                y: Axis("share of units", including: [0], format: .percent), marks: marks)
        }
        let labels: [RichText] = ["mean selectivity index", "mean *I*(*T*; *Y*) in bits"]
        let courses = zip(result.panels.suffix(2), labels).map { panel, label in
            let marks = zip(panel.series, colors).flatMap { series, color -> [Mark] in
                [
                    .band(BandMark(x: series["epoch"], lower: series["lower"], upper: series["upper"], color: color)),
                    .line(LineMark(x: series["epoch"], y: series["mean"], style: SeriesStyle(color), showsMarkers: true)),
                ]
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title), x: Axis("epoch", scale: .log10, ends: .padded),
                y: Axis(label, ends: .padded), marks: marks)
        }
        return Chart(panels: histograms + courses, columns: 2, aspect: 0.65, legend: Legend(.bottom))
    }
}
