import Experiments

extension Figure2 {
    @ListOf<Claim> static func claims(_ study: Study) -> [Claim] {
        study.statedGaps("Section V-B, figure 2")
        for letter in ["a", "b"] {
            let gaps = { (place: Curves.Place, rule: Rule) in placed(study[letter], place, rule) }
            Claim(
                "\(letter)-similar",
                "Panel \(letter): with ReLU and L2, ablating neurons of small entropy or mutual information does about as well as "
                    + "ablating randomly.",
                "Section V-B, figures 2a and 2b", published: "gaps that are small or have p > 0.05", "MG@\(comparedAt) in points",
                gaps: gaps(.after(comparedAt), .similar),
                readings: [
                    ("gaps of at most 5 points", gaps(.after(comparedAt), .looselySimilar)),
                    ("the mean gap over the curve", gaps(.overCurve, .similar)),
                ])
        }
        for letter in ["c", "d", "e", "f"] {
            Claim(
                "\(letter)-worse",
                "Panel \(letter): with Dropout or sigmoid units, ablating neurons of small entropy or mutual information does "
                    + "worse than ablating randomly.",
                "Section V-B, figures 2c to 2f", "MG@\(comparedAt) in points",
                gaps: placed(study[letter], .after(comparedAt), .under(0)),
                readings: [("the mean gap over the curve", placed(study[letter], .overCurve, .under(0)))])
        }
        Claim(
            "across-layers-no-indicator",
            "Across layers none of the measures tells which neurons matter: ablating those of low values spares the network no "
                + "more than ablating randomly.",
            .sentence, "Section V-B, figure 2", "MG@\(comparedAt) in points, lowest first, mean over the panels", digits: 1,
            within: .points,
            meanGaps(study.curves),
            readings: [.init("the ReLU networks alone", meanGaps(study.curves.filter { $0.panel.condition.activation == .relu }))])
        firstLayerShare(firstLayerShares(study.networks("c")))
    }

    private static func placed(_ curves: Curves, _ place: Curves.Place, _ rule: Rule) -> [Claim.Placed] {
        [Measure.entropy, .mutualInformation].map { ($0.label, curves.gap(.lowest($0), place), rule) }
    }

    /// By measure, as the paper speaks of them ("also KL selectivity seems to be largely uncorrelated"). A number is the mean over one
    /// network of each panel.
    private static func meanGaps(_ panels: [Curves]) -> [Claim.Part] {
        Measure.allCases.map { measure in
            let gaps = panels.map { curves in
                zip(curves.accuracies(.lowest(measure), .after(comparedAt)), curves.accuracies(.random, .after(comparedAt)))
                    .map { 100 * ($0 - $1) }
            }
            return .init(measure.label, .networks(Statistics.columnMeans(gaps)), .under(2))
        }
    }

    static func firstLayerShare(_ shares: [Double]) -> Claim {
        Claim(
            "c-first-layer-share",
            "Panel c: lowest mutual information first ablates neurons almost exclusively from the first layer.",
            .sentence, "Section V-B, figures 1a and 2c", published: "almost exclusively",
            "share of layer 1 among the first 100", digits: 2, within: .share, .networks(shares), .over(0.9),
            readings: [.init("\"mostly\", over half", .networks(shares), .over(0.5))])
    }
}
