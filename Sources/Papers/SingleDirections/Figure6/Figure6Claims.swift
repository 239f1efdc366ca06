import Experiments

extension Figure6 {
    /// - Parameters: networks with batch normalisation, and networks without, of the same seeds.
    static func claims(normalised: NetworkUnits, plain: NetworkUnits) -> [Claim] {
        func differences(withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [Double] {
            zip(normalised.means(withDead: withDead, value), plain.means(withDead: withDead, value)).map(-)
        }
        func papers(_ id: String, _ statement: String, _ panel: String) -> Claim {
            Claim(id, statement, .sentence, "Section 3.4, figure 6\(panel)", notAssessed: otherArchitecture)
        }
        return [
            papers(
                "selectivity-lower",
                "The class selectivity in networks trained with batch normalization was substantially lower.", "a"),
            lower(differences(\.selectivityIndex), ofFiring: differences(withDead: false, \.selectivityIndex)),
            papers(
                "selectivity-high",
                "Networks trained without batch normalization exhibited a large fraction of units with high class selectivity.", "a"
            ),
            high(plain.highShares),
            papers(
                "information-higher", "Batch normalization increases the mutual information of units with the class.", "b"),
            higher(differences(\.mutualInformation)),
        ]
    }

    /// Batch normalisation lowers class selectivity.
    /// - Parameters:
    ///   - differences: of the mean index with and without batch normalisation, one a seed.
    ///   - ofFiring: the same over units that fire.
    static func lower(_ differences: [Double], ofFiring: [Double]) -> Claim {
        Claim(
            "selectivity-lower-mlp", "In fully connected networks on MNIST, too, batch normalisation lowers class selectivity.",
            .ours, "After Section 3.4, figure 6a", "mean selectivity index with batch normalisation less that without", digits: 3,
            .networks(differences), .under(0), readings: [.init("of units that fire", .networks(ofFiring), .under(0))])
    }

    /// Without it, many units are selective.
    /// - Parameter shares: of units whose index is above one half, one a network.
    static func high(_ shares: [Double]) -> Claim {
        Claim(
            "selectivity-high-mlp",
            "Of the units of fully connected networks without batch normalisation, over half are highly selective.", .ours,
            "After Section 3.4, figure 6a", "units of an index above one half, in %", digits: 0,
            .networks(shares.map { 100 * $0 }), .over(50))
    }

    /// Batch normalisation raises mutual information.
    /// - Parameter differences: of the mean over units in bits with and without batch normalisation, one a seed.
    static func higher(_ differences: [Double]) -> Claim {
        Claim(
            "information-higher-mlp",
            "In fully connected networks on MNIST, too, batch normalisation raises the units' mutual information with the class.",
            .ours, "After Section 3.4, figure 6b", "mean mutual information with batch normalisation less that without, in bits",
            digits: 3, .networks(differences), .over(0))
    }
}
