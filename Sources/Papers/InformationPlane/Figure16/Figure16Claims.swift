import Experiments

extension Figure16 {
    /// Where the iterations ended for each target of I(X;T), to be held against the analytic bound.
    struct IterationCheck {
        var targets: [Double]
        var ends: [(withInput: Double, withLabel: Double)]
        var labelEntropy: Double
        /// Between the ends on all inputs and those on merged ones, at the example levels.
        var unmergedDifference: Double

        init(
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
    struct Depth {
        var withLabel: Double
        var bound: Double

        init(withLabel: Double, bound: Double) {
            self.withLabel = withLabel
            self.bound = bound
        }

        /// How far the layer lies below the bound.
        var bits: Double { bound - withLabel }
    }

    /// A theorem (Tishby et al. 1999): were it to fail, the iterations would be at fault.
    /// - Parameter noisyGap: how far any encoder could lie beyond the noisy labels' solutions, in bits.
    static func iterations(own: IterationCheck, noisyGap: Double) -> Claim {
        Claim(
            id: "iterations-find-bound",
            statement:
                "The optimisation problem of the information bottleneck has an exact solution, the information bound in the plane.",
            source: "Appendix A.1, figure 16", origin: .sentence, basis: .construction,
            quantity: "greatest distance of the iterations' ends, on merged and unmerged inputs, in 10⁻⁹ bits", digits: 1,
            parts: [
                .init("own labels, from min(I(X;T), H(Y))", .exact(1e9 * own.greatestError), .under(1000)),
                .init("noisy labels, from the best encoder", .exact(1e9 * noisyGap), .under(1000)),
            ])
    }

    /// The paper's picture is a sketch and bends. Where the label is a function of the input the bound is min(I(X;T), H(Y)) (Kolchinsky,
    /// Tracey and Van Kuyk 2019), whose slope falls at one point; where labels are noisy it is strictly concave.
    /// - Parameter own, noisy: the curves' points from left to right, (I(X;T), I(T;Y)) in bits.
    static func smooth(own: [(Double, Double)], noisy: [(Double, Double)]) -> Claim {
        Claim(
            id: "smooth-curve",
            statement:
                "A bound that bends, as in the paper's sketch, is that of noisy labels; that of SZT's own labels has one corner.",
            source: "Figure 16, a sketch", origin: .ours, basis: .construction,
            quantity: "greatest share of the slope's whole fall that falls at one point, in percent", digits: 0,
            parts: [
                .init("noisy labels", .exact(100 * greatestStep(noisy)), .under(25)),
                .init("own labels", .exact(100 * greatestStep(own)), .over(75)),
            ])
    }

    /// The greatest fall of the slope at one point as a share of its whole fall; 1 for a line with one corner.
    private static func greatestStep(_ points: [(Double, Double)]) -> Double {
        var kept: [(Double, Double)] = []
        for point in points where kept.last.map({ point.0 - $0.0 > 1e-4 }) ?? true { kept.append(point) }
        let slopes = zip(kept, kept.dropFirst()).map { ($1.1 - $0.1) / ($1.0 - $0.0) }
        guard let first = slopes.first, let last = slopes.last, first > last else { return 1 }
        return zip(slopes, slopes.dropFirst()).map { ($0 - $1) / (first - last) }.max() ?? 1
    }

    /// A theorem, of every network and layer: what counts is the worst of them.
    /// - Parameter own, noisy: [network][layer], under SZT's own labels and under the noisy ones.
    static func layers(own: [[Depth]], noisy: [[Depth]]) -> Claim {
        func excess(_ networks: [[Depth]]) -> Sample { .exact(-1e9 * networks.joined().map(\.bits).min()!) }
        func depth(_ networks: [[Depth]]) -> String {
            let mean = Estimate(mean: networks.map { Statistics.mean($0.map(\.bits)) })
            let outputs = Estimate(mean: networks.map { $0[$0.count - 1].bits })
            return "\(mean.short(digits: 3)) bits (output layers \(outputs.short(digits: 3)))"
        }
        return Claim(
            id: "no-layer-above-bound", statement: "The information bound limits every layer: none lies above it.",
            source: "Appendix A.1, figure 16", origin: .sentence, basis: .construction,
            quantity: "by how much any final layer of \(own.count) networks exceeds the bound at its I(X;T), in 10⁻⁹ bits",
            digits: 1,
            parts: [.init("own labels", excess(own), .under(1)), .init("noisy labels", excess(noisy), .under(1))],
            remark: "On average the layers end below the bound by \(depth(own)), below that of noisy labels by \(depth(noisy))")
    }
}
