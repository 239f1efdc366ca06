import NumericCore

/// What a sample in which nothing differs says of all that it was drawn from.
///
/// Of N pieces D differ, and n are drawn without replacement. None of those differs with probability C(N - D, n) / C(N, n), the
/// hypergeometric distribution at 0. A number D of which that is 1 - confidence or less is refuted; for N much larger than n this is the
/// bound of Clopper and Pearson (Biometrika 26, 1934) for no success in n, 1 - (1 - confidence)^(1/n).
public struct SampleBound: Sendable, Equatable {
    public let population: Int
    public let sample: Int

    /// - Precondition: 0 <= sample <= population.
    public init(population: Int, sample: Int) {
        precondition((0...max(population, 0)).contains(sample), "a sample of \(sample) out of \(population)")
        self.population = population
        self.sample = sample
    }

    /// The probability that none of the sample differs where so many of the population do.
    func probabilityOfNone(differing: Int) -> Double {
        guard differing <= population - sample else { return 0 }
        return (0..<sample).reduce(1) { $0 * (Double(population - differing - $1) / Double(population - $1)) }
    }

    /// The least number of differing ones that the sample refutes: fewer than that differ, with that confidence. One more than there are
    /// where the sample is empty.
    public func refuted(confidence: Double = 0.95) -> Int {
        var (low, high) = (0, sample == 0 ? population + 1 : population - sample + 1)
        // Not refuted at `low`, refuted at `high`.
        while high - low > 1 {
            let middle = (low + high) / 2
            if probabilityOfNone(differing: middle) <= 1 - confidence { high = middle } else { low = middle }
        }
        return high
    }

    /// "With 95 % confidence fewer than 45 % of its networks could differ"; of a whole population "none of its networks differs".
    /// - Parameter what: "networks".
    public func words(_ what: String) -> String {
        if sample == population { return "None of its \(what) differs" }
        let percent = 100 * Double(refuted()) / Double(population)
        let shown = percent >= 10 ? percent.rounded(.up).fixed(0) : ((percent * 10).rounded(.up) / 10).fixed(1)
        return "With 95 % confidence fewer than \(shown) % of its \(what) could differ"
    }

    /// The places of a sample in a population, in their order: all samples are as likely, and the seed says which it is.
    /// - Parameter purpose: tells draws of one seed apart.
    public static func draw(_ count: Int, from population: Int, seed: UInt64, purpose: String) -> [Int] {
        var generator = SeededGenerator(seed: seed, purpose: purpose)
        return generator.permutation(population).prefix(max(0, count)).sorted()
    }
}
