import Experiments

/// One of the panels whose networks were trained on more and more shuffled labels (figures 1 and 2).
struct SharePanel: Sendable {
    let letter: String
    let family: NetworkFamily
    let dataset: String
    /// What its values' ids begin with, and its claims' ids end with.
    let prefix, suffix: String

    /// Units on MNIST, feature maps on CIFAR-10.
    static let both = [
        SharePanel(letter: "a", family: .generalisation, dataset: "MNIST", prefix: "", suffix: ""),
        SharePanel(letter: "b", family: .maps, dataset: "CIFAR-10", prefix: "maps", suffix: "-maps"),
    ]

    /// What the networks of both depend on.
    static let parameters = both[0].family.parameters + both.map(\.family.corruptions) + both[1].family.parameters

    var isOfMaps: Bool { !suffix.isEmpty }

    /// One for each share of shuffled labels.
    func conditions(_ settings: Settings) -> [DirectionCondition] {
        settings.numbers(family.corruptions).map { DirectionCondition(family: family, settings: settings, corruption: $0) }
    }

    /// The data that a claim rests on: those of its panel.
    static func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        (both.last { claim.id.hasSuffix($0.suffix) } ?? both[0]).conditions(settings).map(\.data)
    }

    /// Statements about this panel's networks.
    func named(_ claims: [Claim]) -> [Claim] {
        claims.map { claim in
            var claim = claim
            claim.id += suffix
            claim.statement += isOfMaps ? " (Convolutional networks, panel b.)" : ""
            return claim
        }
    }

    /// The networks of the least share of shuffled labels and of the greatest, with what the ids of their values begin with.
    func ends<Measured>(
        _ shares: [Measured], _ networks: (Measured) -> PerturbedNetworks
    ) -> [(id: String, measured: Measured)] {
        let sorted = shares.sorted { networks($0).corruption < networks($1).corruption }
        return zip(["true", "shuffled"], [sorted[0], sorted[sorted.count - 1]]).map { name, share in
            (prefix.isEmpty ? name : prefix + name.capitalized, share)
        }
    }
}
