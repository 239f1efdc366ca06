import NumericCore
import Results
import SampleStatistics

/// Rules by which verdicts are reached. Each can fail: its tests feed it data that do.
public enum ClaimRules {
    /// A published number against a measured one: reproduced where they differ by `near` at most, partly by `far` at most, else not.
    ///
    /// The interval of the measured number is printed and not asked: with few networks it is so wide that it would cover anything.
    public static func number(published: Double, measured: Claim.Estimate, near: Double, far: Double) -> Claim.Verdict {
        precondition(near <= far, "near is \(near), far \(far)")
        let distance = abs(published - measured.value)
        return distance <= near ? .reproduced : distance <= far ? .partly : .notReproduced
    }

    /// A statement that each network shows or does not: reproduced where all do, partly where more than half do, else not reproduced.
    public static func share(of networks: [Bool]) -> Claim.Verdict {
        guard !networks.isEmpty else { return .notAssessed("no networks") }
        let holding = networks.count(where: { $0 })
        if holding == networks.count { return .reproduced }
        return 2 * holding > networks.count ? .partly : .notReproduced
    }

    /// The mean over networks with its 95 % percentile-bootstrap interval over networks (10,000 draws, seed 0).
    public static func mean(_ values: [Double]) -> Claim.Estimate {
        let mean = Statistics.mean(values)
        guard values.count > 1 else { return Claim.Estimate(value: mean, lower: mean, upper: mean) }
        let interval = Statistics.bootstrapInterval(values, resamples: 10_000, seed: 0, purpose: "claim")
        return Claim.Estimate(value: mean, lower: interval.lowerBound, upper: interval.upperBound)
    }

    /// "0.971 (0.968 to 0.974)", or the value alone where there is one network.
    public static func print(_ estimate: Claim.Estimate, digits: Int) -> String {
        let value = estimate.value.fixed(digits)
        guard estimate.lower < estimate.upper else { return value }
        return "\(value) (\(estimate.lower.fixed(digits)) to \(estimate.upper.fixed(digits)))"
    }
}
