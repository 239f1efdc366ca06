import Experiments

/// The ablation curves of a panel: the test accuracy of every network along every order.
struct AblationCurves: Sendable {
    let panel: AblationPanel
    /// Neurons ablated at each point, from 0 to all.
    let counts: [Int]
    /// [network][point] for each order.
    let accuracies: [AblationOrder: [[Double]]]

    init(_ panel: AblationPanel, counts: [Int], accuracies: [AblationOrder: [[Double]]]) {
        self.panel = panel
        self.counts = counts
        self.accuracies = accuracies
    }

    subscript(_ order: AblationOrder) -> [[Double]] {
        guard let curves = accuracies[order] else { preconditionFailure("panel \(panel.letter) has no order '\(order.id)'") }
        return curves
    }

    /// Each network's accuracy with `count` neurons ablated, at the nearest point.
    func accuracies(_ order: AblationOrder, at count: Int) -> [Double] {
        let place = counts.indices.min { abs(counts[$0] - count) < abs(counts[$1] - count) }!
        return self[order].map { $0[place] }
    }

    /// Four fifths of the panel's neurons: the paper compares after 80 of 100.
    var most: Int { panel.neurons * 4 / 5 }

    /// The mean gap to the random order with `count` neurons ablated (MG@k).
    func gap(_ order: AblationOrder, at count: Int) -> MeanGap {
        .paired(accuracies(order, at: count), accuracies(.random, at: count))
    }

    /// Each network's accuracy along the order, averaged over the points of its curve.
    func curveMeans(_ order: AblationOrder) -> [Double] { self[order].map(Statistics.mean) }

    /// The mean gap to the random order, averaged over the points of the curve.
    func gapOverCurve(_ order: AblationOrder) -> MeanGap { .paired(curveMeans(order), curveMeans(.random)) }

    /// The mean curve over networks.
    func mean(_ order: AblationOrder) -> [Double] { Statistics.columnMeans(self[order]) }

    /// The curves as series, means with the standard deviation over networks, and the places that the paper's statements are of.
    var result: PanelResult {
        var series = panel.orders.map(series)
        if !panel.stated.isEmpty { series.append(gaps) }
        if let count = panel.compared { series.append(compared(at: count)) }
        return PanelResult(letter: panel.letter, title: panel.title, series: series)
    }

    private func series(_ order: AblationOrder) -> Series {
        let means = mean(order)
        let deviations = counts.indices.map { point in
            let values = self[order].map { $0[point] }
            return values.count > 1 ? Statistics.standardDeviation(values) : 0
        }
        let accuracy = Quantity("test accuracy")
        return Series(
            id: order.id, label: order.label, index: Self.ablated(counts),
            columns: [
                Column(id: "accuracy", quantity: accuracy, values: means, replicates: self[order].count > 1 ? self[order] : []),
                Column(
                    id: "lower", quantity: Quantity("test accuracy, mean less standard deviation"),
                    values: zip(means, deviations).map { $0 - $1 }),
                Column(
                    id: "upper", quantity: Quantity("test accuracy, mean plus standard deviation"),
                    values: zip(means, deviations).map { $0 + $1 }),
            ])
    }

    private var gaps: Series {
        func column(_ id: String, _ name: String, _ order: (AblationPanel.StatedGap) -> AblationOrder) -> Column {
            Column(
                id: id, quantity: Quantity(name),
                values: panel.stated.map { Statistics.mean(accuracies(order($0), at: $0.count)) })
        }
        return Series(
            id: "stated-gaps", label: "mean gap that the paper states", index: Self.ablated(panel.stated.map(\.count)),
            columns: [
                column("ordered", "test accuracy along the order") { $0.order },
                column("random", "along the random one") { _ in .random },
            ])
    }

    private func compared(at count: Int) -> Series {
        Series(
            id: "compared", label: "random curves compared between layers", index: Self.ablated([count]),
            columns: [
                Column(
                    id: "accuracy", quantity: Quantity("test accuracy"), values: [Statistics.mean(accuracies(.random, at: count))])
            ])
    }

    private static func ablated(_ counts: [Int]) -> Column {
        Column(id: "ablated", quantity: Quantity("ablated neurons"), values: counts.map(Double.init))
    }
}
