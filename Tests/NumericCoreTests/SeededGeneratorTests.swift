import NumericCore
import SampleStatistics
import Testing

@Suite("Random numbers")
struct SeededGeneratorTests {
    @Test("Philox4x32-10 gives the published answers")
    func philox() {
        // Known answers of the Random123 library: counter and key all zeros, all ones, and digits of pi.
        let zeros = SeededGenerator.philox(counter: (0, 0, 0, 0), key: (0, 0))
        #expect(zeros == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = SeededGenerator.philox(counter: (.max, .max, .max, .max), key: (.max, .max))
        #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        let pi = SeededGenerator.philox(
            counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
        #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test("streams of other seeds, purposes and indices differ, the same stream repeats")
    func streams() {
        func first(_ seed: UInt64, _ purpose: String, _ index: UInt64) -> [UInt64] {
            var generator = SeededGenerator(seed: seed, purpose: purpose, index: index)
            return (0..<4).map { _ in generator.next() }
        }
        #expect(first(1, "a", 0) == first(1, "a", 0))
        #expect(Set([first(1, "a", 0), first(2, "a", 0), first(1, "b", 0), first(1, "a", 1)]).count == 4)
    }

    @Test("normal variates have a normal's moments, and truncated ones a truncated normal's")
    func normals() {
        var generator = SeededGenerator(seed: 3, purpose: "moments")
        let values = generator.normals(200_001)
        #expect(values.count == 200_001)
        let mean = Statistics.mean(values)
        #expect(abs(mean) < 0.01)
        #expect(abs(Statistics.sampleVariance(values) - 1) < 0.015)
        #expect(abs(values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 200_001 - 3) < 0.1)
        #expect(abs(Double(values.filter { $0 < 1.959964 }.count) / 200_001 - 0.975) < 0.0015)
        let truncated = generator.normals(200_000, bound: 2)
        #expect(truncated.allSatisfy { abs($0) <= 2 })
        // 1 - 2 * 2 phi(2) / (Phi(2) - Phi(-2))
        #expect(abs(Statistics.sampleVariance(truncated) - 0.7737413) < 0.01)
    }
}
