import Experiments

/// The units of several networks of one kind, and how good the networks are.
struct UnitTuning: Sendable {
    /// [network][unit], layer by layer.
    let networks: [[DirectionUnit]]
    /// On the test images, one a network.
    let accuracies: [Double]

    init(networks: [[DirectionUnit]], accuracies: [Double]) {
        precondition(
            networks.count == accuracies.count && !networks.isEmpty, "\(networks.count) networks, \(accuracies.count) accuracies")
        self.networks = networks
        self.accuracies = accuracies
    }

    /// Each network's mean over a layer's units (nil: both layers'), dead ones included or not; 0 where there are none.
    func means(layer: Int?, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [Double] {
        networks.map { units in
            let counted = units.filter { (layer == nil || $0.reference.layer == layer) && (withDead || !$0.isDead) }
            return counted.isEmpty ? 0 : Statistics.mean(counted.map(value))
        }
    }

    func dead(layer: Int?) -> [Double] {
        networks.map { units in Double(units.count { $0.isDead && (layer == nil || $0.reference.layer == layer) }) }
    }

    /// The share of units whose index is above one half: where the preferred class has more than three times the others' mean activity.
    var highShares: [Double] {
        networks.map { units in Double(units.count { $0.selectivityIndex > 0.5 }) / Double(units.count) }
    }
}

extension Figure6 {
    /// - Parameters:
    ///   - normalised: networks with batch normalisation.
    ///   - plain: networks without, of the same seeds.
    static func claims(normalised: UnitTuning, plain: UnitTuning) -> [Claim] {
        func differences(withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [Double] {
            zip(normalised.means(layer: nil, withDead: withDead, value), plain.means(layer: nil, withDead: withDead, value)).map {
                $0 - $1
            }
        }
        return [
            Counterpart.notAssessed(
                "selectivity-lower",
                "The class selectivity in networks trained with batch normalization was substantially lower.",
                source: "Section 3.4, figure 6a"),
            lower(differences(\.selectivityIndex), ofFiring: differences(withDead: false, \.selectivityIndex)),
            Counterpart.notAssessed(
                "selectivity-high",
                "Networks trained without batch normalization exhibited a large fraction of units with high class selectivity.",
                source: "Section 3.4, figure 6a"), high(plain.highShares),
            Counterpart.notAssessed(
                "information-higher", "Batch normalization increases the mutual information of units with the class.",
                source: "Section 3.4, figure 6b"), higher(differences(\.mutualInformation)),
        ]
    }

    /// Batch normalisation lowers class selectivity.
    /// - Parameters:
    ///   - differences: of the mean index with and without batch normalisation, one a seed.
    ///   - ofFiring: the same over units that fire.
    static func lower(_ differences: [Double], ofFiring: [Double]) -> Claim {
        Claim(
            id: "selectivity-lower" + Counterpart.suffix,
            statement: "In fully connected networks on MNIST, too, batch normalisation lowers class selectivity.",
            source: "After Section 3.4, figure 6a", origin: .ours,
            quantity: "mean selectivity index with batch normalisation less that without", digits: 3,
            parts: [.init(.networks(differences), .under(0))],
            readings: [.init("of units that fire", [.init(.networks(ofFiring), .under(0))])])
    }

    /// Without it, many units are selective.
    /// - Parameter shares: of units whose index is above one half, one a network.
    static func high(_ shares: [Double]) -> Claim {
        Claim(
            id: "selectivity-high" + Counterpart.suffix,
            statement: "Of the units of fully connected networks without batch normalisation, over half are highly selective.",
            source: "After Section 3.4, figure 6a", origin: .ours, quantity: "units of an index above one half, in %", digits: 0,
            parts: [.init(.networks(shares.map { 100 * $0 }), .over(50))])
    }

    /// Batch normalisation raises mutual information.
    /// - Parameter differences: of the mean over units in bits with and without batch normalisation, one a seed.
    static func higher(_ differences: [Double]) -> Claim {
        Claim(
            id: "information-higher" + Counterpart.suffix,
            statement:
                "In fully connected networks on MNIST, too, batch normalisation raises the units' mutual information with the class.",
            source: "After Section 3.4, figure 6b", origin: .ours,
            quantity: "mean mutual information with batch normalisation less that without, in bits", digits: 3,
            parts: [.init(.networks(differences), .over(0))])
    }
}
