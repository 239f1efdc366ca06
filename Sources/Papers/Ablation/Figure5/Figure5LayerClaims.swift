import Experiments

extension Figure5 {
    private static let section = "Section V-E, figure 5"

    /// - Parameters:
    ///   - third: layer 3 of panel a.
    ///   - active: its active neurons.
    static func activeOnes(_ third: AblationCurves, _ active: ActiveNeurons) -> Claim {
        func parts(_ counts: [Double]) -> [Claim.Part] {
            let networks = counts.indices.map { network -> (lost: Double, left: Double) in
                func accuracy(_ order: AblationOrder, at count: Int) -> Double {
                    100 * third.accuracies(order, at: count)[network]
                }
                let others = third.panel.neurons - Int(counts[network])
                return (
                    accuracy(.random, at: 0) - accuracy(.lowest(.mutualInformation), at: others),
                    accuracy(.highest(.mutualInformation), at: Int(counts[network]))
                )
            }
            return [
                .init("points lost with the active ones only", .networks(networks.map(\.lost)), GapClaims.similar),
                .init("accuracy without them, %", .networks(networks.map(\.left)), .under(AblationCurves.chance * 100)),
            ]
        }
        return Claim(
            id: "a3-active-are-all",
            statement:
                "Panel a3: ablating all but the active neurons of layer 3 has a negligible effect; ablating them disables the network.",
            source: "\(section)a", origin: .sentence, quantity: "at the nearest points of the curves", digits: 1,
            parts: parts(active.beyondChance), readings: active.readings.map { .init($0.name, parts($0.measured)) })
    }

    /// - Parameter funnel: the networks of panel b.
    static func unvaried(_ funnel: AblatedCondition) -> Claim {
        let neurons = Double(funnel.condition.widths[1])
        let dead = funnel.count(layer: 1) { $0.isDead }.map { $0 / neurons }
        let always = funnel.count(layer: 1) { $0.isAlwaysActive }.map { $0 / neurons }
        return Claim(
            id: "b2-always-active",
            statement:
                "In layer 2 of the funnel with L2 more than half of the neurons have zero entropy, not because they are inactive but because "
                + "they are active all the time.",
            source: "\(section)b", origin: .sentence, published: "more than half", quantity: "share of the layer's neurons",
            digits: 2,
            parts: [
                .init("zero entropy", .networks(zip(dead, always).map(+)), .over(0.5)),
                .init("always active less never active", .networks(zip(always, dead).map(-)), .over(0)),
            ])
    }

    /// - Parameter second: layer 2 of panel b.
    static func topDisables(_ second: AblationCurves) -> Claim {
        func parts(_ measure: AblationMeasure) -> [Claim.Part] {
            [.init(.networks(second.accuracies(.highest(measure), at: 200).map { 100 * $0 }), .under(20))]
        }
        return Claim(
            id: "b2-top-disables", statement: "Panel b2: ablating the top-ranked 200 neurons almost disables the network.",
            source: "\(section)b", origin: .sentence,
            quantity: "accuracy without the 200 neurons of highest mutual information, in % (chance: 10)", digits: 1,
            parts: parts(.mutualInformation), readings: [.init("ranked by KL selectivity", parts(.klSelectivity))])
    }

    /// - Parameter second: layer 2 of panel b.
    static func bottomMatters(_ second: AblationCurves) -> Claim {
        let half = second.panel.neurons / 2
        let order = AblationOrder.lowest(.mutualInformation)
        let change = MeanGap.paired(second.accuracies(order, at: half), second.accuracies(order, at: 0))
        return GapClaims.placed(
            "b2-bottom-matters", "Panel b2: ablating the bottom-ranked neurons has a negative effect too.",
            source: "\(section)b",
            quantity: "accuracy without the \(half) neurons of lowest mutual information less that of the whole network, in points",
            [("", change, .under(-2))], readings: [("any loss", [("", change, .under(0))])])
    }

    /// - Parameter second: layer 2 of panel b.
    static func conflict(_ second: AblationCurves) -> Claim {
        GapClaims.placed(
            "b2-improves",
            "Panel b2: highest mutual information or KL selectivity first, ablating ranks 500 to 600 improves classification.",
            source: "\(section)b", quantity: "accuracy after 600 neurons less that after 500, in points",
            [AblationMeasure.mutualInformation, .klSelectivity].map(AblationOrder.highest).map { order in
                (order.label, .paired(second.accuracies(order, at: 600), second.accuracies(order, at: 500)), .over(0))
            })
    }

    /// Neurons to ablate for chance over neurons that suffice: in layer 4 of both kinds of networks.
    /// - Parameters:
    ///   - last: layer 4 of panel a.
    ///   - funnel: layer 4 of panel b.
    static func redundancy(_ last: AblationCurves, _ funnel: AblationCurves) -> Claim {
        func ratios(_ curves: AblationCurves) -> [Double] {
            zip(curves.toStrip(), curves.sufficing()).map {
                DeterministicMath.log2(max(1, $0)) - DeterministicMath.log2(max(1, $1))
            }
        }
        let (plain, narrow) = (ratios(last), ratios(funnel))
        return Claim(
            id: "last-layer-redundancy",
            statement: "The last hidden layer is redundant, more so in the 250-500-250-500 network than in the funnel.",
            source: "Section V-E, figures 5a and 5b", origin: .sentence, published: "250 / 100 and 70 / 30",
            quantity: "log2 of neurons to ablate for chance over neurons that suffice", digits: 2,
            parts: [
                .init("a", .networks(plain), .over(0)), .init("b", .networks(narrow), .over(0)),
                .init("a less b", .groups(plain, narrow), .over(0)),
            ])
    }
}
