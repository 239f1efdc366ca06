import NumericCore
import Results
import SampleStatistics

/// A pure number's quantity is its name: `Column("size", "neurons", sizes)`.
extension Quantity: ExpressibleByStringLiteral {
    public init(stringLiteral name: String) { self.init(name) }
}

extension Column {
    /// - Parameter networks: the same numbers of each network; of one alone nothing is kept, since it is what is drawn.
    public init(_ id: String, _ quantity: Quantity, _ values: [Double], networks: [[Double]] = []) {
        self.init(id: id, quantity: quantity, values: values, replicates: networks.count > 1 ? networks : [])
    }

    public init(_ id: String, _ quantity: Quantity, _ values: some Sequence<Int>) {
        self.init(id: id, quantity: quantity, values: values.map(Double.init))
    }

    /// What a figure draws of the first network, with every network's numbers beside it.
    public static func first(_ id: String, _ quantity: Quantity, of networks: [[Double]]) -> Column {
        Column(id, quantity, networks[0], networks: networks)
    }

    /// Means over networks, with every network's numbers beside them.
    public static func mean(_ id: String, _ quantity: Quantity, of networks: [[Double]]) -> Column {
        Column(id, quantity, Statistics.columnMeans(networks), networks: networks)
    }
}

extension Series {
    public init(_ id: String, _ label: String, _ index: Column, _ columns: [Column]) {
        self.init(id: id, label: label, index: index, columns: columns)
    }

    /// How far networks differ, drawn as a band about their mean.
    public enum Spread: Sendable {
        /// Student's 95 % interval, of two networks their range.
        case interval
        /// One standard deviation to either side; none of one network.
        case deviation
    }

    /// Means over networks with their spread, in three columns.
    /// - Parameters:
    ///   - networks: [network][point].
    ///   - runs: what the spread is of, [run][point]; nil: of the networks.
    ///   - bounds: what the quantity can be, beyond which no interval reaches.
    ///   - names: of the columns.
    public static func overNetworks(
        _ id: String, _ label: String, _ index: Column, _ quantity: Quantity, _ networks: [[Double]], spread: Spread = .interval,
        runs: [[Double]]? = nil, within bounds: Bounds = .none,
        names: (mean: String, lower: String, upper: String) = ("mean", "lower", "upper")
    ) -> Series {
        let runs = runs ?? networks
        let ends = index.values.indices.map { point -> Estimate in
            let values = runs.map { $0[point] }
            guard case .deviation = spread else { return Estimate(mean: values).clamped(to: bounds) }
            let mean = Statistics.mean(values)
            let deviation = values.count > 1 ? Statistics.standardDeviation(values) : 0
            return Estimate(value: mean, lower: mean - deviation, upper: mean + deviation, networks: values.count)
        }
        func words(_ sign: String) -> Quantity {
            guard case .deviation = spread else { return quantity }
            return Quantity("\(quantity.name), mean \(sign) standard deviation", symbol: quantity.symbol, unit: quantity.unit)
        }
        return Series(
            id, label, index,
            [
                Column(names.mean, quantity, ends.map(\.value), networks: networks),
                Column(names.lower, words("less"), ends.map(\.lower)), Column(names.upper, words("plus"), ends.map(\.upper)),
            ])
    }
}

extension NamedValue {
    /// - Parameter digits: how many follow the point in print.
    public init(_ id: String, _ quantity: Quantity, _ value: Double, _ digits: Int = 0) {
        self.init(id: id, quantity: quantity, value: value, digits: digits)
    }

    public init(_ id: String, _ quantity: Quantity, _ count: Int) { self.init(id, quantity, Double(count), 0) }
}

extension PanelResult {
    public init(_ letter: String, _ title: String, _ series: [Series]) {
        self.init(letter: letter, title: title, series: series)
    }
}
