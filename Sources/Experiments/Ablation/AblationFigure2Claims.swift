import NumericCore
import Results

extension AblationFigure2 {
    private static let asked: [AblationMeasure] = [.entropy, .mutualInformation]

    /// Panels a and b.
    package static func similar(_ curves: AblationCurves) -> Claim {
        GapClaims.similar(
            "\(curves.panel.letter)-similar",
            "Panel \(curves.panel.letter): with ReLU and L2, ablating neurons of small entropy or mutual information does about as well as "
                + "ablating randomly.",
            source: "Section V-B, figures 2a and 2b", lead: "MG@\(comparedAt) in points",
            gaps: asked.map { ($0.label, curves.gap(.lowest($0), at: comparedAt)) })
    }

    /// Panels c to f.
    package static func worse(_ curves: AblationCurves) -> Claim {
        GapClaims.sides(
            "\(curves.panel.letter)-worse",
            "Panel \(curves.panel.letter): with Dropout or sigmoid units, ablating neurons of small entropy or mutual information does worse "
                + "than ablating randomly.",
            source: "Section V-B, figures 2c to 2f", lead: "MG@\(comparedAt) in points",
            gaps: asked.map { ($0.label, curves.gap(.lowest($0), at: comparedAt), .below) })
    }

    package static func predictNothing(_ panels: [AblationCurves]) -> Claim {
        let pairs = panels.flatMap { curves in AblationMeasure.allCases.map { (curves, $0) } }
        let better = pairs.filter { curves, measure in
            let gap = curves.gap(.lowest(measure), at: comparedAt)
            return GapClaims.Side.above.isSure(gap) && gap.mean > 2
        }
        let names = better.map { "\($0.0.panel.letter), \($0.1.label)" }.joined(separator: "; ")
        return Claim(
            id: "across-layers-no-indicator",
            statement:
                "Across layers none of the measures tells which neurons matter: ablating those of low values spares the network no more "
                + "than ablating randomly.",
            source: "Section V-B, figure 2", kind: .order,
            measured: "lowest first is clearly better than random in \(better.count) of \(pairs.count) pairs of panel and measure"
                + (better.isEmpty ? "" : " (\(names))"),
            rule:
                "Lowest first is clearly better where MG@\(comparedAt) is over 2 points with p < 0.05 (with fewer networks than the test needs: "
                + "in every network). Reproduced where it never is, partly where in at most a third of the pairs.",
            verdict: better.isEmpty ? .holds : 3 * better.count <= pairs.count ? .partly : .doesNotHold)
    }

    /// - Parameter shares: of layer 1 among each network's 100 neurons of lowest mutual information.
    package static func firstLayerShare(_ shares: [Double]) -> Claim {
        let estimate = ClaimRules.mean(shares)
        return Claim(
            id: "c-first-layer-share",
            statement: "Panel c: lowest mutual information first ablates neurons almost exclusively from the first layer.",
            source: "Section V-B, figures 1a and 2c", kind: .order,
            measured: "share of layer 1 among the first 100: \(ClaimRules.print(estimate, digits: 2))", estimate: estimate,
            rule: "Reproduced where layer 1 owns on average at least 90 % of the first 100 neurons, partly at least 75 %.",
            verdict: estimate.value >= 0.9 ? .holds : estimate.value >= 0.75 ? .partly : .doesNotHold)
    }
}
