import Experiments

extension Figure3 {
    @ListOf<Claim> static func claims(_ study: Study) -> [Claim] {
        let (relu, sigmoid, second) = (study["a1"], study["c1"], study["a2"])
        let section = "Section V-C, figure"
        study.statedGaps("\(section) 3")
        study.firstLayer(["a", "b", "c", "d"], "\(section) 3")
        let lost = { (rule: Rule) in
            [second, study["c2"]].flatMap { curves in
                Measure.allCases.map { measure -> Claim.Placed in
                    ("\(curves.letter), \(measure.label)", curves.change(.lowest(measure), after: 50), rule)
                }
            }
        }
        Claim(
            "second-layer-redundant",
            "Ablating the 50 lowest-ranked neurons of the second layer has a negligible effect.", "\(section)s 3a and 3c",
            published: "negligible", "accuracy less that of the whole network, in points", gaps: lost(.similar),
            readings: [("at most 5 points", lost(.looselySimilar))])
        Claim.indicates(
            "a1-indicates",
            "Within the first layer of ReLU networks, ablating neurons of low (high) ranks does better (worse) than ablating "
                + "randomly.",
            "\(section) 3a", relu)
        Claim.indicates(
            "c1-indicates",
            "Within the first layer of sigmoid networks ablated to the mean, ablating neurons of low (high) mutual information "
                + "does better (worse) than ablating randomly.",
            "\(section) 3c", sigmoid, [.mutualInformation])
        let stronger = { (place: Curves.Place) -> [Claim.Placed] in
            let spreads = [relu, sigmoid].map { $0.spread(.mutualInformation, place) }
            return [("a less c", .between(spreads[0], spreads[1]), .over(0))]
        }
        Claim(
            "stronger-in-relu", "The effect is more pronounced with ReLU than with sigmoid units.", "\(section)s 3a and 3c",
            "accuracy after 80 neurons, lowest mutual information first less highest first, a less c, in points",
            gaps: stronger(.after(80)), readings: [("the mean over the curves", stronger(.overCurve))])
        let orders = [Order.lowest(.mutualInformation), .highest(.mutualInformation)]
        let missing = { (rule: Rule) in orders.map { ($0.label, second.gap($0, .after(80)), rule) as Claim.Placed } }
        // Its size in layer 2, over a quarter of that in layer 1.
        let quarters = orders.map { order -> Claim.Placed in
            let sizes = [second, relu].map { curves in
                zip(curves.accuracies(order, .after(80)), curves.accuracies(.random, .after(80))).map { abs($0 - $1) }
            }
            return (order.label, .paired(sizes[0], sizes[1].map { $0 / 4 }), .under(0))
        }
        Claim(
            "a2-no-effect", "The effect appears to be missing altogether where neurons of the second layer are ablated.",
            "\(section) 3a", "MG@80 in layer 2, in points", gaps: missing(.similar),
            readings: [
                ("gaps of at most 5 points", missing(.looselySimilar)), ("sizes less a quarter of those in layer 1", quarters),
            ])
        // "Small" is what the paper calls weak in panel c: gaps of 10 and -11 points, beside one of -42.8 here.
        let small = { (margin: Double) -> [Claim.Placed] in
            Order.both.filter { $0 != .random }.map { order in
                (
                    order.label, study["d1"].gap(order, .after(80)),
                    order == .lowest(.entropy) ? .under(0) : .equivalent(within: margin)
                )
            }
        }
        Claim(
            "d1-others-small",
            "In sigmoid networks trained with Dropout, lowest entropy first does worse than random; every other order differs "
                + "little from random.",
            "\(section) 3d", "MG@80 in points", gaps: small(10),
            readings: [("half of the published gap, 21.4 points", small(21.4))])
    }
}
