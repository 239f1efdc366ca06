import Experiments

extension Figure4 {
    @ListOf<Claim> static func claims(_ study: Study) -> [Claim] {
        let (large, small, robust) = (study["a1"], study["b1"], study["c1"])
        let section = "Section V-D, figure"
        study.statedGaps("\(section) 4")
        study.firstLayer(["a", "b", "c"], "\(section) 4")
        let layers = { (place: Curves.Place) -> [Claim.Placed] in
            let gaps = ["a", "b"].map { letter in
                zip(study["\(letter)1"].accuracies(.random, place), study["\(letter)2"].accuracies(.random, place)).map { $0 - $1 }
            }
            return [("a less b", .between(gaps[0], gaps[1]), .under(0))]
        }
        Claim(
            "layers-differ-more-in-large",
            "That layer 1 matters more than layer 2 is more pronounced in the large architecture, which has room for redundancy.",
            "\(section)s 4a and 4b", "layer 1 less layer 2 after 80 % of the neurons, random, a less b, in points",
            gaps: layers(.most), readings: [("the mean over the curves", layers(.overCurve))])
        Claim.indicates(
            "a1-indicates",
            "With L2, ablating neurons of large (small) mutual information, KL selectivity or entropy from layer 1 costs more "
                + "(less) accuracy than ablating randomly.",
            "\(section) 4a", large)
        Claim(
            "a1-order-of-measures", "The effect is weakest for entropy and strongest for mutual information.", "\(section) 4a",
            "accuracy after \(large.most) neurons lowest first less that after as many highest first, in points",
            gaps: orderOfMeasures(large, over: -2), readings: [("by any margin", orderOfMeasures(large, over: 0))])
        Claim.indicates(
            "b1-indicates", "In the small architecture with L2 the correlation is still positive.", "\(section) 4b", small,
            Measure.informed)
        let weaker = { (place: Curves.Place) in
            Measure.informed.map { measure -> Claim.Placed in
                (measure.label, .between(small.spread(measure, place), large.spread(measure, place)), .under(0))
            }
        }
        Claim(
            "b1-weaker", "In the small architecture with L2 the correlation is weaker than in the large one.",
            "\(section)s 4a and 4b", "accuracy after 80 % of layer 1, lowest first less highest first, b less a, in points",
            gaps: weaker(.most), readings: [("the mean over the curves", weaker(.overCurve))])
        let higher = { (level: (Curves) -> [Double]) in
            [1, 2].map { layer -> Claim.Placed in
                ("layer \(layer)", .between(level(study["c\(layer)"]), level(study["b\(layer)"])), .over(0))
            }
        }
        Claim(
            "c-robust", "Training the small architecture with Dropout makes it more robust against cumulative ablation.",
            "\(section)s 4b and 4c", "random curve of c less that of b, mean over the curves, in points",
            gaps: higher { $0.accuracies(.random, .overCurve) },
            readings: [
                (
                    "what is lost of the whole network's accuracy",
                    higher { zip($0.accuracies(.random, .overCurve), $0[.random]).map { $0 - $1[0] } }
                )
            ])
        Claim.indicates(
            "c1-reversed",
            "In the small architecture with Dropout, ablating neurons of low (high) KL selectivity from layer 1 does worse "
                + "(better) than ablating randomly.",
            "\(section) 4c", robust, [.klSelectivity], reversed: true)
        let (second, lowest) = (study["c2"], Order.lowest(.mutualInformation))
        Claim(
            "c2-low-information-matters",
            "In the small architecture with Dropout, the neurons of lowest mutual information matter in layer 2 too.",
            "\(section) 4c", "\(lowest.label), \(Claim.overCurve)",
            gaps: [(lowest.label, second.gap(lowest, .overCurve), .under(0))],
            readings: [("the gap after \(second.most) neurons", [(lowest.label, second.gap(lowest, .most), .under(0))])])
    }

    /// - Parameter least: of pairs other than the strongest measure and the weakest, by how much one must be the stronger.
    private static func orderOfMeasures(_ curves: Curves, over least: Double) -> [Claim.Placed] {
        let pairs: [(stronger: Measure, weaker: Measure, by: Double)] = [
            (.mutualInformation, .entropy, 0), (.mutualInformation, .klSelectivity, least),
            (.klSelectivity, .entropy, least),
        ]
        return pairs.map { pair in
            let gap = Gap.paired(curves.spread(pair.stronger, .most), curves.spread(pair.weaker, .most))
            return ("\(pair.stronger.label) less \(pair.weaker.label)", gap, .over(pair.by))
        }
    }
}
