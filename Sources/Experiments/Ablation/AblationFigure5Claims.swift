import NumericCore
import Results
import SampleStatistics

extension AblationFigure5 {
    private static let section = "Section V-E, figure 5"
    private static let overCurve = "mean gap to random over the curve in points"
    private static let informed: [AblationMeasure] = [.mutualInformation, .klSelectivity]

    /// - Parameter first: layer 1 of panel a or b.
    package static func randomBetter(_ first: AblationCurves) -> Claim {
        let orders = informed.flatMap { [AblationOrder.lowest($0), .highest($0)] }
        return GapClaims.sides(
            "\(first.panel.letter)-random-better",
            "Panel \(first.panel.letter): in layer 1 a random order does better than any ordered by mutual information or KL selectivity.",
            source: "\(section)\(first.panel.letter.prefix(1))", lead: overCurve,
            gaps: orders.map { ($0.label, first.gapOverCurve($0), .below) })
    }

    package static func randomBest(_ first: AblationCurves) -> Claim {
        GapClaims.sides(
            "\(first.panel.letter)-random-better",
            "Panel \(first.panel.letter): in layer 1 of the funnel with Dropout a random order does better than any other.",
            source: "\(section)c", lead: overCurve,
            gaps: AblationOrder.both.filter { $0 != .random }.map { ($0.label, first.gapOverCurve($0), .below) })
    }

    package static func lowNoBetter(_ first: AblationCurves) -> Claim {
        let gaps = informed.map { measure in
            (measure, gap: MeanGap.paired(first.curveMeans(.lowest(measure)), first.curveMeans(.highest(measure))))
        }
        let better = gaps.count { GapClaims.Side.above.isSure($0.gap) }
        return Claim(
            id: "\(first.panel.letter)-low-no-better",
            statement:
                "Panel \(first.panel.letter): in layer 1 ablating neurons of low mutual information or KL selectivity does no better than "
                + "ablating those of high.",
            source: "\(section)\(first.panel.letter.prefix(1))", kind: .order,
            measured: "lowest first less highest first, mean over the curves: "
                + gaps.map { "\($0.0.label) \($0.gap.short)" }.joined(separator: "; "),
            rule:
                "Reproduced where lowest first is better with p < 0.05 (fewer networks than the test needs: in every network) for neither "
                + "measure, partly where for one.",
            verdict: better == 0 ? .holds : better == 1 ? .partly : .doesNotHold)
    }

    package static func linear(_ first: AblationCurves) -> Claim {
        let orders = informed.flatMap { [AblationOrder.lowest($0), .highest($0)] }
        let shares = orders.map { order in
            let r = Correlation.pearson(first.counts.map(Double.init), first.mean(order)).coefficient
            return (order, square: r < 0 ? r * r : 0)
        }
        let least = shares.map(\.square).min()!
        return Claim(
            id: "\(first.panel.letter)-linear",
            statement: "Panel \(first.panel.letter): in layer 1 information-ordered ablation lowers accuracy almost linearly.",
            source: "\(section)\(first.panel.letter.prefix(1))", kind: .trend,
            measured: "share of the mean curve's variance that a falling straight line explains: "
                + shares.map { "\($0.0.label) \($0.square.fixed(2))" }.joined(separator: "; "),
            rule: "Reproduced where this share is at least 0.95 for all four orders, partly at least 0.9.",
            verdict: least >= 0.95 ? .holds : least >= 0.9 ? .partly : .doesNotHold)
    }

    package static func entropyIndicates(_ first: AblationCurves) -> Claim {
        GapClaims.sides(
            "\(first.panel.letter)-entropy",
            "Panel \(first.panel.letter): in layer 1 entropy is positively correlated with classification performance.",
            source: "\(section)\(first.panel.letter.prefix(1))", lead: "mean over the curve in points",
            gaps: [
                (
                    "lowest entropy first less highest first",
                    .paired(first.curveMeans(.lowest(.entropy)), first.curveMeans(.highest(.entropy))), .above
                )
            ])
    }

    /// - Parameter layers: the curves of layers 2 to 4.
    package static func laterLayers(_ letter: String, _ layers: [AblationCurves]) -> Claim {
        GapClaims.sides(
            "\(letter)-later-layers-indicate",
            "Panels \(letter): in layers 2 to 4 all three measures indicate what matters: ablating neurons of small values costs less than "
                + "ablating those of large.",
            source: "Section V-E, caption of figure 5", lead: "lowest first less highest first, mean over the curve, in points",
            gaps: layers.flatMap { curves in
                AblationMeasure.allCases.map { measure in
                    (
                        "\(curves.panel.letter), \(measure.label)",
                        .paired(curves.curveMeans(.lowest(measure)), curves.curveMeans(.highest(measure))), .above
                    )
                }
            })
    }

    package static func approximately(_ number: NeuronNumber) -> Claim {
        let estimate = ClaimRules.mean(number.measured)
        return Claim(
            id: number.id, statement: number.statement, source: number.source, kind: .number,
            published: "about \(number.published.fixed(0))",
            measured: "\(ClaimRules.print(estimate, digits: 0)) \(number.quantity)",
            estimate: estimate,
            rule:
                "Reproduced where the mean over networks lies within a third of the published number, partly within two thirds. Neurons suffice "
                + "where ablating all others, lowest mutual information first, never costs over 2 points; chance is an accuracy of at most 15 %.",
            verdict: ClaimRules.number(
                published: number.published, measured: estimate, near: number.published / 3, far: number.published * 2 / 3))
    }
}
