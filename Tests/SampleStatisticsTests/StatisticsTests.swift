import NumericCore
import SampleStatistics
import Testing

@Suite("Statistics")
struct StatisticsTests {
    private func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

    @Test("mean, variance and quantiles of small samples are the textbook's")
    func moments() {
        let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
        #expect(agree(Statistics.mean(values), 3.875))
        #expect(agree(Statistics.sampleVariance(values), 7.553571428571429))
        #expect(agree(Statistics.quantile(values, 0.5), 3.5))
        #expect(agree(Statistics.quantile(values, 0.25), 1.75))
        #expect(agree(Statistics.quantile(values, 0.9), 6.9))
        #expect(Statistics.quantile(values, 0) == 1 && Statistics.quantile(values, 1) == 9)
        #expect(Statistics.quantile([7], 0.3) == 7)
    }

    @Test("Wilson's interval has the published values and stays in 0...1")
    func wilson() {
        // Newcombe 1998, table I: 81/263, 15/148, 0/20 and 1/29.
        for (successes, trials, low, high) in [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
        ] {
            let interval = Statistics.wilsonInterval(successes: successes, of: trials)
            #expect(abs(interval.lowerBound - low) < 5e-5 && abs(interval.upperBound - high) < 5e-5)
        }
        #expect(Statistics.wilsonInterval(successes: 20, of: 20).upperBound == 1)
    }
}
