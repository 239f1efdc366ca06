import Experiments

/// The units of several networks of one condition (Section 3.4, Appendix A.5).
struct NetworkUnits: Sendable {
    /// [network][unit], layer by layer.
    var networks: [[DirectionUnit]]
    /// All layers together, then each.
    var parts: [LayerPart] { LayerPart.all(of: Set(networks[0].map(\.reference.layer)).sorted()) }

    /// The units of a layer; nil: of all.
    func units(layer: Int?, withDead: Bool = true) -> [[DirectionUnit]] {
        networks.map { $0.filter { (layer == nil || $0.reference.layer == layer) && (withDead || !$0.isDead) } }
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

    /// [part][network].
    func coefficients(_ value: (DirectionUnit) -> Double) -> [[Double]] { parts.map { coefficients($0, value) } }

    /// The first network's units of each layer as points, and every network's correlations across all layers and within each.
    /// - Parameter id: of the measure's column, which stands along x.
    func series(_ id: String, _ measure: Quantity, _ value: (DirectionUnit) -> Double) -> (points: [Series], correlations: Series) {
        let rise = Quantity("rise of the test loss without the unit", unit: "nat")
        let points = parts.dropFirst().map { part in
            let units = units(layer: part.layer)[0]
            return Series(
                "layer-\(part.layer! + 1)", part.label, Column(id, measure, units.map(value)),
                [Column("impact", rise, units.map(\.lossChange))])
        }
        let layers = Column("layer", Quantity("hidden layer; 0: \(parts[0].short)"), parts.map { $0.layer.map { $0 + 1 } ?? 0 })
        return (points, .correlations("correlations", "Spearman's correlation", layers, coefficients(value)))
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
            "Spearman's correlation with the rise of the test loss", digits: 3, claimed(correlations),
            readings: others.map { .init($0.name, claimed($0.correlations)) })
    }
}

extension Series {
    /// Spearman's correlations with their interval over networks.
    /// - Parameter correlations: [place][network].
    static func correlations(_ id: String, _ label: String, _ index: Column, _ correlations: [[Double]]) -> Series {
        .overNetworks(
            id, label, index, "Spearman's correlation", correlations.transposed, names: ("spearman", "lower", "upper"))
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
