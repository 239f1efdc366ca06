import NumericCore
import Results
import SampleStatistics
import Testing

@Suite("The test against seed noise")
struct DiffSeedNoiseTests {
    private func evidence(_ differences: [[Double]]) throws -> SeedNoise { try #require(SeedNoise(differences: differences)) }

    @Test("for curves that move as a whole it is the paired t-test")
    func pairedTTest() throws {
        // Mean 0.2, standard deviation 0.1, n = 4: t = 4 with three degrees of freedom.
        let shifts = [0.1, 0.3, 0.2 + 0.1 * 0.5.squareRoot(), 0.2 - 0.1 * 0.5.squareRoot()]
        let noise = try evidence(shifts.map { [$0, $0, $0] })
        let t = Statistics.mean(shifts) / (Statistics.standardDeviation(shifts) / 2)
        #expect(abs(noise.p(parts: 1) - SpecialFunctions.studentTwoSided(t, degrees: 3)) < 1e-12)
        #expect(abs(SeedNoise.parts(of: [noise]) - 1) < 1e-9)
    }

    @Test("the number of parts of curves with four equal independent ones is about four")
    func parts() throws {
        let series = try (0..<200).map { index in
            var generator = SeededGenerator(seed: 7, purpose: "parts", index: UInt64(index))
            return try evidence(
                (0..<3).map { _ in generator.normals(4).flatMap { Array(repeating: $0, count: 5) } })
        }
        #expect(abs(SeedNoise.parts(of: series) - 4) < 0.4)
    }

    @Test("a shift without any spread is a change, no movement is none, and one network says nothing")
    func ends() throws {
        #expect(try evidence([[0.1, 0.1], [0.1, 0.1]]).p(parts: 1) == 0)
        #expect(try evidence([[0, 0], [0, 0]]).p(parts: 3) == 1)
        #expect(SeedNoise(differences: [[1, 2]]) == nil && SeedNoise(differences: []) == nil)
        #expect(SeedNoise(differences: [[.nan], [1]]) == nil)
        let (cut, whole) = (try evidence([[.nan, 0.1, 0.3], [1, 0.2, 0.1]]), try evidence([[0.1, 0.3], [0.2, 0.1]]))
        #expect(cut == whole)
    }

    /// Draws so many pairs of figures and counts those with any changed series, and the share of changed series.
    private func alarms(_ draws: Int, networks: Int, sameSeeds: Bool, shift: Double) -> (figures: Double, series: Double) {
        var figures = 0
        var changed = 0
        var all = 0
        for draw in 0..<draws {
            let first = UInt64(1 + 40 * draw)
            let old = (0..<networks).map { first + UInt64($0) }
            let new = sameSeeds ? old : old.map { $0 + 20 }
            let diff = DiffSamples.diff(DiffSamples.figure(old), DiffSamples.figure(new, shift: shift))
            let count = diff.series.count { $0.verdict == .changed }
            if count > 0 { figures += 1 }
            changed += count
            all += diff.series.count
        }
        return (Double(figures) / Double(draws), Double(changed) / Double(all))
    }

    @Test(
        "where only the seeds differ, under one figure in ten has any changed series, and under 3 % of the series are",
        arguments: [2, 3, 5, 10])
    func falseAlarms(networks: Int) {
        let alarms = alarms(1000, networks: networks, sameSeeds: false, shift: 0)
        #expect(alarms.figures < 0.1 && alarms.series < 0.03, "\(alarms)")
    }

    @Test("a shift by two spreads between other seeds is found in most series with three networks, in nearly all with five")
    func power() {
        #expect(alarms(100, networks: 3, sameSeeds: false, shift: 3).series > 0.6)
        #expect(alarms(100, networks: 5, sameSeeds: false, shift: 3).series > 0.95)
        #expect(alarms(20, networks: 3, sameSeeds: true, shift: 0.01).series == 1)
    }
}
