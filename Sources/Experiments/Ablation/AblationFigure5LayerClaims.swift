import NumericCore
import Results
import SampleStatistics

extension AblationFigure5 {
    private static let section = "Section V-E, figure 5"

    /// - Parameters:
    ///   - third: layer 3 of panel a.
    ///   - active: its neurons with positive mutual information, in each network.
    package static func activeOnes(_ third: AblationCurves, active: [Double]) -> Claim {
        let holds = active.indices.map { network in
            let whole = third[.random][network][0]
            let kept = accuracy(third, .lowest(.mutualInformation), network, at: third.panel.neurons - Int(active[network]))
            let stripped = accuracy(third, .highest(.mutualInformation), network, at: Int(active[network]))
            return (kept: whole - kept, stripped: stripped)
        }
        return Claim(
            id: "a3-active-are-all",
            statement:
                "Panel a3: ablating all but the active neurons of layer 3 has a negligible effect; ablating them disables the network.",
            source: "\(section)a", kind: .trend,
            measured:
                "points lost with the active ones only: \(ClaimRules.print(ClaimRules.mean(holds.map { 100 * $0.kept }), digits: 1)); accuracy "
                + "without them: \(ClaimRules.print(ClaimRules.mean(holds.map { 100 * $0.stripped }), digits: 1)) %",
            rule:
                "In a network it holds where accuracy with the active neurons alone (nearest point) is within 2 points of the whole network's, and "
                + "without them at most 15 %. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: holds.map { $0.kept <= 0.02 && $0.stripped <= 0.15 }))
    }

    private static func accuracy(_ curves: AblationCurves, _ order: AblationOrder, _ network: Int, at count: Int) -> Double {
        curves.accuracies(order, at: count)[network]
    }

    /// - Parameter funnel: the networks of panel b.
    package static func unvaried(_ funnel: AblatedCondition) -> Claim {
        let neurons = Double(funnel.condition.widths[1])
        let constant = funnel.count(layer: 1) { $0.entropy == 0 }.map { $0 / neurons }
        let active = funnel.count(layer: 1) { $0.isAlwaysActive }.map { $0 / neurons }
        let holds = zip(constant, active).map { $0 > 0.5 && $1 > 0.5 * $0 }
        return Claim(
            id: "b2-always-active",
            statement:
                "In layer 2 of the funnel with L2 more than half of the neurons have zero entropy, not because they are inactive but because "
                + "they are active all the time.",
            source: "\(section)b", kind: .order, published: "more than half",
            measured:
                "share of neurons with zero entropy: \(ClaimRules.print(ClaimRules.mean(constant), digits: 2)); always active: "
                + ClaimRules.print(ClaimRules.mean(active), digits: 2),
            estimate: ClaimRules.mean(constant),
            rule:
                "In a network it holds where over half of the neurons have zero entropy and over half of these are always active. Reproduced in "
                + "all networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    /// - Parameter second: layer 2 of panel b.
    package static func topDisables(_ second: AblationCurves) -> Claim {
        let accuracies = second.accuracies(.highest(.mutualInformation), at: 200)
        let estimate = ClaimRules.mean(accuracies.map { 100 * $0 })
        return Claim(
            id: "b2-top-disables", statement: "Panel b2: ablating the top-ranked 200 neurons almost disables the network.",
            source: "\(section)b", kind: .trend,
            measured: "accuracy without the 200 neurons of highest mutual information: \(ClaimRules.print(estimate, digits: 1)) %",
            estimate: estimate,
            rule: "Reproduced where this accuracy, averaged over networks, is at most 20 % (chance: 10 %), partly at most 30 %.",
            verdict: estimate.value <= 20 ? .holds : estimate.value <= 30 ? .partly : .doesNotHold)
    }

    /// - Parameter second: layer 2 of panel b.
    package static func bottomMatters(_ second: AblationCurves) -> Claim {
        let half = second.panel.neurons / 2
        let losses = zip(second[.random], second.accuracies(.lowest(.mutualInformation), at: half)).map { 100 * ($0[0] - $1) }
        let estimate = ClaimRules.mean(losses)
        return Claim(
            id: "b2-bottom-matters", statement: "Panel b2: ablating the bottom-ranked neurons has a negative effect too.",
            source: "\(section)b", kind: .trend,
            measured:
                "points lost without the \(half) neurons of lowest mutual information: \(ClaimRules.print(estimate, digits: 1))",
            estimate: estimate,
            rule: "In a network it holds where over 2 points are lost. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: losses.map { $0 > 2 }))
    }

    /// - Parameter second: layer 2 of panel b.
    package static func conflict(_ second: AblationCurves) -> Claim {
        let orders = [AblationMeasure.mutualInformation, .klSelectivity].map(AblationOrder.highest)
        return GapClaims.sides(
            "b2-improves",
            "Panel b2: highest mutual information or KL selectivity first, ablating ranks 500 to 600 improves classification.",
            source: "\(section)b", lead: "accuracy after 600 neurons less that after 500, in points",
            gaps: orders.map { order in
                (order.label, .paired(second.accuracies(order, at: 600), second.accuracies(order, at: 500)), .above)
            })
    }

    /// - Parameters:
    ///   - last: layer 4 of panel a.
    ///   - funnel: layer 4 of panel b.
    package static func redundancy(_ last: AblationCurves, _ funnel: AblationCurves) -> Claim {
        func ratio(_ curves: AblationCurves) -> Double { Statistics.mean(curves.toStrip) / Statistics.mean(curves.sufficing) }
        let (plain, narrow) = (ratio(last), ratio(funnel))
        return Claim(
            id: "last-layer-redundancy",
            statement: "The last hidden layer is redundant, more so in the 250-500-250-500 network than in the funnel.",
            source: "Section V-E, figures 5a and 5b", kind: .order, published: "250 / 100 and 70 / 30",
            measured: "neurons to ablate for chance over neurons that suffice: \(plain.fixed(1)) and \(narrow.fixed(1))",
            rule: "Reproduced where this ratio is above 1 for both and larger for the first, partly where it is above 1 for both.",
            verdict: plain > 1 && narrow > 1 ? (plain > narrow ? .holds : .partly) : .doesNotHold)
    }
}
