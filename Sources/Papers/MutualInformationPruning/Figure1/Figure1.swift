import Experiments

/// Figure 1: what deforming MNIST does to networks that MIPP prunes, after their training and before it.
struct Figure1: PruningFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 1", "Pruning on MNIST and on deformed MNIST")

    let parameters = PrunedFamily.parameters + PrunedFamily.leNet5.parameters

    /// Images of each kind that are shown.
    private static let shown = 6

    /// On MNIST, trained and untrained, then on deformed MNIST.
    func studies(_ settings: Settings) -> [PruningStudy] {
        [false, true].flatMap { isDeformed in
            [true, false].map { isTrained in
                PruningStudy(
                    family: .leNet5, settings: settings, isTrained: isTrained, methods: [.mipp], isDeformed: isDeformed)
            }
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try studies(inputs.settings).map { try PrunedGroup($0, inputs) }
        let images = try [false, true].map { isDeformed in
            try Self.images(inputs.test(PrunedFamily.leNet5.data(inputs.settings, deformed: isDeformed)))
        }
        return result(
            panels: zip(["MNIST", "Deformed MNIST"], images).map { PanelResult("", $0, $1) }
                + [true, false].enumerated().map { place, isTrained in
                    PanelResult(
                        FigureLetters[place], isTrained ? "Pruned after training" : "Pruned before training",
                        zip(["mnist", "deformed"], ["MNIST", "deformed MNIST"]).enumerated().map { kind, words in
                            let group = groups[2 * kind + (isTrained ? 0 : 1)]
                            return group.series(.mipp, as: words, Quantity("test accuracy", unit: "%")) { 100 * $0.testAccuracy }
                        })
                },
            values: zip(["mnistTrained", "mnistUntrained", "deformedTrained", "deformedUntrained"], groups).flatMap { id, group in
                [
                    NamedValue(
                        "\(id)Most", Quantity("nodes removed at the highest confidence", unit: "%"),
                        100 * (group[.mipp].joined().map(\.mask.sparsity).max() ?? 0), 0),
                    NamedValue(
                        "\(id)Least", Quantity("least test accuracy", unit: "%"),
                        100 * (group[.mipp].joined().map(\.testAccuracy).min() ?? 0), 1),
                ]
            }, claims: Self.claims(groups))
    }

    /// The first images.
    private static func images(_ samples: LabelledSamples) -> [Series] {
        (0..<min(shown, samples.count)).map { image in
            let pixels = samples.features[image * samples.width..<(image + 1) * samples.width].map(Double.init)
            return Picture.series("image-\(image + 1)", "image \(image + 1)", "brightness", pixels)
        }
    }

    /// A network's test accuracy at a share of removed nodes, straight between MIPP's confidences; nil outside.
    private static func accuracy(_ network: [PrunedNetwork], at sparsity: Double) -> Double? {
        let points = network.map { (x: $0.mask.sparsity, y: $0.testAccuracy) }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard let first = points.first, let last = points.last, first.x < last.x, (first.x...last.x).contains(sparsity) else {
            return nil
        }
        let upper = points.firstIndex { $0.x >= sparsity } ?? points.count - 1
        guard upper > 0, points[upper].x > points[upper - 1].x else { return points[upper].y }
        let share = (sparsity - points[upper - 1].x) / (points[upper].x - points[upper - 1].x)
        return points[upper - 1].y + share * (points[upper].y - points[upper - 1].y)
    }

    /// Points of test accuracy that deformation costs at like sparsity, one a network: the mean over what sparsities both have. Of the whole
    /// networks' difference, which deformed images bring without any pruning, nothing is in it where `whole` is given.
    static func costs(_ plain: PrunedGroup, _ deformed: PrunedGroup, beyondWhole: Bool) -> [Double] {
        zip(plain[.mipp], deformed[.mipp]).enumerated().compactMap { place, networks in
            let gaps = (0...100).compactMap { percent -> Double? in
                let sparsity = Double(percent) / 100
                guard let one = accuracy(networks.0, at: sparsity), let other = accuracy(networks.1, at: sparsity) else {
                    return nil
                }
                return 100 * (one - other)
            }
            guard !gaps.isEmpty else { return nil }
            let whole = beyondWhole ? 100 * (plain.whole[place].test - deformed.whole[place].test) : 0
            return Statistics.mean(gaps) - whole
        }
    }

    static func claims(_ groups: [PrunedGroup]) -> [Claim] {
        let source = "Section 5, figure 1"
        func claim(_ id: String, _ statement: String, _ costs: [Double], _ rule: Rule, readings: [Claim.Reading] = []) -> Claim {
            guard !costs.isEmpty else {
                return Claim(id, statement, .sentence, source, notAssessed: "no share of removed nodes that both have")
            }
            return Claim(
                id, statement, .sentence, source, "test accuracy on MNIST less that on deformed MNIST at like sparsity, in points",
                digits: 2, within: .points, .networks(costs), rule, readings: readings)
        }
        let trained = costs(groups[0], groups[2], beyondWhole: true)
        let untrained = costs(groups[1], groups[3], beyondWhole: false)
        // What deformed images cost networks of which nothing is removed is no cost of pruning.
        let whole = zip(groups[0].whole, groups[2].whole).map { 100 * ($0.test - $1.test) }
        let plain = zip(untrained, whole).map { $0 - $1 }
        return [
            claim(
                "untrained-suffer",
                "For untrained models there is an early drop in the accuracy on the deformed dataset.", plain, .over(0),
                readings: untrained.isEmpty
                    ? [] : [.init("what deformation costs without pruning counted too", .networks(untrained), .over(0))]),
            claim(
                "trained-do-not",
                "Trained networks can be pruned to high sparsity levels regardless of whether the dataset has been deformed.",
                trained,
                .under(1)),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let pictures = result.panels.prefix(2).map(Self.pictures)
        let curves = result.panels.dropFirst(2).map(Self.curves)
        return Chart(panels: pictures + curves, columns: 2, aspect: 0.75, legend: Legend(.bottom))
    }

    /// Images side by side, a blank gap behind each.
    private static func pictures(_ panel: PanelResult) -> Panel {
        let images = panel.series.map(Picture.rows)
        let gap = [0.0, 0.0]
        let rows: [[Double]] = (0..<Picture.side).map { row in images.flatMap { image in image[row] + gap } }
        let columns = rows[0].count
        let heat = HeatMark(
            xEdges: (0...columns).map(Double.init), yEdges: (0...Picture.side).map(Double.init), values: rows, range: 0...1,
            ramp: ColorRamp([.white, .gray(0.05)]))
        func bare(_ length: Int) -> Axis { Axis(domain: 0...Double(length), ticks: .none, grid: false) }
        return Panel(
            title: RichText(plain: panel.title), x: bare(columns), y: bare(Picture.side), marks: [.heat(heat)],
            aspect: Double(Picture.side) / Double(columns))
    }

    private static func curves(_ panel: PanelResult) -> Panel {
        let marks = panel.series.enumerated().flatMap { place, series -> [Mark] in
            let style = SeriesStyle(Palette.categorical[place], width: 1.5)
            return [Mark].curve(series, style: style)
                + [.points(PointsMark(x: series.index.values, y: series["mean"], style: style, size: 3))]
        }
        return Panel(
            panel, x: .percent("nodes removed", domain: nil, ends: .padded), y: .percent("test accuracy", group: "accuracy"),
            marks: marks)
    }
}
