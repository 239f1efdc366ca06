import Judging
import Results

/// Rules by which verdicts are reached. Each can fail: its tests feed it data that do.
public enum ClaimRules {
    /// A published number against a measured one: reproduced where they differ by `near` at most, partly by `far` at most, else not.
    ///
    /// The interval of the measured number is printed and not asked: with few networks it is so wide that it would cover anything.
    public static func number(published: Double, measured: Claim.Estimate, near: Double, far: Double) -> Claim.Verdict {
        precondition(near <= far, "near is \(near), far \(far)")
        let distance = abs(published - measured.value)
        return distance <= near ? .holds : distance <= far ? .partly : .doesNotHold
    }

    /// A statement that each network shows or does not: reproduced where all do, partly where more than half do, else not reproduced.
    public static func share(of networks: [Bool]) -> Claim.Verdict {
        guard !networks.isEmpty else { return .notAssessed("no networks") }
        let holding = networks.count(where: { $0 })
        if holding == networks.count { return .holds }
        return 2 * holding > networks.count ? .partly : .doesNotHold
    }

    /// The mean over networks with its 95 % interval: see `Estimate`.
    public static func mean(_ values: [Double]) -> Claim.Estimate { Estimate(mean: values) }

    /// "0.971 (0.968 to 0.974)", or the value alone where there is one network.
    public static func print(_ estimate: Claim.Estimate, digits: Int) -> String { estimate.short(digits: digits) }
}
