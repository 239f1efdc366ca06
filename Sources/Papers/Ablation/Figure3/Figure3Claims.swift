import Experiments

extension Figure3 {
    private static let section = "Section V-C, figure"

    /// - Parameter panels: the second layers of panels a and c.
    static func redundant(_ panels: [AblationCurves]) -> Claim {
        func gaps(_ rule: Rule) -> [GapClaims.Placed] {
            panels.flatMap { curves in
                AblationMeasure.allCases.map { measure in
                    let order = AblationOrder.lowest(measure)
                    return (
                        "\(curves.panel.letter), \(measure.label)",
                        .paired(curves.accuracies(order, at: 50), curves.accuracies(order, at: 0)), rule
                    )
                }
            }
        }
        return GapClaims.placed(
            "second-layer-redundant",
            "Ablating the 50 lowest-ranked neurons of the second layer has a negligible effect.", source: "\(section)s 3a and 3c",
            quantity: "accuracy less that of the whole network, in points", published: "negligible", gaps(GapClaims.similar),
            readings: [("at most 5 points", gaps(GapClaims.looselySimilar))])
    }

    static func indicatesRelu(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "a1-indicates",
            "Within the first layer of ReLU networks, ablating neurons of low (high) ranks does better (worse) than ablating randomly.",
            source: "\(section) 3a", first)
    }

    static func indicatesSigmoid(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "c1-indicates",
            "Within the first layer of sigmoid networks ablated to the mean, ablating neurons of low (high) mutual information does better "
                + "(worse) than ablating randomly.",
            source: "\(section) 3c", first, measures: [.mutualInformation])
    }

    /// - Parameters:
    ///   - relu: layer 1 of panel a.
    ///   - sigmoid: layer 1 of panel c.
    static func strongerInRelu(_ relu: AblationCurves, _ sigmoid: AblationCurves) -> Claim {
        func gap(_ spread: (AblationCurves) -> [Double]) -> [GapClaims.Placed] {
            [("a less c", .between(spread(relu), spread(sigmoid)), .over(0))]
        }
        return GapClaims.placed(
            "stronger-in-relu", "The effect is more pronounced with ReLU than with sigmoid units.", source: "\(section)s 3a and 3c",
            quantity: "accuracy after 80 neurons, lowest mutual information first less highest first, a less c, in points",
            gap { AblationClaims.spread($0, .mutualInformation, at: 80) },
            readings: [("the mean over the curves", gap { AblationClaims.spread($0, .mutualInformation) })])
    }

    /// - Parameters:
    ///   - first: layer 1 of panel a.
    ///   - second: layer 2.
    static func missingInSecond(_ first: AblationCurves, _ second: AblationCurves) -> Claim {
        let orders = [AblationOrder.lowest(.mutualInformation), .highest(.mutualInformation)]
        func gaps(_ rule: Rule) -> [GapClaims.Placed] { orders.map { ($0.label, second.gap($0, at: 80), rule) } }
        /// Its size in layer 2, over a quarter of that in layer 1.
        let quarters = orders.map { order -> GapClaims.Placed in
            func sizes(_ curves: AblationCurves) -> [Double] {
                zip(curves.accuracies(order, at: 80), curves.accuracies(.random, at: 80)).map { abs($0 - $1) }
            }
            return (order.label, .paired(sizes(second), sizes(first).map { $0 / 4 }), .under(0))
        }
        return GapClaims.placed(
            "a2-no-effect", "The effect appears to be missing altogether where neurons of the second layer are ablated.",
            source: "\(section) 3a", quantity: "MG@80 in layer 2, in points", gaps(GapClaims.similar),
            readings: [
                ("gaps of at most 5 points", gaps(GapClaims.looselySimilar)),
                ("sizes less a quarter of those in layer 1", quarters),
            ])
    }

    /// "Small" is what the paper calls weak in panel c: gaps of 10 and -11 points, beside one of -42.8 here.
    /// - Parameter first: layer 1 of panel d.
    static func othersSmall(_ first: AblationCurves) -> Claim {
        let others = AblationOrder.both.filter { $0 != .random && $0 != .lowest(.entropy) }
        func gaps(_ margin: Double) -> [GapClaims.Placed] {
            [("lowest entropy first", first.gap(.lowest(.entropy), at: 80), .under(0))]
                + others.map { ($0.label, first.gap($0, at: 80), .equivalent(within: margin)) }
        }
        return GapClaims.placed(
            "d1-others-small",
            "In sigmoid networks trained with Dropout, lowest entropy first does worse than random; every other order differs little "
                + "from random.",
            source: "\(section) 3d", quantity: "MG@80 in points", gaps(10),
            readings: [("half of the published gap, 21.4 points", gaps(21.4))])
    }
}
