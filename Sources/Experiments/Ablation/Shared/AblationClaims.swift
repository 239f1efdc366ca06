import NumericCore
import Results

/// Statements that the paper makes of more than one figure.
package enum AblationClaims {
    /// A claim for each mean gap to the random order that the paper states for a panel.
    package static func statedGaps(_ panels: [AblationCurves], source: String) -> [Claim] {
        panels.flatMap { curves in
            curves.panel.stated.map { stated in
                GapClaims.stated(
                    "\(curves.panel.letter)-\(stated.order.id)-\(stated.count)",
                    "Panel \(curves.panel.letter): ablating \(stated.count) neurons, \(stated.order.label), leaves an accuracy that lies "
                        + (stated.p < 0.05
                            ? "\(stated.gap < 0 ? "below" : "above") that of a random order." : "as high as a random order's."),
                    source: source, gap: stated.gap, p: stated.p, measured: curves.gap(stated.order, at: stated.count))
            }
        }
    }

    /// How far the random curves of a network's first two layers lie apart, against the published gap.
    package static func layerGap(
        _ first: AblationCurves, _ second: AblationCurves, at count: Int, gap: Double, p: Double, source: String
    ) -> Claim {
        GapClaims.stated(
            "\(first.panel.letter)-\(second.panel.letter)-random-\(count)",
            "Panels \(first.panel.letter) and \(second.panel.letter): ablating \(count) random neurons of layer 1 costs more accuracy than "
                + "ablating as many of layer 2.",
            source: source, gap: gap, p: p, measured: layerGap(first, second, at: count))
    }

    package static func layerGap(_ first: AblationCurves, _ second: AblationCurves, at count: Int) -> MeanGap {
        .between(first.accuracies(.random, at: count), second.accuracies(.random, at: count))
    }

    /// Layer 1 matters more than layer 2 in every panel.
    /// - Parameter panels: the curves of layers 1 and 2.
    package static func firstLayer(_ panels: [(first: AblationCurves, second: AblationCurves)], source: String) -> Claim {
        GapClaims.sides(
            "first-layer-matters-more",
            "Ablating neurons of the first hidden layer costs more accuracy than ablating neurons of the second.",
            source: source, lead: "random curve of layer 1 less that of layer 2, mean over the curves, in points",
            gaps: panels.map { pair in
                (
                    "\(pair.first.panel.letter.prefix(1))",
                    .paired(pair.first.curveMeans(.random), pair.second.curveMeans(.random)), .below
                )
            })
    }

    /// Within a layer the measures point out what matters: lowest first costs less than a random order, highest first more.
    /// - Parameter reversed: the other way round.
    package static func indicates(
        _ id: String, _ statement: String, source: String, _ curves: AblationCurves,
        measures: [AblationMeasure] = AblationMeasure.allCases, reversed: Bool = false
    ) -> Claim {
        let sides: [(AblationOrder, GapClaims.Side)] = measures.flatMap { measure in
            [(.lowest(measure), reversed ? .below : .above), (.highest(measure), reversed ? .above : .below)]
        }
        return GapClaims.sides(
            id, statement, source: source, lead: "mean gap to random over the curve in points",
            gaps: sides.map { ($0.label, curves.gapOverCurve($0), $1) })
    }

    /// By how much a measure parts its highest from its lowest neurons after `count` ablated ones, in each network (a share).
    package static func spread(_ curves: AblationCurves, _ measure: AblationMeasure, at count: Int) -> [Double] {
        zip(curves.accuracies(.lowest(measure), at: count), curves.accuracies(.highest(measure), at: count)).map { $0 - $1 }
    }
}
