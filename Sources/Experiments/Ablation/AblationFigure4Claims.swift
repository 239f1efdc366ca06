import NumericCore
import Results
import SampleStatistics

extension AblationFigure4 {
    package typealias Layers = (first: AblationCurves, second: AblationCurves)

    private static let section = "Section V-D, figure"

    /// Four fifths of a layer's neurons: the paper compares after 80 of 100.
    private static func most(_ curves: AblationCurves) -> Int { curves.panel.neurons * 4 / 5 }

    package static func strongerInLarge(_ large: Layers, _ small: Layers) -> Claim {
        func gaps(_ layers: Layers) -> [Double] {
            let count = most(layers.first)
            return zip(layers.first.accuracies(.random, at: count), layers.second.accuracies(.random, at: count)).map { $0 - $1 }
        }
        return GapClaims.sides(
            "layers-differ-more-in-large",
            "That layer 1 matters more than layer 2 is more pronounced in the large architecture, which has room for redundancy.",
            source: "\(section)s 4a and 4b", lead: "layer 1 less layer 2 after 80 % of the neurons, random, in points",
            gaps: [("a less b", .between(gaps(large), gaps(small)), .below)])
    }

    package static func indicatesLarge(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "a1-indicates",
            "With L2, ablating neurons of large (small) mutual information, KL selectivity or entropy from layer 1 costs more (less) accuracy "
                + "than ablating randomly.",
            source: "\(section) 4a", first)
    }

    package static func orderOfMeasures(_ first: AblationCurves) -> Claim {
        let spreads = AblationMeasure.allCases.map { measure in
            (measure, points: 100 * Statistics.mean(AblationClaims.spread(first, measure, at: most(first))))
        }
        let points = Dictionary(uniqueKeysWithValues: spreads.map { ($0.0, $0.points) })
        let strongest = points[.mutualInformation]! > max(points[.entropy]!, points[.klSelectivity]!)
        let weakest = points[.entropy]! < min(points[.mutualInformation]!, points[.klSelectivity]!)
        return Claim(
            id: "a1-order-of-measures", statement: "The effect is weakest for entropy and strongest for mutual information.",
            source: "\(section) 4a", kind: .order,
            measured: "accuracy after 80 neurons lowest first less that after 80 highest first: "
                + spreads.map { "\($0.0.label) \($0.points.fixed(1))" }.joined(separator: "; ") + " points",
            rule:
                "Reproduced where this difference, averaged over networks, is largest for mutual information and least for entropy, partly "
                + "where one of the two holds.",
            verdict: strongest && weakest ? .holds : strongest || weakest ? .partly : .doesNotHold)
    }

    package static func indicatesSmall(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "b1-indicates", "In the small architecture with L2 the correlation is still positive.", source: "\(section) 4b", first,
            measures: [.mutualInformation, .klSelectivity])
    }

    package static func weakerInSmall(_ large: AblationCurves, _ small: AblationCurves) -> Claim {
        func spread(_ curves: AblationCurves, _ measure: AblationMeasure) -> [Double] {
            AblationClaims.spread(curves, measure, at: most(curves))
        }
        return GapClaims.sides(
            "b1-weaker", "In the small architecture with L2 the correlation is weaker than in the large one.",
            source: "\(section)s 4a and 4b",
            lead: "accuracy after 80 % of layer 1, lowest first less highest first, b less a, in points",
            gaps: [AblationMeasure.mutualInformation, .klSelectivity].map { measure in
                (measure.label, .between(spread(small, measure), spread(large, measure)), .below)
            })
    }

    package static func dropoutIsRobust(_ l2: Layers, _ dropout: Layers) -> Claim {
        GapClaims.sides(
            "c-robust", "Training the small architecture with Dropout makes it more robust against cumulative ablation.",
            source: "\(section)s 4b and 4c", lead: "random curve of c less that of b, mean over the curves, in points",
            gaps: [("layer 1", l2.first, dropout.first), ("layer 2", l2.second, dropout.second)].map { name, plain, robust in
                (name, .between(robust.curveMeans(.random), plain.curveMeans(.random)), .above)
            })
    }

    package static func reversedSelectivity(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "c1-reversed",
            "In the small architecture with Dropout, ablating neurons of low (high) KL selectivity from layer 1 does worse (better) than "
                + "ablating randomly.",
            source: "\(section) 4c", first, measures: [.klSelectivity], reversed: true)
    }

    package static func lowInformationMatters(_ second: AblationCurves) -> Claim {
        let order = AblationOrder.lowest(.mutualInformation)
        return GapClaims.sides(
            "c2-low-information-matters",
            "In the small architecture with Dropout, the neurons of lowest mutual information matter in layer 2 too.",
            source: "\(section) 4c", lead: "mean gap to random over the curve in points",
            gaps: [(order.label, second.gapOverCurve(order), .below)])
    }
}
