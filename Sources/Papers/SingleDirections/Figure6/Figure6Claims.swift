import Experiments

extension Figure6 {
    /// The paper's, of convolutional networks.
    /// - Parameters: networks with batch normalisation, and networks without, of the same seeds.
    ///   - byBins: the differences of mutual information, one a seed, at other numbers of bins.
    static func claims(
        normalised: NetworkUnits, plain: NetworkUnits, byBins: [(bins: String, differences: [Double])] = []
    ) -> [Claim] {
        let (lower, ofFiring) = selectivities(normalised, plain)
        return [
            lowerInMaps(lower, ofFiring: ofFiring), highInMaps(plain.highShares),
            higherInMaps(differences(normalised, plain, \.mutualInformation), byBins: byBins),
        ]
    }

    /// Ours, of fully connected networks.
    static func ownClaims(normalised: NetworkUnits, plain: NetworkUnits) -> [Claim] {
        let (lower, ofFiring) = selectivities(normalised, plain)
        return [
            Self.lower(lower, ofFiring: ofFiring), high(plain.highShares),
            higher(differences(normalised, plain, \.mutualInformation)),
        ]
    }

    /// A measure's mean over a network's units with batch normalisation less that without, one a seed.
    private static func differences(
        _ normalised: NetworkUnits, _ plain: NetworkUnits, withDead: Bool = true, _ value: (DirectionUnit) -> Double
    ) -> [Double] {
        zip(normalised.means(withDead: withDead, value), plain.means(withDead: withDead, value)).map(-)
    }

    private static func selectivities(_ normalised: NetworkUnits, _ plain: NetworkUnits) -> (all: [Double], firing: [Double]) {
        (
            differences(normalised, plain, \.selectivityIndex),
            differences(normalised, plain, withDead: false, \.selectivityIndex)
        )
    }

    private static let index = "mean selectivity index with batch normalisation less that without"

    /// Batch normalisation lowers class selectivity.
    /// - Parameters:
    ///   - differences: of the mean index with and without batch normalisation, one a seed.
    ///   - ofFiring: the same over maps that fire.
    static func lowerInMaps(_ differences: [Double], ofFiring: [Double]) -> Claim {
        Claim(
            "selectivity-lower",
            "The class selectivity of feature maps in networks trained with batch normalization was substantially lower.",
            .sentence, "Section 3.4, figure 6a", published: "substantially lower", index, digits: 3, .networks(differences),
            .under(0),
            readings: [
                .init("lower by over 0.1", .networks(differences), .under(-0.1)),
                .init("of maps that fire", .networks(ofFiring), .under(0)),
            ])
    }

    /// Without it, many maps are selective: a large fraction is over a quarter.
    /// - Parameter shares: of maps whose index is above one half, one a network.
    static func highInMaps(_ shares: [Double]) -> Claim {
        let percent = Sample.networks(shares.map { 100 * $0 })
        return Claim(
            "selectivity-high",
            "Networks trained without batch normalization exhibited a large fraction of feature maps with high class selectivity.",
            .sentence, "Section 3.4, figure 6a", published: "a large fraction", "maps of an index above one half, in %", digits: 0,
            within: .percent,
            percent, .over(25), readings: [.init("over a half of the maps", percent, .over(50))])
    }

    /// Batch normalisation raises mutual information.
    /// - Parameters:
    ///   - differences: of the mean over maps in bits with and without batch normalisation, one a seed.
    ///   - byBins: the same at other numbers of bins, which the paper leaves open, as readings.
    static func higherInMaps(_ differences: [Double], byBins: [(bins: String, differences: [Double])] = []) -> Claim {
        Claim(
            "information-higher", "Batch normalization increases the mutual information present in feature maps.", .sentence,
            "Section 3.4, figure 6b", published: "increases",
            "mean mutual information with batch normalisation less that without, in bits", digits: 3, .networks(differences),
            .over(0), readings: byBins.map { .init($0.bins, .networks($0.differences), .over(0)) })
    }

    /// Batch normalisation lowers class selectivity in fully connected networks.
    /// - Parameters: see `lowerInMaps`; of units.
    static func lower(_ differences: [Double], ofFiring: [Double]) -> Claim {
        Claim(
            "selectivity-lower-mlp", "In fully connected networks on MNIST, too, batch normalisation lowers class selectivity.",
            .ours, "After Section 3.4, figure 6a", index, digits: 3, .networks(differences), .under(0),
            readings: [.init("of units that fire", .networks(ofFiring), .under(0))])
    }

    /// Without it, many units are selective.
    /// - Parameter shares: of units whose index is above one half, one a network.
    static func high(_ shares: [Double]) -> Claim {
        Claim(
            "selectivity-high-mlp",
            "Of the units of fully connected networks without batch normalisation, over half are highly selective.", .ours,
            "After Section 3.4, figure 6a", "units of an index above one half, in %", digits: 0, within: .percent,
            .networks(shares.map { 100 * $0 }), .over(50))
    }

    /// Batch normalisation raises mutual information in fully connected networks.
    /// - Parameter differences: of the mean over units in bits with and without batch normalisation, one a seed.
    static func higher(_ differences: [Double]) -> Claim {
        Claim(
            "information-higher-mlp",
            "In fully connected networks on MNIST, too, batch normalisation raises the units' mutual information with the class.",
            .ours, "After Section 3.4, figure 6b", "mean mutual information with batch normalisation less that without, in bits",
            digits: 3, .networks(differences), .over(0))
    }
}
