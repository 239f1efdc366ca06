import Experiments

/// The measures of all neurons of a condition's networks.
struct MeasuredNeurons: Sendable {
    /// [network][hidden layer][neuron].
    let networks: [[[UnitMeasures]]]

    init(networks: [[[UnitMeasures]]]) {
        precondition(
            !networks.isEmpty && networks.allSatisfy { $0.count == networks[0].count }, "networks of several depths, or none")
        self.networks = networks
    }

    var layers: Range<Int> { 0..<networks[0].count }

    /// A measure of every neuron of a layer, one list a network.
    func values(_ measure: AblationMeasure, layer: Int) -> [[Double]] {
        networks.map { $0[layer].map(measure.value) }
    }

    /// The mean over a layer's neurons, one a network.
    func means(_ measure: AblationMeasure, layer: Int) -> [Double] { values(measure, layer: layer).map(Statistics.mean) }

    /// How many neurons of a layer meet a condition, one count a network.
    func counts(layer: Int, where holds: (UnitMeasures) -> Bool) -> [Double] {
        networks.map { Double($0[layer].count(where: holds)) }
    }
}

/// One violin: a measure of a layer's neurons, all networks pooled.
struct Violin {
    /// nil where no two neurons differ.
    let bandwidth: Double?
    let outline: Series
    let pooled: [Double]
    /// The share of neurons whose measure is 0, one a network.
    let zeroShares: [Double]
    private let networks: [[Double]]

    /// Neurons whose measure is 0 stand apart as a share of all, so that their spike does not flatten the outline of the others; outline
    /// and share add up to 1.
    /// - Parameter step: of the outline's values, and the least bandwidth, in bits.
    init(_ measure: AblationMeasure, layer: Int, of neurons: MeasuredNeurons, step: Double, checkCancellation: () throws -> Void)
        throws
    {
        networks = neurons.values(measure, layer: layer)
        pooled = networks.flatMap { $0 }
        zeroShares = networks.map { values in Double(values.count { $0 == 0 }) / Double(values.count) }
        let density = ViolinDensity(of: pooled.filter { $0 > 0 }, leastBandwidth: step)
        bandwidth = density?.bandwidth
        let places = density.map { Self.places(in: $0.range, step: step) } ?? []
        let curves = try networks.map { values in
            try checkCancellation()
            let varied = values.filter { $0 > 0 }
            let share = Double(varied.count) / Double(values.count)
            return density?.densities(of: varied, at: places).map { share * $0 } ?? []
        }
        outline = Series(
            id: "\(measure.rawValue)-layer-\(layer + 1)", label: "Layer \(layer + 1)",
            index: Column(id: "bits", quantity: Quantity(measure.label, unit: "bit"), values: places),
            columns: [
                // With a common bandwidth the pooled density is the mean of the networks' ones, their layers being as wide.
                Column(
                    id: "density", quantity: Quantity("density of the neurons above 0", unit: "1/bit"),
                    values: Statistics.columnMeans(curves), replicates: curves.count > 1 ? curves : [])
            ])
    }

    /// The ends of the range, and the multiples of the step between: so that runs with other ends share the others.
    private static func places(in range: ClosedRange<Double>, step: Double) -> [Double] {
        let inner = (Int(range.lowerBound / step)...Int(range.upperBound / step) + 1).map { Double($0) * step }
        return [range.lowerBound] + inner.filter { $0 > range.lowerBound && $0 < range.upperBound } + [range.upperBound]
    }

    /// The layers' extremes, means, medians and shares at 0 of one measure, as drawn.
    static func summary(_ measure: AblationMeasure, _ violins: [Violin]) -> Series {
        func column(
            _ id: String, _ quantity: Quantity, _ value: (Violin) -> Double, _ replicates: (Violin) -> [Double]
        ) -> Column {
            let networks = violins[0].networks.count
            let lists = violins.map(replicates)
            return Column(
                id: id, quantity: quantity, values: violins.map(value),
                replicates: networks > 1 ? (0..<networks).map { network in lists.map { $0[network] } } : [])
        }
        func bits(_ id: String, _ name: String, _ statistic: @escaping ([Double]) -> Double) -> Column {
            column(
                id, Quantity("\(name) \(measure.label)", unit: "bit"), { statistic($0.pooled) }, { $0.networks.map(statistic) })
        }
        return Series(
            id: "\(measure.rawValue)-summary", label: measure.label,
            index: Column(id: "layer", quantity: Quantity("hidden layer"), values: violins.indices.map { Double($0 + 1) }),
            columns: [
                bits("minimum", "least") { $0.min()! }, bits("maximum", "greatest") { $0.max()! },
                bits("mean", "mean", Statistics.mean), bits("median", "median") { Statistics.quantile($0, 0.5) },
                column(
                    "zeroShare", Quantity("share of neurons whose \(measure.label) is 0"), { Statistics.mean($0.zeroShares) },
                    \.zeroShares),
            ])
    }
}
