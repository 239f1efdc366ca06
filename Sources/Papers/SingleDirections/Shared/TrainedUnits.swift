import Experiments

extension DirectionCondition {
    private var measured: MeasuredNetwork {
        MeasuredNetwork(architecture: architecture, bins: settings.integer(DirectionParameters.bins))
    }

    /// Whose test images units are measured on: all that the data set has, however few the networks in training are scored on, since
    /// mutual information from few images is too high.
    var tuningData: DataSelection {
        var whole = data
        whole.testSamplesPerClass = nil
        return whole
    }

    /// The units of a network on the test images (Sections 2.3 and 3.4, Appendix A.5).
    /// - Parameter scored: how many of the test images, at most, each unit's ablation is scored on: the first, which stand in a random order
    ///   of classes; 0: nothing is ablated, and `lossChange` stays 0.
    func units(_ weights: Weights, scored: Int, _ inputs: Inputs) throws -> [DirectionUnit] {
        let test = try inputs.test(tuningData)
        var units = try measured.tuning(weights, on: test, checkCancellation: inputs.checkCancellation)
        guard scored > 0 else { return units }
        let samples = scored < test.count ? test.selecting(0..<scored) : test
        let changes = try measured.lossChanges(weights, on: samples, of: units, checkCancellation: inputs.checkCancellation)
        for (unit, change) in changes.enumerated() { units[unit].lossChange = change }
        return units
    }

    /// Those of the trained networks.
    func trainedUnits(scored: Int, _ inputs: Inputs) throws -> NetworkUnits {
        NetworkUnits(networks: try jobs.map { try units(inputs.weights($0), scored: scored, inputs) })
    }

    /// The trained networks' units with the mutual information that each number of bins gives (nil: of whether a unit is active).
    func rebinned(_ units: NetworkUnits, bins: [Int?], _ inputs: Inputs) throws -> [NetworkUnits] {
        let test = try inputs.test(tuningData)
        var binned = bins.map { _ in units }
        for (network, job) in jobs.enumerated() {
            let information = try measured.information(
                inputs.weights(job), on: test, bins: bins, checkCancellation: inputs.checkCancellation)
            for (place, bits) in information.enumerated() {
                for (unit, bits) in bits.enumerated() { binned[place].networks[network][unit].mutualInformation = bits }
            }
        }
        return binned
    }
}

/// Convolutional networks on CIFAR-10 whose feature maps are measured, each ablated whole, behind its ReLU (figures 6, 7, A2 to A4).
enum TunedMaps {
    /// Test images that networks without one of their maps are scored on.
    static let scored = Parameter.given(
        "mapImpactSamples", "test images that a convolutional network without one of its feature maps is scored on (at most)",
        10_000, 50...10_000
    ).of(.cifar10)

    /// What both kinds of network depend on, besides what all networks do.
    static let own = (NetworkFamily.maps.parameters + [NetworkFamily.maps.plainLearningRate].compactMap(\.self)).unique
    /// Of figures that have no other networks.
    static let parameters = [.firstSeed, DirectionParameters.momentum, DirectionParameters.initialisation] + own

    /// With batch normalisation, or without.
    static func condition(_ settings: Settings, isNormalised: Bool, count: Int? = nil) -> DirectionCondition {
        DirectionCondition(family: .maps, settings: settings, isNormalised: isNormalised, count: count)
    }

    /// What a claim rests on: feature maps on CIFAR-10 where its id ends in "-maps", images of the user's where it ends in "-imagenet",
    /// else the other networks.
    static func data(of claim: Claim, _ others: [DirectionCondition], _ settings: Settings) -> [DataSelection] {
        if claim.id.hasSuffix("-imagenet") { return [] }
        return (claim.id.hasSuffix("-maps") ? conditions(settings) : others).map(\.data)
    }

    /// What is needed of them.
    static func needs(_ conditions: [DirectionCondition], published: [PublishedNetwork] = []) -> Needs {
        Needs(jobs: conditions.flatMap(\.jobs), data: conditions.map(\.tuningData).unique, published: published)
    }

    /// With, then without.
    static func conditions(_ settings: Settings, count: Int? = nil) -> [DirectionCondition] {
        [true, false].map { condition(settings, isNormalised: $0, count: count) }
    }
}

/// The units of one kind of network, and how good these are.
struct TunedNetworks: Sendable {
    /// What the ids of its values begin with: "maps", "mapsPlain".
    let id: String
    /// "with batch normalisation", "without".
    let label: String
    let units: NetworkUnits
    /// On the test images.
    let accuracies: [Double]

    init(_ id: String, _ label: String, units: NetworkUnits, accuracies: [Double]) {
        self.id = id
        self.label = label
        self.units = units
        self.accuracies = accuracies
    }

    /// - Parameter scored: see `DirectionCondition.units`.
    init(_ id: String, _ condition: DirectionCondition, scored: Int, _ inputs: Inputs) throws {
        self.init(
            id, condition.isNormalised == true ? "with batch normalisation" : "without",
            units: try condition.trainedUnits(scored: scored, inputs), accuracies: try condition.testAccuracies(inputs))
    }

    /// Those on feature maps, with batch normalisation and without: "maps" and "mapsPlain".
    static func maps(scored: Int, count: Int? = nil, _ inputs: Inputs) throws -> [TunedNetworks] {
        try zip(["maps", "mapsPlain"], TunedMaps.conditions(inputs.settings, count: count)).map {
            try TunedNetworks($0, $1, scored: scored, inputs)
        }
    }
}
