import Experiments

/// Curves as a figure's series: the mean with the standard deviation over the runs, as the paper's error bars are.
enum DirectionSeries {
    /// - Parameter runs: [network][run][point]; a network's runs differ in the order of ablation or in the noise.
    static func curve(
        id: String, label: String, index: Column, runs: [[[Double]]], quantity: Quantity = Quantity("training accuracy")
    ) -> Series {
        let all = Array(runs.joined())
        let means = Statistics.columnMeans(all)
        let deviations = means.indices.map { point in
            all.count > 1 ? Statistics.standardDeviation(all.map { $0[point] }) : 0
        }
        return Series(
            id: id, label: label, index: index,
            columns: [
                Column(
                    id: "mean", quantity: quantity, values: means,
                    replicates: runs.count > 1 ? runs.map(Statistics.columnMeans) : []),
                Column(
                    id: "lower", quantity: Quantity("\(quantity.name), mean less standard deviation", unit: quantity.unit),
                    values: zip(means, deviations).map { $0 - $1 }),
                Column(
                    id: "upper", quantity: Quantity("\(quantity.name), mean plus standard deviation", unit: quantity.unit),
                    values: zip(means, deviations).map { $0 + $1 }),
            ])
    }

    /// The x of ablation curves.
    static func ablated(_ counts: [Int]) -> Column {
        Column(id: "ablated", quantity: Quantity("units ablated"), values: counts.map(Double.init))
    }
}
