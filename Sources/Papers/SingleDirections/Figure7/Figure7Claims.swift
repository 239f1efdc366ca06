import Experiments

extension Figure7 {
    static let publishedCoefficient = 0.095
    static let publishedP = 0.288
    private static let byAdam = "trained by Adam"

    /// The paper names no optimiser: SGD with momentum, as in the paper's other networks here, and Adam as a reading of each statement.
    static func claims(sgd: NetworkUnits, adam: NetworkUnits) -> [Claim] {
        [
            slight(sgd.correlations(\.selectivityIndex), adam: adam.correlations(\.selectivityIndex)),
            NetworkUnits.poorPredictor(
                "selectivity-poor", "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                "Abstract, Section 3.4, figure 7a", sgd.parts, sgd.coefficients(\.selectivityIndex),
                others: [(byAdam, adam.coefficients(\.selectivityIndex))]),
            minimal(sgd.networks.map { minimalShare($0) }, adam: adam.networks.map { minimalShare($0) }),
            earlier(excess(sgd, \.lossChange), sizes: excess(sgd) { abs($0.lossChange) }, adam: excess(adam, \.lossChange)),
        ]
    }

    /// The published coefficient: positive, and no more than twice as large. Its own standard error, by the p beside it, is 0.09.
    static func slight(_ correlations: [RankCorrelation], adam: [RankCorrelation]) -> Claim {
        let rule = Rule.near(publishedCoefficient, within: publishedCoefficient)
        return Claim(
            "spearman",
            "There is a slight, but minor correlation between a unit's class selectivity and the impact of its ablation.",
            .number, "Section 3.4, figure 7a", published: "0.095 (p 0.288)", "Spearman's correlation", digits: 3,
            within: .correlation,
            .networks(correlations.map(\.coefficient)), rule,
            readings: [.init(byAdam, .networks(adam.map(\.coefficient)), rule)],
            remark: "p is above 0.05 in \(correlations.count { $0.p > 0.05 }) of \(correlations.count) networks, by Adam in "
                + "\(adam.count { $0.p > 0.05 }) of \(adam.count)")
    }

    /// Of a network's units in the upper quarter by selectivity (or of the others), the share whose ablation moves the test loss by less
    /// than a tenth of what the greatest rise is.
    static func minimalShare(_ units: [DirectionUnit], ofSelective isSelective: Bool = true) -> Double {
        let bound = Statistics.quantile(units.map(\.selectivityIndex), 0.75)
        let greatest = units.map(\.lossChange).max() ?? 0
        let chosen = units.filter { ($0.selectivityIndex >= bound) == isSelective }
        guard !chosen.isEmpty else { return 0 }
        return Double(chosen.count { abs($0.lossChange) < greatest / 10 }) / Double(chosen.count)
    }

    /// Many highly selective units can go.
    /// - Parameter shares: `minimalShare`, one a network.
    static func minimal(_ shares: [Double], adam: [Double]) -> Claim {
        let (sgd, adam) = (Sample.networks(shares.map { 100 * $0 }), Sample.networks(adam.map { 100 * $0 }))
        return Claim(
            "selective-minimal", "Many highly selective units had minimal impact when ablated.", .sentence,
            "Section 3.4, figure 7a", published: "many",
            "of the upper quarter by selectivity, units that move the test loss by less than a tenth of the greatest rise, in %",
            digits: 0, within: .percent, sgd, .over(50),
            readings: [.init("over a quarter", sgd, .over(25)), .init(byAdam, adam, .over(50))])
    }

    /// A measure's mean over the units of the first half of the layers less that over those of the last half, in thousandths, one a network.
    private static func excess(_ units: NetworkUnits, _ value: (DirectionUnit) -> Double) -> [Double] {
        zip(units.means(within: units.halves.early, value), units.means(within: units.halves.late, value)).map { 1000 * ($0 - $1) }
    }

    /// Ablation costs more near the input.
    /// - Parameters: by how much a unit of layer 1 raises the test loss, or moves it up or down (`sizes`), beyond one of layer 2, in
    ///   thousandths of a nat, one a network.
    static func earlier(_ rises: [Double], sizes: [Double], adam: [Double]) -> Claim {
        Claim(
            "earlier-layer", "Ablations in early layers were more impactful than ablations in later layers.", .sentence,
            "Section 3.4, figure 7", published: "layer 1 above layer 2",
            "mean rise of the test loss, a unit of layer 1 less one of layer 2, in thousandths of a nat", digits: 2,
            .networks(rises), .over(0),
            readings: [
                .init("size of the change, up or down", .networks(sizes), .over(0)), .init(byAdam, .networks(adam), .over(0)),
            ])
    }

    // MARK: Feature maps

    static let publishedOfMaps = -0.428
    private static let plainNetworks = "without batch normalisation"

    /// - Parameters: on CIFAR-10, with batch normalisation and without; the paper does not say which its figure shows.
    static func claims(maps: NetworkUnits, plain: NetworkUnits) -> [Claim] {
        [
            negative(
                maps.coefficients(maps.parts[0], \.selectivityIndex), plain: plain.coefficients(plain.parts[0], \.selectivityIndex)),
            noMoreImpactful(noMore(maps), plain: noMore(plain)),
            earlyLayers(halves(maps), plain: halves(plain)),
            earlierMaps(
                excess(maps, \.lossChange), sizes: excess(maps) { abs($0.lossChange) }, plain: excess(plain, \.lossChange)),
        ]
    }

