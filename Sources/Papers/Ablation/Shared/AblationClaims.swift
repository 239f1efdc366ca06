import Experiments

/// Statements that the paper makes of more than one figure.
enum AblationClaims {
    /// What gaps averaged over a curve are called.
    static let overCurve = "gap to random, mean over the curve, in points"

    /// A claim for each mean gap to the random order that the paper states for a panel.
    static func statedGaps(_ panels: [AblationCurves], source: String) -> [Claim] {
        panels.flatMap { curves in
            curves.panel.stated.map { stated in
                let side = stated.gap < 0 ? "below" : "above"
                return GapClaims.stated(
                    "\(curves.panel.letter)-\(stated.order.id)-\(stated.count)",
                    "Panel \(curves.panel.letter): ablating \(stated.count) neurons, \(stated.order.label), leaves an accuracy that lies "
                        + (stated.p < 0.05 ? "\(side) that of a random order." : "as high as a random order's."),
                    source: source, gap: stated.gap, p: stated.p, measured: curves.gap(stated.order, at: stated.count),
                    readings: stated.mayBeLoss ? [loss(curves, stated)] : [])
            }
        }
    }

    /// The published number as what ablation costs, not as a gap to the random order.
    private static func loss(_ curves: AblationCurves, _ stated: AblationPanel.StatedGap) -> Claim.Reading {
        let change = MeanGap.paired(curves.accuracies(stated.order, at: stated.count), curves.accuracies(stated.order, at: 0))
        return .init(
            "accuracy less that of the whole network",
            [.init(change.sample, .near(1.25 * stated.gap, within: 0.75 * abs(stated.gap)))])
    }

    /// How far the random curves of a network's first two layers lie apart, against the published gap.
    static func layerGap(
        _ first: AblationCurves, _ second: AblationCurves, at count: Int, gap: Double, p: Double, source: String
    ) -> Claim {
        GapClaims.stated(
            "\(first.panel.letter)-\(second.panel.letter)-random-\(count)",
            "Panels \(first.panel.letter) and \(second.panel.letter): ablating \(count) random neurons of layer 1 costs more accuracy than "
                + "ablating as many of layer 2.",
            source: source, gap: gap, p: p, measured: layerGap(first, second, at: count))
    }

    static func layerGap(_ first: AblationCurves, _ second: AblationCurves, at count: Int) -> MeanGap {
        .paired(first.accuracies(.random, at: count), second.accuracies(.random, at: count), test: .kolmogorovSmirnov)
    }

    /// Layer 1 matters more than layer 2 in every panel.
    /// - Parameter panels: the curves of layers 1 and 2.
    static func firstLayer(_ panels: [(first: AblationCurves, second: AblationCurves)], source: String) -> Claim {
        func gaps(_ gap: (AblationCurves, AblationCurves) -> MeanGap) -> [GapClaims.Placed] {
            panels.map { ("\($0.first.panel.letter.prefix(1))", gap($0.first, $0.second), .under(0)) }
        }
        return GapClaims.placed(
            "first-layer-matters-more",
            "Ablating neurons of the first hidden layer costs more accuracy than ablating neurons of the second.",
            source: source, quantity: "random curve of layer 1 less that of layer 2, mean over the curves, in points",
            gaps { .paired($0.curveMeans(.random), $1.curveMeans(.random)) },
            readings: [("after 80 % of the neurons", gaps { layerGap($0, $1, at: $0.most) })])
    }

    /// Within a layer the measures point out what matters: lowest first costs less than a random order, highest first more.
    /// - Parameter reversed: the other way round.
    static func indicates(
        _ id: String, _ statement: String, source: String, _ curves: AblationCurves,
        measures: [AblationMeasure] = AblationMeasure.allCases, reversed: Bool = false
    ) -> Claim {
        let (low, high): (Rule, Rule) = reversed ? (.under(0), .over(0)) : (.over(0), .under(0))
        func gaps(_ gap: (AblationOrder) -> MeanGap) -> [GapClaims.Placed] {
            measures.flatMap { measure in
                [(AblationOrder.lowest(measure), low), (.highest(measure), high)].map { ($0.label, gap($0), $1) }
            }
        }
        return GapClaims.placed(
            id, statement, source: source, quantity: overCurve, gaps(curves.gapOverCurve),
            readings: [("the gap after \(curves.most) neurons", gaps { curves.gap($0, at: curves.most) })])
    }

    /// By how much a measure parts its highest from its lowest neurons after `count` ablated ones, in each network (a share).
    static func spread(_ curves: AblationCurves, _ measure: AblationMeasure, at count: Int) -> [Double] {
        zip(curves.accuracies(.lowest(measure), at: count), curves.accuracies(.highest(measure), at: count)).map { $0 - $1 }
    }

    /// The same for the whole curves.
    static func spread(_ curves: AblationCurves, _ measure: AblationMeasure) -> [Double] {
        zip(curves.curveMeans(.lowest(measure)), curves.curveMeans(.highest(measure))).map { $0 - $1 }
    }
}
