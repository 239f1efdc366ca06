import Experiments

/// The units of several networks of one condition (Section 3.4, Appendix A.5).
struct NetworkUnits: Sendable {
    /// [network][unit], layer by layer.
    var networks: [[DirectionUnit]]
    /// How many layers are measured.
    var depth: Int { 1 + (networks[0].map(\.depth).max() ?? 0) }
    /// All layers together, then each.
    var parts: [LayerPart] { LayerPart.all(of: Array(0..<depth)) }

    /// The layers of the half nearer to the input and of the other; a layer in the middle is in neither.
    var halves: (early: Range<Int>, late: Range<Int>) { (0..<depth / 2, (depth + 1) / 2..<depth) }

    /// The units of a layer, from 0; nil: of all.
    func units(layer: Int?, withDead: Bool = true) -> [[DirectionUnit]] {
        networks.map { $0.filter { (layer == nil || $0.depth == layer) && (withDead || !$0.isDead) } }
    }

    /// Each network's mean over a layer's units, dead ones included or not; 0 where there are none.
    func means(layer: Int? = nil, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [Double] {
        units(layer: layer, withDead: withDead).map { $0.isEmpty ? 0 : Statistics.mean($0.map(value)) }
    }

    /// Averaged over the networks.
    func mean(layer: Int? = nil, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> Double {
        Statistics.mean(means(layer: layer, withDead: withDead, value))
    }

    /// How many units of a layer fire on no test image, one a network.
    func dead(layer: Int? = nil) -> [Double] { units(layer: layer).map { Double($0.count(where: \.isDead)) } }
    /// The share of units that are so, one a network.
    func shares(_ isSo: (DirectionUnit) -> Bool) -> [Double] { networks.map { Double($0.count(where: isSo)) / Double($0.count) } }
    /// The share of units whose index is above one half: where the preferred class has more than three times the others' mean activity.
    var highShares: [Double] { shares { $0.selectivityIndex > 0.5 } }

    /// Spearman's correlation of a measure and the cost of ablation, one a network.
    func correlations(layer: Int? = nil, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [RankCorrelation] {
        units(layer: layer, withDead: withDead).map { RankCorrelation.of($0.map(value), $0.map(\.lossChange)) }
    }

    /// Its coefficients, one a network.
    func coefficients(_ part: LayerPart, _ value: (DirectionUnit) -> Double) -> [Double] {
        correlations(layer: part.layer, value).map(\.coefficient)
    }

    /// The mean of the coefficients within each of some layers, one a network.
    func coefficients(within layers: Range<Int>, _ value: (DirectionUnit) -> Double) -> [Double] {
        layers.map { correlations(layer: $0, value).map(\.coefficient) }.transposed.map(Statistics.mean)
    }

    /// A measure's mean over the units of some layers, one a network.
    func means(within layers: Range<Int>, _ value: (DirectionUnit) -> Double) -> [Double] {
        networks.map { network in Statistics.mean(network.filter { layers.contains($0.depth) }.map(value)) }
    }

    /// A measure's mean over the units of each layer: [network][layer].
    func meansByLayer(_ value: (DirectionUnit) -> Double) -> [[Double]] {
        (0..<depth).map { means(layer: $0, value) }.transposed
    }

    /// [part][network].
    func coefficients(_ value: (DirectionUnit) -> Double) -> [[Double]] { parts.map { coefficients($0, value) } }

    /// The first network's units of each layer as points with a straight line through them, and every network's correlations across all
    /// layers and within each.
    /// - Parameter measure: of a unit; stands along x.
    func series(_ measure: UnitMeasure) -> (points: [Series], correlations: Series) {
        let layers = (0..<depth).map { units(layer: $0)[0] }
        let points = zip(parts.dropFirst(), layers).map { part, units in
            Series(
                "layer-\(part.layer! + 1)", part.label, Column(measure.id, measure.quantity, units.map(measure.value)),
                [Column("impact", Self.rise, units.map(\.lossChange))])
        }
        let lines = zip(parts.dropFirst(), points).compactMap { part, series in
            FittedLine(x: series[measure.id], y: series["impact"]).map { line in
                Series(
                    "line-\(part.layer! + 1)", "straight line of \(part.label)", Column(measure.id, measure.quantity, line.x),
                    [Column("impact", Self.rise, line.y)])
            }
        }
        return (points + lines, correlations(measure.value))
    }

    private static let rise = Quantity("rise of the test loss without the unit", unit: "nat")

    /// Spearman's correlation of a measure and the cost of ablation in every network, across all layers (layer 0) and within each.
    private func correlations(_ value: (DirectionUnit) -> Double) -> Series {
        let layers = Column("layer", Quantity("hidden layer; 0: \(parts[0].short)"), parts.map { $0.layer.map { $0 + 1 } ?? 0 })
        return .correlations("correlations", "Spearman's correlation", layers, coefficients(value))
    }

    /// The correlations of a measure, of one purpose: "rhoBoth", "rhoFirst", "rhoSecond", and without dead units "rhoAlive".
    func values(_ value: (DirectionUnit) -> Double) -> [NamedValue] {
        let spearman = Quantity("Spearman's correlation of measure and impact")
        func mean(_ correlations: [RankCorrelation]) -> Double { Statistics.mean(correlations.map(\.coefficient)) }
        return parts.map { NamedValue("rho\($0.name)", spearman, mean(correlations(layer: $0.layer, value)), 3) } + [
            NamedValue("rhoAlive", spearman, mean(correlations(withDead: false, value)), 3),
            NamedValue("dead", "units of a network that never fire on the test images", Statistics.mean(dead()), 1),
            NamedValue("units", "units of a network", networks[0].count), NamedValue("networks", "networks", networks.count),
        ]
    }

    /// Below what Cohen (1988) calls a medium correlation.
    static let poor = Rule.equivalent(within: 0.3)

    /// A measure does not tell which units matter, across all layers nor within any.
    /// - Parameters:
    ///   - correlations: Spearman's, [part][network].
    ///   - others: the same of networks trained otherwise, as readings.
    static func poorPredictor(
        _ id: String, _ statement: String, _ source: String, _ parts: [LayerPart], _ correlations: [[Double]],
        others: [(name: String, correlations: [[Double]])] = []
    ) -> Claim {
        func claimed(_ correlations: [[Double]]) -> [Claim.Part] {
            zip(parts, correlations).map { .init($0.label, .networks($1), poor) }
        }
        return Claim(
            id, statement, .sentence, source, published: "poor predictor",
            "Spearman's correlation with the rise of the test loss", digits: 3, within: .correlation, claimed(correlations),
            readings: others.map { .init($0.name, claimed($0.correlations)) })
    }
}

extension Series {
    /// Spearman's correlations with their interval over networks.
    /// - Parameter correlations: [place][network].
    static func correlations(_ id: String, _ label: String, _ index: Column, _ correlations: [[Double]]) -> Series {
        .overNetworks(
            id, label, index, "Spearman's correlation", correlations.transposed, within: .correlation,
            names: ("spearman", "lower", "upper"))
    }

    /// Correlations across all layers and within each as they go with something: a series a part.
    /// - Parameter places: the networks' units at each place of the index.
    static func correlations(_ index: Column, _ places: [NetworkUnits], _ value: (DirectionUnit) -> Double) -> [Series] {
        let coefficients = places.map { $0.coefficients(value) }
        return places[0].parts.enumerated().map { place, part in
            let name = part.layer == nil ? part.short : "layer-\(part.layer! + 1)"
            return .correlations("\(index.id)-\(name)", part.label, index, coefficients.map { $0[place] })
        }
    }
}
