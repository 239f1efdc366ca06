import Experiments

/// Figure 6, its counterpart on MNIST: class selectivity and mutual information of units with and without batch normalisation.
struct Figure6: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 6, MNIST counterpart", "Batch normalisation and what single units tell of the class")

    private static let instances = Parameter.given("instances", "networks of either kind", 4, 1...1000)
    private static let steps = Parameter.chosen(
        "steps", "breadth of the histograms' bars: selectivity index, mutual information in bits", .numbers([0.05, 0.1]),
        because: "about twenty bars each", allowed: .lists(0.001...1, counts: 2...2))
    private static let binCounts = Parameter.chosen(
        "binCounts", "other numbers of bins at which mutual information is compared", .numbers([2, 4, 10, 100]),
        because: "the paper bins activities for mutual information and does not say how", allowed: .lists(2...1000, counts: 1...20))

    let parameters =
        NetworkFamily.selectivity.parameters.filter { $0 != DirectionParameters.networks }
        + [instances, DirectionParameters.recordedEpochs, DirectionParameters.bins, binCounts, steps]

    /// With batch normalisation, and without.
    func conditions(_ settings: Settings) -> [DirectionCondition] {
        [true, false].map { .recorded(settings, isNormalised: $0, count: settings.integer(Self.instances)) }
    }

    /// The numbers of bins that mutual information is compared at.
    static func bins(_ settings: Settings) -> [Int] {
        [settings.integer(DirectionParameters.bins)] + settings.numbers(binCounts).map { Int($0) }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }

    /// Networks of one kind.
    private struct Kind {
        let id, label: String
        let course: UnitCourse
        let accuracies: [Double]
        /// The mean mutual information of the trained networks' units, one a network: of units on or off, then by bins, the fewest first.
        let information: [(bins: String, networks: [Double])]

        init(_ condition: DirectionCondition, _ inputs: Inputs) throws {
            let bins = Figure6.bins(inputs.settings).sorted()
            (id, label) = condition.isNormalised == true ? ("normalised", "with batch normalisation") : ("plain", "without")
            course = try UnitCourse(condition, withLoss: false, inputs)
            accuracies = try condition.testAccuracies(inputs)
            let binned = try course.trained(bins: [nil] + bins, inputs)
            information = zip(["on or off"] + bins.map { "\($0)" }, binned).map { ($0, $1.means(\.mutualInformation)) }
        }

        var values: [NamedValue] {
            func value(_ suffix: String, _ name: String, unit: String = "", _ value: Double, _ digits: Int = 2) -> NamedValue {
                NamedValue(id + suffix, Quantity("\(name), \(label)", unit: unit), value, digits)
            }
            let units = course.trained
            return [
                value("Selectivity", "mean selectivity index", units.mean(\.selectivityIndex)),
                value(
                    "SelectivityAlive", "mean selectivity index of units that fire",
                    units.mean(withDead: false, \.selectivityIndex)),
                value("Bits", "mean mutual information", unit: "bit", units.mean(\.mutualInformation)),
                value("Dead", "dead units of a network", Statistics.mean(units.dead()), 1),
                value("High", "units of an index above one half", unit: "%", 100 * Statistics.mean(units.highShares), 0),
                value("Accuracy", "test accuracy", unit: "%", 100 * Statistics.mean(accuracies)),
            ]
        }

        var firstValues: [NamedValue] {
            let words = "after epoch 1, \(label)"
            let first = course.moments[0]
            return [
                NamedValue(
                    "\(id)SelectivityStart", Quantity("mean selectivity index \(words)"), first.mean(\.selectivityIndex), 2),
                NamedValue(
                    "\(id)BitsStart", Quantity("mean mutual information \(words)", unit: "bit"), first.mean(\.mutualInformation), 2),
            ]
        }

        /// The share of all units in each bar.
        func histogram(
            _ quantity: Quantity, step: Double, greatest: Double, _ value: (DirectionUnit) -> Double
        ) -> Series {
            let bars = max(1, Int((greatest / step - 1e-9).rounded(.up)))
            let shares = course.trained.networks.map { units in
                var counts = [Double](repeating: 0, count: bars)
                for unit in units { counts[min(Int(value(unit) / step), bars - 1)] += 1 }
                return counts.map { $0 / Double(units.count) }
            }
            return Series(
                id, label, Column("from", quantity, (0..<bars).map { Double($0) * step }),
                [Column("to", quantity, (1...bars).map { Double($0) * step }), .mean("share", "share of units", of: shares)])
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let kinds = try conditions(inputs.settings).map { try Kind($0, inputs) }
        let steps = inputs.settings.numbers(Self.steps)
        let bits = Quantity("mutual information of activity and class", unit: "bit")
        let most = kinds.flatMap { $0.course.trained.networks.joined() }.map(\.mutualInformation).max() ?? 0
        return result(
            panels: [
                PanelResult(
                    "a", "Class selectivity",
                    kinds.map { $0.histogram("class selectivity index", step: steps[0], greatest: 1, \.selectivityIndex) }),
                PanelResult(
                    "b", "Mutual information",
                    kinds.map { $0.histogram(bits, step: steps[1], greatest: most, \.mutualInformation) }),
                PanelResult(
                    "c", "Mean selectivity over training",
                    kinds.map { $0.course.series($0.id, $0.label, "mean class selectivity index", \.selectivityIndex) }),
                PanelResult(
                    "d", "Mean information over training",
                    kinds.map {
                        $0.course.series($0.id, $0.label, Quantity("mean \(bits.name)", unit: "bit"), \.mutualInformation)
                    }),
            ], tables: [Self.table(kinds), Self.binTable(kinds)],
            values: kinds.flatMap(\.values) + kinds.flatMap(\.firstValues) + Self.differences(kinds),
            claims: Self.claims(normalised: kinds[0].course.trained, plain: kinds[1].course.trained))
    }

    private static func table(_ kinds: [Kind]) -> TableResult {
        let rows = kinds.flatMap { kind in kind.course.trained.parts.map { (kind, part: $0, units: kind.course.trained) } }
        return TableResult(
            "Units by kind of network, \(Estimate.meanWords(of: kinds[0].accuracies.count)) of each kind", of: rows,
            [
                ("Networks", { .text($0.part.layer == nil ? $0.0.label : "") }), ("Layer", { .text($0.part.short) }),
                ("Dead units", { .number(Statistics.mean($0.units.dead(layer: $0.part.layer)), 1) }),
                ("Selectivity index", { .mean($0.units.means(layer: $0.part.layer, \.selectivityIndex), 3) }),
                (
                    "Without dead units",
                    { .mean($0.units.means(layer: $0.part.layer, withDead: false, \.selectivityIndex), 3) }
                ),
                ("I(T;Y) in bits", { .mean($0.units.means(layer: $0.part.layer, \.mutualInformation), 3) }),
            ])
    }

    /// Whether the comparison of mutual information rests on the bins.
    private static func binTable(_ kinds: [Kind]) -> TableResult {
        TableResult(
            "Mutual information in bits by how activity is binned, \(Estimate.meanWords(of: kinds[0].accuracies.count)) of each kind",
            of: zip(kinds[0].information, kinds[1].information),
            [
                ("Bins", { .text($0.0.bins) }), ("With batch normalisation", { .mean($0.0.networks, 3) }),
                ("Without", { .mean($0.1.networks, 3) }), ("Difference", { .mean(zip($0.0.networks, $0.1.networks).map(-), 3) }),
            ])
    }

    /// Over all numbers of bins.
    private static func differences(_ kinds: [Kind]) -> [NamedValue] {
        let differences = zip(kinds[0].information, kinds[1].information).map {
            Statistics.mean($0.networks) - Statistics.mean($1.networks)
        }
        let quantity = Quantity("mutual information with batch normalisation less that without", unit: "bit")
        return [
            NamedValue("differenceLeast", quantity, differences.min()!, 3),
            NamedValue("differenceGreatest", quantity, differences.max()!, 3),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let colors = [StyleSheet.normalised, StyleSheet.plain]
        let axes = [Axis("selectivity index", domain: 0...1), Axis("*I*(*T*; *Y*) in bits", including: [0], ends: .tight)]
        let histograms = zip(result.panels, axes).map { panel, axis in
            let marks = zip(panel.series, colors).map { series, color in
                Mark.histogram(
                    HistogramMark(
                        edges: series["from"] + series["to"].suffix(1), heights: series["share"], style: SeriesStyle(color),
                        label: RichText(plain: series.label)))
            }
            return Panel(panel, x: axis, y: Axis("share of units", including: [0], format: .percent), marks: marks)
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
            panels: histograms + courses, columns: 2, width: StyleSheet.full, aspect: 0.65, legend: Legend(.bottom))
    }
}
