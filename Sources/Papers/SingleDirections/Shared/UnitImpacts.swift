import Experiments

/// Single units of several networks, each with what its ablation costs (Section 3.4, Appendix A.5).
struct UnitImpacts: Sendable {
    /// [network][unit], layer by layer.
    let networks: [[DirectionUnit]]

    init(_ networks: [[DirectionUnit]]) {
        precondition(networks.allSatisfy { !$0.isEmpty } && !networks.isEmpty, "networks without units, or none")
        self.networks = networks
    }

    /// At each recorded epoch, the last being that of the trained networks.
    static func measure(
        _ condition: DirectionCondition, _ inputs: Inputs
    ) throws -> [(epoch: Int, impacts: UnitImpacts)] {
        let jobs = condition.jobs(inputs.settings)
        let courses = try jobs.map { job in
            let course = try SelectivityNetworks.course(job, inputs)
            return try course.snapshots.map { snapshot in
                try DirectionUnits.measure(
                    snapshot.weights, of: job, on: course.test, bins: inputs.settings.integer(DirectionUnits.bins), inputs)
            }
        }
        let epochs = try SelectivityNetworks.course(jobs[0], inputs).snapshots.map(\.epoch)
        return epochs.enumerated().map { place, epoch in (epoch, UnitImpacts(courses.map { $0[place] })) }
    }

    /// The units of a layer, from 0; nil: of both.
    func units(layer: Int?) -> [[DirectionUnit]] {
        networks.map { units in units.filter { layer == nil || $0.reference.layer == layer } }
    }

    /// Each network's mean over a layer's units.
    func means(layer: Int?, _ value: (DirectionUnit) -> Double) -> [Double] {
        units(layer: layer).map { units in units.isEmpty ? 0 : Statistics.mean(units.map(value)) }
    }

    /// Spearman's correlation of a measure and the cost of ablation, one a network.
    func correlations(layer: Int?, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [RankCorrelation] {
        units(layer: layer).map { units in
            let counted = withDead ? units : units.filter { !$0.isDead }
            return RankCorrelation.of(counted.map(value), counted.map(\.lossChange))
        }
    }

    /// Across both layers, within layer 1 and within layer 2.
    static let parts: [(layer: Int?, label: String)] = [(nil, "both"), (0, "layer 1"), (1, "layer 2")]

    /// Spearman's correlation of a measure and the cost of ablation: [part][network].
    func coefficients(_ value: (DirectionUnit) -> Double) -> [[Double]] {
        Self.parts.map { part in correlations(layer: part.layer, value).map(\.coefficient) }
    }

    /// The first network's units of either layer as points, and the three correlations of every network.
    /// - Parameter measure: what stands along x, with its column's id.
    func series(_ measure: Quantity, id: String, _ value: (DirectionUnit) -> Double) -> (points: [Series], correlations: Series) {
        let points = [0, 1].map { layer in
            let units = networks[0].filter { $0.reference.layer == layer }
            return Series(
                id: "layer-\(layer + 1)", label: "layer \(layer + 1)",
                index: Column(id: id, quantity: measure, values: units.map(value)),
                columns: [
                    Column(
                        id: "impact", quantity: Quantity("rise of the test loss without the unit", unit: "nat"),
                        values: units.map(\.lossChange))
                ])
        }
        let coefficients = coefficients(value)
        let replicates = networks.indices.map { network in coefficients.map { $0[network] } }
        let estimates = coefficients.map { Estimate(mean: $0) }
        let spearman = Quantity("Spearman's correlation")
        let correlations = Series(
            id: "correlations", label: "Spearman's correlation",
            index: Column(id: "layer", quantity: Quantity("hidden layer; 0: both"), values: [0, 1, 2]),
            columns: [
                Column(
                    id: "spearman", quantity: spearman, values: estimates.map(\.value),
                    replicates: replicates.count > 1 ? replicates : []),
                Column(id: "lower", quantity: spearman, values: estimates.map(\.lower)),
                Column(id: "upper", quantity: spearman, values: estimates.map(\.upper)),
            ])
        return (points, correlations)
    }

    /// Spearman's correlation across both layers and within each as it goes with something, with its interval over networks.
    /// - Parameter correlations: [place][part][network], the parts being `parts`.
    static func lines(_ index: Column, _ correlations: [[[Double]]]) -> [Series] {
        let spearman = Quantity("Spearman's correlation")
        return parts.enumerated().map { part, name in
            let values = correlations.map { $0[part] }
            let estimates = values.map { Estimate(mean: $0) }
            let runs = values[0].indices.map { network in values.map { $0[network] } }
            return Series(
                id: "\(index.id)-\(name.layer.map { "layer-\($0 + 1)" } ?? "both")",
                label: name.layer == nil ? "both layers" : name.label,
                index: index,
                columns: [
                    Column(
                        id: "spearman", quantity: spearman, values: estimates.map(\.value), replicates: runs.count > 1 ? runs : []),
                    Column(id: "lower", quantity: spearman, values: estimates.map(\.lower)),
                    Column(id: "upper", quantity: spearman, values: estimates.map(\.upper)),
                ])
        }
    }

    /// The correlations over training.
    static func lines(
        _ course: [(epoch: Int, impacts: UnitImpacts)], _ value: (DirectionUnit) -> Double
    ) -> [Series] {
        lines(
            Column(id: "epoch", quantity: Quantity("epoch"), values: course.map { Double($0.epoch) }),
            course.map { $0.impacts.coefficients(value) })
    }

    /// The three correlations of a measure, of one purpose: "rhoBoth", "rhoFirst", "rhoSecond", and without dead units "rhoAlive".
    func values(_ value: (DirectionUnit) -> Double) -> [NamedValue] {
        let name = Quantity("Spearman's correlation of measure and impact")
        func coefficients(_ layer: Int?, withDead: Bool = true) -> Double {
            Statistics.mean(correlations(layer: layer, withDead: withDead, value).map(\.coefficient))
        }
        return zip(["rhoBoth", "rhoFirst", "rhoSecond"], Self.parts).map { id, part in
            NamedValue(id: id, quantity: name, value: coefficients(part.layer), digits: 3)
        } + [
            NamedValue(id: "rhoAlive", quantity: name, value: coefficients(nil, withDead: false), digits: 3),
            NamedValue(
                id: "dead", quantity: Quantity("units of a network that never fire on the test images"),
                value: Statistics.mean(networks.map { Double($0.count(where: \.isDead)) }), digits: 1),
            NamedValue(id: "units", quantity: Quantity("units of a network"), value: Double(networks[0].count), digits: 0),
            NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0),
        ]
    }
}
