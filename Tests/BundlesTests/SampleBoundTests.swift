import Testing

@testable import Bundles

@Suite struct SampleBoundTests {
    /// The least D of which C(N - D, n) / C(N, n) is 1/20 or less, in whole numbers.
    @Test(
        "the least number of differing networks that a sample without any refutes is that of the hypergeometric distribution",
        arguments: [
            (565, 5, 254), (565, 20, 78), (1223, 5, 551), (100, 59, 4), (100, 10, 25), (20, 1, 19), (4, 1, 4), (4, 3, 2),
            (10, 10, 1),
            (1, 1, 1),
        ])
    func known(population: Int, sample: Int, refuted: Int) {
        #expect(SampleBound(population: population, sample: sample).refuted() == refuted)
    }

    @Test("the probability of none is the share of samples that avoid the differing ones, counted out", arguments: 1...9)
    func counted(population: Int) {
        for sample in 0...population {
            // Every choice of `sample` of the population, as bits.
            let samples = (0..<(1 << population)).filter { $0.nonzeroBitCount == sample }
            for differing in 0...population {
                let avoiding = samples.count { $0 & ((1 << differing) - 1) == 0 }
                let probability = SampleBound(population: population, sample: sample).probabilityOfNone(differing: differing)
                #expect(abs(probability - Double(avoiding) / Double(samples.count)) < 1e-12)
            }
        }
    }

    @Test("of a population without end it is the bound of Clopper and Pearson")
    func clopperPearson() {
        // 1 - 0.05^(1/5) and 1 - 0.05^(1/59).
        for (sample, bound) in [(5, 0.450720), (59, 0.049507)] {
            let refuted = SampleBound(population: 1_000_000_000, sample: sample).refuted()
            #expect(abs(Double(refuted) / 1e9 - bound) < 1e-6)
        }
    }

    @Test("what it says rounds up, and of all there is nothing left to say")
    func words() {
        #expect(
            SampleBound(population: 565, sample: 5).words("networks")
                == "With 95 % confidence fewer than 45 % of its networks could differ")
        #expect(SampleBound(population: 1000, sample: 300).words("networks").contains("fewer than 0.9 % of"))
        #expect(SampleBound(population: 4, sample: 4).words("networks") == "None of its networks differs")
    }

    @Test("a draw is of the seed alone, has no place twice, and every place is drawn as often")
    func draw() {
        let first = SampleBound.draw(5, from: 40, seed: 7, purpose: "test")
        #expect(first == SampleBound.draw(5, from: 40, seed: 7, purpose: "test") && Set(first).count == 5)
        #expect(first != SampleBound.draw(5, from: 40, seed: 7, purpose: "other"))
        #expect(SampleBound.draw(9, from: 4, seed: 1, purpose: "test") == [0, 1, 2, 3])
        var counts = [Int](repeating: 0, count: 10)
        for seed in 0..<4000 {
            for place in SampleBound.draw(3, from: 10, seed: UInt64(seed), purpose: "test") { counts[place] += 1 }
        }
        // 1200 each are expected; five standard deviations are 145.
        #expect(counts.allSatisfy { abs($0 - 1200) < 145 }, "\(counts)")
    }
}
