import SampleStatistics

/// What a rule says of a sample: the estimate with its interval, and the outcome.
public struct Judgement: Sendable, Equatable {
    public var estimate: Estimate?
    public var outcome: Outcome

    /// - Parameter bounds: between which numbers what was measured lies; the interval ends there.
    /// - Precondition: the rule is for samples of this kind: a share for `holds`, a tendency for `series`, any other for the rest.
    public init(_ sample: Sample, by rule: Rule, within bounds: Bounds = .none) {
        precondition(rule.suits(sample), "\(rule) cannot judge \(sample)")
        guard sample.isFinite else {
            estimate = nil
            outcome = .notAssessed(sample.isEmpty ? "no networks" : "not a number")
            return
        }
        let estimate = Estimate(sample, within: bounds)
        self.estimate = estimate
        if sample.networkCount > 0, !estimate.isInterval {
            outcome = .undecided(networks: NetworksNeeded.count(sample, rule))
        } else {
            switch rule.holds(of: estimate) {
            case true?: outcome = .holds
            case false?: outcome = .doesNotHold
            case nil: outcome = .undecided(networks: NetworksNeeded.count(sample, rule))
            }
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
    init(_ sample: Sample, within bounds: Bounds) {
        self =
            switch sample {
            case .exact(let value): Estimate(exact: value)
            case .networks(let values): Estimate(mean: values).clamped(to: bounds)
            case .groups(let first, let second): Estimate(mean: first, less: second).clamped(to: bounds)
            // Wilson's interval keeps to its bounds by itself.
            case .holds(let flags): Estimate(share: flags)
            case .series(let series): Estimate(mean: series.map(Statistics.tendency)).clamped(to: Bounds.correlation)
            }
    }
}
