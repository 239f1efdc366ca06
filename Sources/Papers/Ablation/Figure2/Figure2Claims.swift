import Experiments

extension Figure2 {
    private static func gaps(_ rule: Rule, _ gap: (AblationOrder) -> MeanGap) -> [GapClaims.Placed] {
        [AblationMeasure.entropy, .mutualInformation].map { ($0.label, gap(.lowest($0)), rule) }
    }

    /// Panels a and b.
    static func similar(_ curves: AblationCurves) -> Claim {
        func compared(_ rule: Rule) -> [GapClaims.Placed] { gaps(rule) { curves.gap($0, at: comparedAt) } }
        return GapClaims.placed(
            "\(curves.panel.letter)-similar",
            "Panel \(curves.panel.letter): with ReLU and L2, ablating neurons of small entropy or mutual information does about as well as "
                + "ablating randomly.",
            source: "Section V-B, figures 2a and 2b", quantity: "MG@\(comparedAt) in points",
            published: "gaps that are small or have p > 0.05", compared(GapClaims.similar),
            readings: [
                ("gaps of at most 5 points", compared(GapClaims.looselySimilar)),
                ("the mean gap over the curve", gaps(GapClaims.similar, curves.gapOverCurve)),
            ])
    }

    /// Panels c to f.
    static func worse(_ curves: AblationCurves) -> Claim {
        GapClaims.placed(
            "\(curves.panel.letter)-worse",
            "Panel \(curves.panel.letter): with Dropout or sigmoid units, ablating neurons of small entropy or mutual information does worse "
                + "than ablating randomly.",
            source: "Section V-B, figures 2c to 2f", quantity: "MG@\(comparedAt) in points",
            gaps(.under(0)) { curves.gap($0, at: comparedAt) },
            readings: [("the mean gap over the curve", gaps(.under(0), curves.gapOverCurve))])
    }

    /// By measure, as the paper speaks of them ("also KL selectivity seems to be largely uncorrelated"). A number is the mean over one
    /// network of each panel.
    static func predictNothing(_ panels: [AblationCurves]) -> Claim {
        func parts(_ panels: [AblationCurves]) -> [Claim.Part] {
            AblationMeasure.allCases.map { measure in
                let gaps = panels.map { curves in
                    zip(curves.accuracies(.lowest(measure), at: comparedAt), curves.accuracies(.random, at: comparedAt))
                        .map { 100 * ($0 - $1) }
                }
                return .init(measure.label, .networks(Statistics.columnMeans(gaps)), .under(2))
            }
        }
        return Claim(
            id: "across-layers-no-indicator",
            statement:
                "Across layers none of the measures tells which neurons matter: ablating those of low values spares the network no more "
                + "than ablating randomly.",
            source: "Section V-B, figure 2", origin: .sentence,
            quantity: "MG@\(comparedAt) in points, lowest first, mean over the panels", digits: 1, parts: parts(panels),
            readings: [.init("the ReLU networks alone", parts(panels.filter { $0.panel.condition.activation == .relu }))])
    }

    /// - Parameter shares: of layer 1 among each network's 100 neurons of lowest mutual information.
    static func firstLayerShare(_ shares: [Double]) -> Claim {
        Claim(
            id: "c-first-layer-share",
            statement: "Panel c: lowest mutual information first ablates neurons almost exclusively from the first layer.",
            source: "Section V-B, figures 1a and 2c", origin: .sentence, published: "almost exclusively",
            quantity: "share of layer 1 among the first 100", digits: 2, parts: [.init(.networks(shares), .over(0.9))],
            readings: [.init("\"mostly\", over half", [.init(.networks(shares), .over(0.5))])])
    }
}
