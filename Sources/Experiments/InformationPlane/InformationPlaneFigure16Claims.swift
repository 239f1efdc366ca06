import NumericCore
import Results
import SampleStatistics

extension InformationPlaneFigure16 {
    /// Where the iterations ended for each target of I(X;T), to be held against the analytic bound.
    package struct IterationCheck {
        package var targets: [Double]
        package var ends: [(withInput: Double, withLabel: Double)]
        package var labelEntropy: Double
        /// Between the ends on all inputs and those on merged ones, at the example levels.
        package var unmergedDifference: Double

        package init(
            targets: [Double], ends: [(withInput: Double, withLabel: Double)], labelEntropy: Double, unmergedDifference: Double
        ) {
            precondition(targets.count == ends.count, "\(targets.count) targets, \(ends.count) ends")
            self.targets = targets
            self.ends = ends
            self.labelEntropy = labelEntropy
            self.unmergedDifference = unmergedDifference
        }

        /// The greatest distance from (min(R, H(Y)), min(R, H(Y))) along either axis.
        var greatestError: Double {
            zip(targets, ends).reduce(unmergedDifference) { greatest, point in
                let exact = min(point.0, labelEntropy)
                return max(greatest, abs(point.1.withInput - exact), abs(point.1.withLabel - exact))
            }
        }
    }

    /// A layer's I(T;Y) and the bound at its I(X;T), in bits.
    package struct Depth {
        package var withLabel: Double
        package var bound: Double

        package init(withLabel: Double, bound: Double) {
            self.withLabel = withLabel
            self.bound = bound
        }

        /// How far the layer lies below the bound.
        var bits: Double { bound - withLabel }
    }

    /// - Parameter noisyGap: how far any encoder could lie beyond the noisy labels' solutions, in bits.
    package static func iterations(own: IterationCheck, noisyGap: Double) -> Claim {
        let error = max(own.greatestError, noisyGap)
        return Claim(
            id: "iterations-find-bound",
            statement:
                "The optimisation problem of the information bottleneck has an exact solution, the information bound in the plane.",
            source: "Appendix A.1, figure 16", kind: .test,
            measured:
                "own labels: \(power(own.greatestError)) bits from min(I(X;T), H(Y)) at most; noisy labels: "
                + "\(power(noisyGap)) bits from the best encoder at most",
            rule:
                "Reproduced where for every target R, on merged and unmerged inputs, the iterations end within 1e-6 bits of I(X;T) = I(T;Y) = "
                + "min(R, H(Y)), and with noisy labels within 1e-6 bits of the best encoder; partly within 0.01 bits.",
            verdict: error <= 1e-6 ? .holds : error <= 0.01 ? .partly : .doesNotHold)
    }

    /// "below 1e-7": the power of ten at or above a small number.
    private static func power(_ value: Double) -> String {
        var exponent = 0
        var bound = 1.0
        while exponent < 15, value < bound / 10 {
            bound /= 10
            exponent += 1
        }
        return exponent == 0 ? value.fixed(3) : "below 1e-\(exponent)"
    }

    /// - Parameter own, noisy: the curves' points from left to right, (I(X;T), I(T;Y)) in bits.
    package static func smooth(own: [(Double, Double)], noisy: [(Double, Double)]) -> Claim {
        let steps = [own, noisy].map(greatestStep)
        let holds = steps.map { $0 <= 0.25 }
        return Claim(
            id: "smooth-curve",
            statement: "The bound is a bent curve: every further bit of compression costs some information about the label.",
            source: "Figure 16", kind: .trend,
            measured:
                "the greatest share of the slope's whole fall that falls at one point: own labels \((100 * steps[0]).fixed(0)) %, noisy "
                + "labels \((100 * steps[1]).fixed(0)) %",
            rule:
                "A curve bends where no single point takes more than a quarter of the slope's fall from the left end to the right. Reproduced "
                + "where the bound of SZT's own labels does, partly where only that of noisy labels does.",
            verdict: holds[0] ? .holds : holds[1] ? .partly : .doesNotHold)
    }

    /// The greatest fall of the slope at one point as a share of its whole fall; 1 for a line with one corner.
    private static func greatestStep(_ points: [(Double, Double)]) -> Double {
        var kept: [(Double, Double)] = []
        for point in points where kept.last.map({ point.0 - $0.0 > 1e-4 }) ?? true { kept.append(point) }
        let slopes = zip(kept, kept.dropFirst()).map { ($1.1 - $0.1) / ($1.0 - $0.0) }
        guard let first = slopes.first, let last = slopes.last, first > last else { return 1 }
        return zip(slopes, slopes.dropFirst()).map { ($0 - $1) / (first - last) }.max() ?? 1
    }

    /// - Parameter own, noisy: [network][layer], under SZT's own labels and under the noisy ones.
    package static func layers(own: [[Depth]], noisy: [[Depth]]) -> Claim {
        let holds = zip(own, noisy).map { layers in (layers.0 + layers.1).allSatisfy { $0.bits >= -1e-9 } }
        func words(_ networks: [[Depth]]) -> String {
            let mean = ClaimRules.mean(networks.map { Statistics.mean($0.map(\.bits)) })
            let outputs = ClaimRules.mean(networks.map { $0[$0.count - 1].bits })
            return "\(ClaimRules.print(mean, digits: 3)) bits (output layers \(ClaimRules.print(outputs, digits: 3)))"
        }
        return Claim(
            id: "no-layer-above-bound", statement: "The information bound limits every layer: none lies above it.",
            source: "Appendix A.1, figure 16", kind: .test,
            measured:
                "the layers end below the bound by \(words(own)) on average, below that of noisy labels by \(words(noisy)); none above "
                + "either in \(holds.count { $0 }) of \(holds.count) networks",
            rule:
                "In a network it holds where no final layer's I(T;Y), with its own and with noisy labels, exceeds the bound at its I(X;T) by over "
                + "1e-9 bits. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }
}
