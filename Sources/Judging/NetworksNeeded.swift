import SampleStatistics

/// How many networks would decide a statement: the fewest with which its rule comes to an outcome in four of five repetitions, were the
/// measured mean and spread the true ones.
enum NetworksNeeded {
    static let power = 0.8
    /// More are not affordable, and an effect that needs them is hardly one.
    static let most = 10_000

    /// - Returns: at least one more than there are, and three; nil where `most` would not do.
    static func count(_ sample: Sample, _ rule: Rule) -> Int? {
        let least = max(sample.networkCount + 1, Estimate.leastNetworks)
        switch sample {
        case .exact: return nil
        case .holds(let flags): return shares(flags, rule, least: least)
        case .networks(let values): return means(Estimate(mean: values).value, variance(values), rule, least: least)
        case .series(let series):
            let values = series.map(Statistics.tendency)
            return means(Estimate(mean: values).value, variance(values), rule, least: least)
        case .groups(let first, let second):
            guard let one = variance(first), let other = variance(second) else { return least }
            return means(Estimate(mean: first, less: second).value, one + other, rule, least: least)
        }
    }

    private static func variance(_ values: [Double]) -> Double? {
        values.count > 1 ? Statistics.sampleVariance(values) : nil
    }

    /// The interval clears the nearest border in four of five repetitions where the distance is (t of 95 %, two-sided, + t of 80 %,
    /// one-sided) standard errors (Cohen 1988, chapter 2).
    private static func means(_ mean: Double, _ variance: Double?, _ rule: Rule, least: Int) -> Int? {
        // A single network has no spread.
        guard let variance else { return least }
        let borders = rule.holds(of: Estimate(exact: mean)) == true ? [rule.region] : [rule.region] + rule.refuted
        guard let distance = borders.map({ $0.distance(to: mean) }).max(), distance > 0 else { return nil }
        func decides(_ n: Int) -> Bool {
            let degrees = Double(n - 1)
            let sum =
                SpecialFunctions.studentQuantile(level: 0.95, degrees: degrees)
                + SpecialFunctions.studentQuantile(level: 2 * power - 1, degrees: degrees)
            return distance >= sum * (variance / Double(n)).squareRoot()
        }
        return fewest(from: least, decides)
    }

    /// Of `n` networks the number that hold is binomial with the measured share, drawn a little towards one half ((x + 1) / (n + 2),
    /// Laplace): all of three does not mean all.
    private static func shares(_ flags: [Bool], _ rule: Rule, least: Int) -> Int? {
        let share = Double(flags.count(where: \.self) + 1) / Double(flags.count + 2)
        func decides(_ n: Int) -> Bool {
            var sure = 0.0
            for holding in 0...n {
                let interval = Statistics.wilsonInterval(successes: holding, of: n)
                let estimate = Estimate(
                    value: Double(holding) / Double(n), lower: interval.lowerBound, upper: interval.upperBound, networks: n)
                if rule.holds(of: estimate) != nil { sure += SpecialFunctions.binomial(holding, of: n, probability: share) }
            }
            return sure >= power
        }
        return fewest(from: least, decides)
    }

    /// By doubling, then by halving; `decides` holds from some number on.
    private static func fewest(from least: Int, _ decides: (Int) -> Bool) -> Int? {
        if decides(least) { return least }
        var low = least
        var high = min(2 * least, most)
        while !decides(high) {
            guard high < most else { return nil }
            (low, high) = (high, min(2 * high, most))
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if decides(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
