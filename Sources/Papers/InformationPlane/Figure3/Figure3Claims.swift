import Experiments

extension Figure3 {
    /// - Parameters:
    ///   - examples: the four panels' samples, in the order of the kinds.
    ///   - stages: what shared bins cost the layers, one list a network and epoch.
    static func claims(_ examples: [Example], _ stages: [[SharingCosts]]) -> [Claim] {
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

    /// Of the four drawn samples, and of the whole layer that goes furthest from the statement.
    /// - Parameters:
    ///   - before, after: the example's place without bins and with them.
    ///   - layers: what the kind costs each layer of each network and epoch, in bits.
    static func claim(
        _ kind: SharingKind, before: PlanePoint, after: PlanePoint, _ layers: [PlanePoint]
    ) -> Claim {
        // Below this a difference of sums of logarithms is rounding.
        let none = 1e-9
        let falls: Rule = .over(none)
        let stays: Rule = .equivalent(within: none)
        // A layer without such bins loses nothing by them and says nothing of them.
        let labels = layers.filter { $0.withInput > none }.map(\.withLabel)
        var parts: [Claim.Part] = [
            .init("I(X;T) of the example", .exact(before.withInput - after.withInput), kind == .alone ? stays : falls),
            .init("I(T;Y) of the example", .exact(before.withLabel - after.withLabel), kind == .mixed ? falls : stays),
        ]
        if kind == .mixed, let least = labels.min() {
            parts.append(.init("I(T;Y) of the whole layer that loses least", .exact(least), falls))
        } else if kind != .mixed, let most = labels.max(by: { abs($0) < abs($1) }) {
            parts.append(.init("I(T;Y) of the whole layer that loses most", .exact(most), stays))
        }
        return Claim(
            id: "sharing-\(kind.rawValue)", statement: statement(kind), source: "Section 2.3, figure 3", origin: .sentence,
            basis: .construction, quantity: "lost to such bins, in bits", digits: 3, parts: parts,
            remark: kind == .alone
                ? nil : "Layers with such bins, at the first epoch and the last of all networks: \(labels.count)")
    }

    /// "Many" are over a tenth; "samples from the same classes" leave under half of them.
    /// - Parameter shares: the share of the samples in mixed bins, [network][first and last epoch][layer].
    static func separation(_ shares: [[[Double]]]) -> Claim {
        let means = shares.map { $0.map(Statistics.mean) }
        return Claim(
            id: "mixed-bins-vanish",
            statement:
                "At first many bins hold samples of different classes; as training goes on, bins come to hold samples of one class.",
            source: "Section 2.3", origin: .sentence, quantity: "share of the samples in mixed bins, mean over layers", digits: 3,
            parts: [
                .init("after the first epoch", .networks(means.map { $0[0] }), .over(0.1)),
                .init("after the last, of that", .networks(means.map { $0[1] / $0[0] }), .under(0.5)),
            ])
    }
}
