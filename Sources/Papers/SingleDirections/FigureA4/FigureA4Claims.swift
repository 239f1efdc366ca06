import Experiments

extension FigureA4 {
    /// Of units on MNIST.
    static func claim(_ units: NetworkUnits) -> Claim {
        NetworkUnits.poorPredictor(
            "information-poor", "Mutual information was generally a poor predictor of unit importance.",
            "Appendix A.5, figure A4a", units.parts, units.coefficients(\.mutualInformation))
    }

    /// The same whatever the number of bins, which the paper does not give.
    /// - Parameter correlations: across all layers, [network][number of bins].
    static func anyBins(_ correlations: [[Double]]) -> Claim {
        let furthest = correlations.map { bins in bins.max { abs($0) < abs($1) } ?? .nan }
        return Claim(
            "any-bins",
            "Results with mutual information are qualitatively similar to those with class selectivity (units on MNIST).",
            .sentence,
            "Section 2.3, Appendix A.5", published: "qualitatively similar",
            "Spearman's correlation furthest from 0 of all numbers of bins", digits: 3, within: .correlation, .networks(furthest),
            NetworkUnits.poor)
    }

    /// Of feature maps. "Generally" is the layer in the middle: the paper sees "some relationship in very early and very late layers".
    static func claims(maps: NetworkUnits, plain: NetworkUnits, imageNet: TunedNetworks?) -> [Claim] {
        [
            poor(general(maps), plain: general(plain)),
            ImageNet.claim(
                "information-poor-imagenet", "On ImageNet, too, mutual information was generally a poor predictor of importance.",
                "Appendix A.5, figure A4d-e", published: "poor predictor", "Spearman's correlation", digits: 3, imageNet
            ) { units in
                let found = general(units)
                return [
                    ("across all layers", found.all[0], NetworkUnits.poor), ("median layer", found.median[0], NetworkUnits.poor),
                ]
            },
        ]
    }

    /// Spearman's correlation across all layers, and the median of those within each, one a network.
    private static func general(_ units: NetworkUnits) -> (all: [Double], median: [Double]) {
        let coefficients = units.coefficients(\.mutualInformation)
        return (coefficients[0], Array(coefficients.dropFirst()).transposed.map { Statistics.quantile($0, 0.5) })
    }

    static func poor(_ maps: (all: [Double], median: [Double]), plain: (all: [Double], median: [Double])) -> Claim {
        func parts(_ found: (all: [Double], median: [Double])) -> [Claim.Part] {
            [
                .init("across all layers", .networks(found.all), NetworkUnits.poor),
                .init("median layer", .networks(found.median), NetworkUnits.poor),
            ]
        }
        return Claim(
            "information-poor-maps", "Mutual information was generally a poor predictor of the importance of feature maps.",
            .sentence, "Appendix A.5, figure A4b-c", published: "poor predictor",
            "Spearman's correlation with the rise of the test loss", digits: 3, within: .correlation, parts(maps),
            readings: [.init("without batch normalisation", parts(plain))])
    }
}
