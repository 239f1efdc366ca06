import NumericCore
import Results
import SampleStatistics

extension AblationFigure3 {
    private static let section = "Section V-C, figure"

    /// - Parameter panels: the second layers of panels a and c.
    package static func redundant(_ panels: [AblationCurves]) -> Claim {
        let drops = panels.flatMap { curves in
            AblationMeasure.allCases.map { measure in
                (
                    name: "\(curves.panel.letter), \(measure.label)",
                    points: 100
                        * Statistics.mean(
                            zip(curves[.lowest(measure)], curves.accuracies(.lowest(measure), at: 50)).map { $0[0] - $1 })
                )
            }
        }
        let largest = drops.map(\.points).max()!
        return Claim(
            id: "second-layer-redundant",
            statement: "Ablating the 50 lowest-ranked neurons of the second layer has a negligible effect.",
            source: "\(section)s 3a and 3c",
            kind: .trend, published: "negligible",
            measured: "points of accuracy lost: " + drops.map { "\($0.name) \($0.points.fixed(1))" }.joined(separator: "; "),
            rule: "Reproduced where the mean loss is under 2 points for every measure in both panels, partly under 5.",
            verdict: largest < 2 ? .holds : largest < 5 ? .partly : .doesNotHold)
    }

    package static func indicatesRelu(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "a1-indicates",
            "Within the first layer of ReLU networks, ablating neurons of low (high) ranks does better (worse) than ablating randomly.",
            source: "\(section) 3a", first)
    }

    package static func indicatesSigmoid(_ first: AblationCurves) -> Claim {
        AblationClaims.indicates(
            "c1-indicates",
            "Within the first layer of sigmoid networks ablated to the mean, ablating neurons of low (high) mutual information does better "
                + "(worse) than ablating randomly.",
            source: "\(section) 3c", first, measures: [.mutualInformation])
    }

    /// - Parameters:
    ///   - relu: layer 1 of panel a.
    ///   - sigmoid: layer 1 of panel c.
    package static func strongerInRelu(_ relu: AblationCurves, _ sigmoid: AblationCurves) -> Claim {
        func spread(_ curves: AblationCurves) -> [Double] { AblationClaims.spread(curves, .mutualInformation, at: 80) }
        return GapClaims.sides(
            "stronger-in-relu", "The effect is more pronounced with ReLU than with sigmoid units.", source: "\(section)s 3a and 3c",
            lead: "accuracy after 80 neurons, lowest mutual information first less highest first, in points",
            gaps: [("a less c", .between(spread(relu), spread(sigmoid)), .above)])
    }

    /// - Parameters:
    ///   - first: layer 1 of panel a.
    ///   - second: layer 2.
    package static func missingInSecond(_ first: AblationCurves, _ second: AblationCurves) -> Claim {
        func sizes(_ curves: AblationCurves) -> [Double] {
            [AblationOrder.lowest(.mutualInformation), .highest(.mutualInformation)].map { abs(curves.gap($0, at: 80).mean) }
        }
        let ratios = zip(sizes(second), sizes(first)).map { $0 / max($1, 1e-9) }
        let worst = ratios.max()!
        return Claim(
            id: "a2-no-effect",
            statement: "The effect appears to be missing altogether where neurons of the second layer are ablated.",
            source: "\(section) 3a", kind: .trend,
            measured: "size of MG@80 in layer 2 against layer 1: lowest mutual information "
                + "\(sizes(second)[0].fixed(1)) against \(sizes(first)[0].fixed(1)) points, highest \(sizes(second)[1].fixed(1)) against "
                + "\(sizes(first)[1].fixed(1))",
            rule: "Reproduced where both mean gaps of layer 2 are under a quarter of layer 1's, partly under half.",
            verdict: worst < 0.25 ? .holds : worst < 0.5 ? .partly : .doesNotHold)
    }

    /// - Parameter first: layer 1 of panel d.
    package static func othersSmall(_ first: AblationCurves) -> Claim {
        let entropy = first.gap(.lowest(.entropy), at: 80).mean
        let others = AblationOrder.both.filter { $0 != .random && $0 != .lowest(.entropy) }
        let gaps = others.map { (name: $0.label, gap: first.gap($0, at: 80).mean) }
        let small = gaps.count { 2 * abs($0.gap) < abs(entropy) }
        return Claim(
            id: "d1-others-small",
            statement:
                "In sigmoid networks trained with Dropout, lowest entropy first does worse than random; every other order differs little "
                + "from random.",
            source: "\(section) 3d", kind: .order,
            measured: "MG@80: lowest entropy first \(entropy.fixed(1)); "
                + gaps.map { "\($0.name) \($0.gap.fixed(1))" }.joined(separator: "; "),
            rule:
                "Reproduced where the mean gap of lowest entropy first is negative and every other order's is less than half as large, partly "
                + "where over half of the others are.",
            verdict: entropy >= 0
                ? .doesNotHold : small == gaps.count ? .holds : 2 * small > gaps.count ? .partly : .doesNotHold)
    }
}
