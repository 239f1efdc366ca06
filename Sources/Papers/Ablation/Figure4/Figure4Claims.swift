import Experiments

extension Figure4 {
    typealias Layers = (first: AblationCurves, second: AblationCurves)

    private static let section = "Section V-D, figure"
    private static let informed: [AblationMeasure] = [.mutualInformation, .klSelectivity]

    static func strongerInLarge(_ large: Layers, _ small: Layers) -> Claim {
        func gap(_ accuracies: (AblationCurves) -> [Double]) -> [GapClaims.Placed] {
            func gaps(_ layers: Layers) -> [Double] { zip(accuracies(layers.first), accuracies(layers.second)).map { $0 - $1 } }
            return [("a less b", .between(gaps(large), gaps(small)), .under(0))]
        }
        return GapClaims.placed(
            "layers-differ-more-in-large",
            "That layer 1 matters more than layer 2 is more pronounced in the large architecture, which has room for redundancy.",
            source: "\(section)s 4a and 4b",
            quantity: "layer 1 less layer 2 after 80 % of the neurons, random, a less b, in points",
            gap { $0.accuracies(.random, at: $0.most) }, readings: [("the mean over the curves", gap { $0.curveMeans(.random) })])
    }

    static func indicatesLarge(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "a1-indicates",
            "With L2, ablating neurons of large (small) mutual information, KL selectivity or entropy from layer 1 costs more (less) accuracy "
                + "than ablating randomly.",
            source: "\(section) 4a", first)
    }

    /// Measures that differ by under 2 points are as strong.
    static func orderOfMeasures(_ first: AblationCurves) -> Claim {
        func spread(_ measure: AblationMeasure) -> [Double] { AblationClaims.spread(first, measure, at: first.most) }
        let pairs: [(AblationMeasure, AblationMeasure)] = [
            (.mutualInformation, .entropy), (.mutualInformation, .klSelectivity), (.klSelectivity, .entropy),
        ]
        func gaps(_ thresholds: [Double]) -> [GapClaims.Placed] {
            zip(pairs, thresholds).map { pair, threshold in
                ("\(pair.0.label) less \(pair.1.label)", .paired(spread(pair.0), spread(pair.1)), .over(threshold))
            }
        }
        return GapClaims.placed(
            "a1-order-of-measures", "The effect is weakest for entropy and strongest for mutual information.",
            source: "\(section) 4a",
            quantity: "accuracy after \(first.most) neurons lowest first less that after as many highest first, in points",
            gaps([0, -2, -2]), readings: [("by any margin", gaps([0, 0, 0]))])
    }

    static func indicatesSmall(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "b1-indicates", "In the small architecture with L2 the correlation is still positive.", source: "\(section) 4b", first,
            measures: informed)
    }

    static func weakerInSmall(_ large: AblationCurves, _ small: AblationCurves) -> Claim {
        func gaps(_ spread: (AblationCurves, AblationMeasure) -> [Double]) -> [GapClaims.Placed] {
            informed.map { ($0.label, .between(spread(small, $0), spread(large, $0)), .under(0)) }
        }
        return GapClaims.placed(
            "b1-weaker", "In the small architecture with L2 the correlation is weaker than in the large one.",
            source: "\(section)s 4a and 4b",
            quantity: "accuracy after 80 % of layer 1, lowest first less highest first, b less a, in points",
            gaps { AblationClaims.spread($0, $1, at: $0.most) },
            readings: [("the mean over the curves", gaps { AblationClaims.spread($0, $1) })])
    }

    static func dropoutIsRobust(_ l2: Layers, _ dropout: Layers) -> Claim {
        func gaps(_ level: (AblationCurves) -> [Double]) -> [GapClaims.Placed] {
            [("layer 1", l2.first, dropout.first), ("layer 2", l2.second, dropout.second)].map { name, plain, robust in
                (name, .between(level(robust), level(plain)), .over(0))
            }
        }
        return GapClaims.placed(
            "c-robust", "Training the small architecture with Dropout makes it more robust against cumulative ablation.",
            source: "\(section)s 4b and 4c", quantity: "random curve of c less that of b, mean over the curves, in points",
            gaps { $0.curveMeans(.random) },
            readings: [
                (
                    "what is lost of the whole network's accuracy",
                    gaps { zip($0.curveMeans(.random), $0[.random]).map { $0 - $1[0] } }
                )
            ])
    }

    static func reversedSelectivity(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "c1-reversed",
            "In the small architecture with Dropout, ablating neurons of low (high) KL selectivity from layer 1 does worse (better) than "
                + "ablating randomly.",
            source: "\(section) 4c", first, measures: [.klSelectivity], reversed: true)
    }

    static func lowInformationMatters(_ second: AblationCurves) -> Claim {
        let order = AblationOrder.lowest(.mutualInformation)
        return GapClaims.placed(
            "c2-low-information-matters",
            "In the small architecture with Dropout, the neurons of lowest mutual information matter in layer 2 too.",
            source: "\(section) 4c", quantity: "\(order.label), \(AblationClaims.overCurve)",
            [(order.label, second.gapOverCurve(order), .under(0))],
            readings: [
                ("the gap after \(second.most) neurons", [(order.label, second.gap(order, at: second.most), .under(0))])
            ])
    }
}
