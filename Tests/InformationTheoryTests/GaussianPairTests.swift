import Foundation
import InformationTheory
import Testing

@Suite struct GaussianPairTests {
    @Test("the exact information of a Gaussian pair's signs is 1 - h(1/2 + asin ρ / π)", arguments: [0.3, 0.8, -0.95])
    func signs(_ correlation: Double) {
        let pair = GaussianPair(correlation: correlation)
        let same = 0.5 + asin(correlation) / .pi
        let entropy = -same * log2(same) - (1 - same) * log2(1 - same)
        // Bins of nine deviations part the line at 0 only.
        #expect(abs(pair.binnedInformation(size: 9) {} - (1 - entropy)) < 1e-9)
        #expect(abs(pair.information + 0.5 * log2(1 - correlation * correlation)) < 1e-12)
    }

    @Test("with known probabilities finer bins come ever closer to the pair's information, from below")
    func convergence() {
        let pair = GaussianPair(correlation: 0.8)
        let errors = [2, 1, 0.5, 0.25].map { pair.binnedInformation(size: $0) {} - pair.information }
        #expect(errors.allSatisfy { $0 < 0 })
        #expect(zip(errors, errors.dropFirst()).allSatisfy { abs($0) > 2 * abs($1) })
        #expect(abs(GaussianPair(correlation: 0).binnedInformation(size: 0.5) {}) < 1e-9)
    }

    @Test("counted in tables, bins have the information that looked up they have")
    func tables() {
        let x: [Int32] = [0, 0, -1, 3, 3, -1, 0, 2]
        let y: [Int32] = [1, 1, 0, -2, 1, 0, 0, -2]
        #expect(abs(MutualInformation.ofBins(x, and: y) - MutualInformation.of(x, and: y)) < 1e-12)
    }

    @Test("labels that are certain tell what plug-in information they have, and those of one half nothing")
    func uncertainLabels() {
        let symbols: [[Int32]] = [[0], [0], [1], [3, 3], [3, 3], [1], [0], [2]]
        let labels = [1, 1, 0, 0, 1, 0, 0, 0]
        let certain = MutualInformation.of(symbols, secondClass: labels.map(Double.init))
        #expect(abs(certain - MutualInformation.of(symbols, and: labels)) < 1e-12)
        #expect(MutualInformation.of(symbols, secondClass: .init(repeating: 0.5, count: 8)) == 0)
        // Two symbols, each of half the samples: 1 - h(1/4).
        let half = MutualInformation.of([0, 0, 1, 1], secondClass: [0.25, 0.25, 0.75, 0.75])
        #expect(abs(half - (1 + 0.25 * log2(0.25) + 0.75 * log2(0.75))) < 1e-12)
    }
}