    /// The published coefficient: negative, and no more than twice as large.
    /// - Parameter coefficients: Spearman's across all layers, one a network.
    static func negative(_ coefficients: [Double], plain: [Double]) -> Claim {
        let rule = Rule.near(publishedOfMaps, within: -publishedOfMaps)
        return Claim(
            "spearman-maps",
            "In the CIFAR-10 networks, there is a negative correlation between class selectivity and feature map importance.",
            .number, "Section 3.4, figure 7b", published: "-0.428", "Spearman's correlation across all layers", digits: 3,
            within: .correlation,
            .networks(coefficients), rule, readings: [.init(plainNetworks, .networks(plain), rule)])
    }

    /// Correlations across all layers and the mean of those within each, one a network.
    private static func noMore(_ units: NetworkUnits) -> (all: [Double], within: [Double]) {
        (units.coefficients(units.parts[0], \.selectivityIndex), units.coefficients(within: 0..<units.depth, \.selectivityIndex))
    }

    /// Selective maps are not the important ones: no correlation upwards that Cohen (1988) would call medium.
    static func noMoreImpactful(_ maps: (all: [Double], within: [Double]), plain: (all: [Double], within: [Double])) -> Claim {
        func parts(_ found: (all: [Double], within: [Double])) -> [Claim.Part] {
            [
                .init("across all layers", .networks(found.all), .under(0.3)),
                .init("mean within the layers", .networks(found.within), .under(0.3)),
            ]
        }
        return Claim(
            "no-more-impactful-maps",
            "Across layers, the ablation of highly selective feature maps was no more impactful than the ablation of non-selective "
                + "feature maps.", .sentence, "Section 3.4, figure 7b", published: "no more impactful", "Spearman's correlation",
            digits: 3, within: .correlation, parts(maps), readings: [.init(plainNetworks, parts(plain))])
    }

    /// Means of the correlations within the layers of either half, one a network.
    private static func halves(_ units: NetworkUnits) -> (early: [Double], late: [Double]) {
        (
            units.coefficients(within: units.halves.early, \.selectivityIndex),
            units.coefficients(within: units.halves.late, \.selectivityIndex)
        )
    }

    /// - Parameter maps: the mean of Spearman's correlations within the layers of the first half, and of the last, one a network.
    static func earlyLayers(_ maps: (early: [Double], late: [Double]), plain: (early: [Double], late: [Double])) -> Claim {
        func parts(_ found: (early: [Double], late: [Double])) -> [Claim.Part] {
            [
                .init("first half of the layers", .networks(found.early), .under(0)),
                .init("last half", .networks(found.late), NetworkUnits.poor),
            ]
        }
        return Claim(
            "early-layers-maps",
            "The vast majority of the negative correlation was driven by early layers, while later layers exhibited no relationship "
                + "between class selectivity and importance.", .sentence, "Section 3.4, figure 7c",
            published: "negative, then none", "mean of Spearman's correlations within the layers", digits: 3, within: .correlation,
            parts(maps),
            readings: [.init(plainNetworks, parts(plain))])
    }

    /// Ablation costs more near the input.
    /// - Parameters: by how much a map of the first half of the layers raises the test loss, or moves it up or down (`sizes`), beyond one of
    ///   the last half, in thousandths of a nat, one a network.
    static func earlierMaps(_ rises: [Double], sizes: [Double], plain: [Double]) -> Claim {
        Claim(
            "earlier-layers-maps", "Ablations of feature maps in early layers were more impactful than in later layers.", .sentence,
            "Section 3.4, figure 7b", published: "early above late",
            "mean rise of the test loss, a map of the first half of the layers less one of the last, in thousandths of a nat",
            digits: 2, .networks(rises), .over(0),
            readings: [
                .init("size of the change, up or down", .networks(sizes), .over(0)),
                .init(plainNetworks, .networks(plain), .over(0)),
            ])
    }

    // MARK: ImageNet

    /// - Parameter imageNet: nil where it is not there.
    static func claims(imageNet: TunedNetworks?) -> [Claim] {
        [
            ImageNet.claim(
                "no-more-impactful-imagenet",
                "On ImageNet, too, the ablation of highly selective feature maps was no more impactful than that of others.",
                "Section 3.4, figure 7d", published: "no more impactful", "Spearman's correlation", digits: 3, imageNet
            ) { units in
                let found = noMore(units)
                return [
                    ("across all layers", found.all[0], .under(0.3)), ("mean within the layers", found.within[0], .under(0.3)),
                ]
            },
            ImageNet.claim(
                "earlier-layers-imagenet", "On ImageNet, too, ablations in early layers were more impactful than in later layers.",
                "Section 3.4, figure 7d", published: "early above late",
                "mean rise of the loss, a map of the first half of the layers less one of the last, in thousandths of a nat",
                digits: 3, imageNet
            ) { [("", excess($0, \.lossChange)[0], .over(0))] },
        ]
    }
}
