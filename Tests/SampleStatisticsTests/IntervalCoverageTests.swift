import NumericCore
import SampleStatistics
import Testing

/// The share of intervals of 95 % that hold the true mean, by simulation with fixed seeds.
@Suite("Intervals hold what they say") struct IntervalCoverageTests {
    private enum Kind: String, CaseIterable {
        case normal, skewed, uniform

        /// One draw from a uniform one in (0, 1).
        func draw(_ uniform: Double) -> Double {
            switch self {
            case .normal: SpecialFunctions.normalQuantile(uniform)
            // Log-normal with σ = 0.314: its skewness is 1.
            case .skewed: DeterministicMath.exp(0.314 * SpecialFunctions.normalQuantile(uniform))
            case .uniform: uniform
            }
        }

        var mean: Double {
            switch self {
            case .normal: 0
            case .skewed: DeterministicMath.exp(0.314 * 0.314 / 2)
            case .uniform: 0.5
            }
        }
    }

    private static let counts = [3, 5, 10, 20]
    private static let repetitions = 4000

    private func uniform(_ generator: inout SeededGenerator) -> Double { min(max(generator.uniform(), 1e-12), 1 - 1e-12) }

    @Test("Student's: 93 to 97 of 100 for normal and skewed draws of 3 to 20 networks, 92 for three flat ones", arguments: counts)
    func student(_ count: Int) {
        for kind in Kind.allCases {
            var generator = SeededGenerator(seed: 1, purpose: "coverage \(kind) \(count)")
            var held = 0
            for _ in 0..<Self.repetitions {
                let values = (0..<count).map { _ in kind.draw(uniform(&generator)) }
                if Statistics.studentInterval(values).contains(kind.mean) { held += 1 }
            }
            let share = Double(held) / Double(Self.repetitions)
            let least = kind == .uniform ? 0.92 : 0.93
            #expect((least...0.97).contains(share), "\(kind), n = \(count): \(share)")
        }
    }

    @Test("Wilson's, averaged over true shares as it is meant: 93 to 97 of 100 for what holds or does not", arguments: counts)
    func wilson(_ count: Int) {
        // Exactly: the chance of each number of successes, over true shares 0.005 to 0.995.
        var held = 0.0
        let shares = (0..<100).map { (Double($0) + 0.5) / 100 }
        for share in shares {
            for successes in 0...count
            where Statistics.wilsonInterval(successes: successes, of: count).contains(share) {
                held += SpecialFunctions.binomial(successes, of: count, probability: share)
            }
        }
        let mean = held / Double(shares.count)
        #expect((0.93...0.97).contains(mean), "n = \(count): \(mean)")
    }

    @Test("Welch's: 93 to 97 of 100 for two groups whose spreads differ threefold", arguments: counts)
    func welch(_ count: Int) {
        var generator = SeededGenerator(seed: 1, purpose: "coverage of two \(count)")
        var held = 0
        for _ in 0..<Self.repetitions {
            let first = (0..<count).map { _ in SpecialFunctions.normalQuantile(uniform(&generator)) }
            let second = (0..<count).map { _ in 1 + 3 * SpecialFunctions.normalQuantile(uniform(&generator)) }
            if Statistics.welchInterval(first, second).contains(-1) { held += 1 }
        }
        let share = Double(held) / Double(Self.repetitions)
        #expect((0.93...0.97).contains(share), "n = \(count): \(share)")
    }

    @Test(
        "Student's of strongly skewed draws, exponential ones of skewness 2, holds 87 to 94 of 100: what it costs is known",
        arguments: counts)
    func exponential(_ count: Int) {
        var generator = SeededGenerator(seed: 1, purpose: "coverage, exponential \(count)")
        var held = 0
        for _ in 0..<Self.repetitions {
            let values = (0..<count).map { _ in -DeterministicMath.log(uniform(&generator)) }
            if Statistics.studentInterval(values).contains(1) { held += 1 }
        }
        let share = Double(held) / Double(Self.repetitions)
        #expect((0.87...0.94).contains(share), "n = \(count): \(share)")
    }

    @Test("Student's of three draws of two values holds 75 of 100, which is why what holds or does not gets Wilson's")
    func twoValues() {
        // Of eight equally likely samples of 0 and 1 the two constant ones miss one half.
        let held = (0..<8).count { bits in
            Statistics.studentInterval((0..<3).map { Double(bits >> $0 & 1) }).contains(0.5)
        }
        #expect(held == 6)
    }

    @Test(
        "Student's quantile has the values of the tables",
        arguments: [
            (2.0, 4.302_652_729_749_464), (4, 2.776_445_105_197_793), (19, 2.093_024_054_408_263), (1, 12.706_204_736_174_7),
        ])
    func quantiles(_ degrees: Double, _ expected: Double) {
        #expect(abs(SpecialFunctions.studentQuantile(level: 0.95, degrees: degrees) / expected - 1) < 1e-11)
    }

    @Test(
        "Kendall's tau of a series and its places: known answers",
        arguments: [
            ([1.0, 2, 3], 1.0), ([3, 2, 1], -1), ([1, 1, 1], 0), ([1, 3, 2, 4], 4.0 / 6), ([1, 2, 2], 2 / (3.0 * 2).squareRoot()),
        ] as [([Double], Double)])
    func tendency(_ values: [Double], _ expected: Double) {
        #expect(abs(Statistics.tendency(values) - expected) < 1e-15)
    }
}
