import NumericCore
import Results
import SampleStatistics

extension InformationPlaneFigure3 {
    /// - Parameters:
    ///   - examples: the four panels' samples, in the order of the kinds.
    ///   - stages: what shared bins cost the layers, one list a network and epoch.
    package static func claims(_ examples: [Example], _ stages: [[SharingCosts]]) -> [Claim] {
        zip(SharingKind.allCases, examples).map { kind, example in
            claim(kind, before: example.before, after: example.after, stages.flatMap { $0.compactMap { $0.costs[kind] } })
        }
    }

    private static func statement(_ kind: SharingKind) -> String {
        switch kind {
        case .mixed: "Two different classes in one bin lower I(T;Y) and I(X;T)."
        case .classA: "Two samples of the same class in one bin lower I(X;T) only."
        case .classB: "Two samples of the other class in one bin lower I(X;T) only."
        case .alone: "A single sample in a bin loses no information."
        }
    }

    /// - Parameters:
    ///   - before, after: the example's place without bins and with them.
    ///   - layers: what the kind costs each layer of each network and epoch, in bits.
    package static func claim(
        _ kind: SharingKind, before: PlanePoint, after: PlanePoint, _ layers: [PlanePoint]
    ) -> Claim {
        let none = 1e-9
        func fits(_ cost: PlanePoint, atLeast least: Double) -> Bool {
            switch kind {
            case .mixed: cost.withInput > least && cost.withLabel > least
            case .classA, .classB: cost.withInput > least && abs(cost.withLabel) <= none
            case .alone: abs(cost.withInput) <= none && abs(cost.withLabel) <= none
            }
        }
        let example = fits(
            PlanePoint(withInput: before.withInput - after.withInput, withLabel: before.withLabel - after.withLabel), atLeast: none)
        // A layer without such bins loses nothing by them and says nothing of them.
        let layers = layers.filter { $0.withInput > none }
        let fitting = layers.count { fits($0, atLeast: none) }
        var measured =
            "the example goes from (\(before.withInput.fixed(2)), \(before.withLabel.fixed(2))) to (\(after.withInput.fixed(2)), "
            + "\(after.withLabel.fixed(2))) bits"
        if kind != .alone { measured += "; of whole layers with such bins, \(fitting) of \(layers.count) lose so" }
        let whole =
            kind == .alone
            ? ""
            : " and, at the first epoch and the last, in every layer of every network that has such bins, against the layer with their samples told apart"
        let expected =
            switch kind {
            case .mixed: "both fall by over 1e-9 bits"
            case .classA, .classB: "I(X;T) falls by over 1e-9 bits and I(T;Y) changes by less"
            case .alone: "neither changes by over 1e-9 bits"
            }
        return Claim(
            id: "sharing-\(kind.rawValue)", statement: statement(kind), source: "Section 2.3, figure 3", kind: .order,
            measured: measured,
            rule:
                "It holds where \(expected), in the four drawn samples\(whole). Reproduced where all do so, partly where the four do.",
            verdict: !example
                ? .doesNotHold : fitting == layers.count && (kind == .alone || !layers.isEmpty) ? .holds : .partly)
    }

    /// - Parameter shares: the share of the samples in mixed bins, [network][first and last epoch][layer].
    package static func separation(_ shares: [[[Double]]]) -> Claim {
        let means = shares.map { $0.map(Statistics.mean) }
        let early = ClaimRules.mean(means.map { $0[0] })
        let late = ClaimRules.mean(means.map { $0[1] })
        return Claim(
            id: "mixed-bins-vanish",
            statement:
                "At first many bins hold samples of different classes; as training goes on, bins come to hold samples of one class.",
            source: "Section 2.3", kind: .trend,
            measured:
                "\(ClaimRules.print(early, digits: 3)) of the samples, mean over layers, stand in mixed bins after the first epoch, "
                + "\(ClaimRules.print(late, digits: 3)) after the last",
            estimate: late,
            rule:
                "In a network it holds where the share of samples in mixed bins, mean over layers, is above 0.1 after the first epoch and falls to "
                + "under half of that. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: means.map { $0[0] > 0.1 && $0[1] < 0.5 * $0[0] }))
    }
}
