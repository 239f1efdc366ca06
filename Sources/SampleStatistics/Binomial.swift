import NumericCore

extension SpecialFunctions {
    /// The chance of exactly `successes` of `trials` independent trials.
    /// - Parameter probability: of one success, in [0, 1].
    public static func binomial(_ successes: Int, of trials: Int, probability: Double) -> Double {
        precondition(successes >= 0 && successes <= trials && probability >= 0 && probability <= 1, "\(successes) of \(trials)")
        let failures = trials - successes
        if probability == 0 || probability == 1 { return (probability == 0 ? successes : failures) == 0 ? 1 : 0 }
        let ways = logGamma(Double(trials + 1)) - logGamma(Double(successes + 1)) - logGamma(Double(failures + 1))
        return DeterministicMath.exp(
            ways + Double(successes) * DeterministicMath.log(probability) + Double(failures)
                * DeterministicMath.log(1 - probability))
    }
}
