import SampleStatistics

/// What a rule says of a sample: the estimate with its interval, and the outcome.
public struct Judgement: Sendable, Equatable {
    public var estimate: Estimate?
    public var outcome: Outcome

    /// - Precondition: the rule is for samples of this kind: a share for `holds`, a tendency for `series`, any other for the rest.
    public init(_ sample: Sample, by rule: Rule) {
        precondition(rule.suits(sample), "\(rule) cannot judge \(sample)")
        guard sample.isFinite else {
            estimate = nil
            outcome = .notAssessed(sample.isEmpty ? "no networks" : "not a number")
            return
        }
        let estimate = Estimate(sample)
        self.estimate = estimate
        if sample.networkCount > 0, !estimate.isInterval {
            outcome = .undecided(networks: NetworksNeeded.count(sample, rule))
        } else if rule.region.contains(estimate) {
            outcome = .holds
        } else if rule.refuted.contains(where: { $0.covers(estimate) }) {
            outcome = .doesNotHold
        } else {
            outcome = .undecided(networks: NetworksNeeded.count(sample, rule))
        }
    }
}

extension Rule {
    /// Whether it is for samples of this kind.
    public func suits(_ sample: Sample) -> Bool {
        switch (self, sample) {
        case (.share, .holds): true
        case (.share, _), (_, .holds): false
        case (.rising, .series), (.falling, .series): true
        case (.rising, _), (.falling, _), (_, .series): false
        default: true
        }
    }
}

extension Estimate {
    /// What the sample says: the mean over networks, the difference of two groups, the share that holds, the mean tendency.
    init(_ sample: Sample) {
        switch sample {
        case .exact(let value): self.init(exact: value)
        case .networks(let values): self.init(mean: values)
        case .groups(let first, let second): self.init(mean: first, less: second)
        case .holds(let flags): self.init(share: flags)
        case .series(let series): self.init(mean: series.map(Statistics.tendency))
        }
    }
}
