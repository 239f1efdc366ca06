import Experiments
import Testing

@testable import AblationPaper

@Suite struct ViolinDensityTests {
    /// The integral over the range by the trapezoidal rule on a fine grid.
    private func integral(_ density: ViolinDensity, of values: [Double]) -> Double {
        let steps = 4000
        let (low, high) = (density.range.lowerBound, density.range.upperBound)
        let places = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
        let heights = density.densities(of: values, at: places)
        let inner = heights.dropFirst().dropLast().reduce(0, +)
        return (inner + (heights[0] + heights[steps]) / 2) * (high - low) / Double(steps)
    }

    @Test("a density integrates to 1 over the values' range: smooth values, a pile at one end, a range of few bandwidths")
    func integratesToOne() throws {
        var random = SeededGenerator(seed: 3, purpose: "violin density test")
        let smooth = (0..<400).map { _ in random.uniform() * random.uniform() }
        let pile = Array(repeating: 0.001, count: 300) + (0..<50).map { _ in random.uniform() }
        let narrow = [0.5, 0.501, 0.503]
        for values in [smooth, pile, narrow] {
            let density = try #require(ViolinDensity(of: values, leastBandwidth: 0.01))
            #expect(abs(integral(density, of: values) - 1) < 1e-5)
            #expect(density.densities(of: values, at: values).allSatisfy { $0 > 0 })
        }
    }

    @Test("no density lies beyond the values, none is made of values that do not differ")
    func range() throws {
        let density = try #require(ViolinDensity(of: [0.2, 0.4, 0.9], leastBandwidth: 0.05))
        #expect(density.densities(of: [0.2, 0.4, 0.9], at: [0, 0.19, 0.91, 2]) == [0, 0, 0, 0])
        #expect(ViolinDensity(of: [0.3, 0.3], leastBandwidth: 0.1) == nil)
        #expect(ViolinDensity(of: [], leastBandwidth: 0.1) == nil)
    }

    @Test("far from the ends one value's density is the kernel's: 1 / (bandwidth root 2 pi) at its middle")
    func kernel() throws {
        let density = try #require(ViolinDensity(of: [-100, -1, 0, 1, 100], leastBandwidth: 0.01))
        #expect(density.bandwidth < 2)
        let peak = 1 / (density.bandwidth * 2.506_628_274_631_000_5)
        #expect(abs(density.densities(of: [0], at: [0])[0] - peak) < 1e-12)
    }

    @Test("the bandwidth is Silverman's, not below the least one, and bears half of the values being equal")
    func bandwidth() throws {
        // 0, 1, ..., 9: s = 3.0277, IQR / 1.34 = 3.3582, 10^(-1/5) = 0.630957.
        let values = (0..<10).map(Double.init)
        let silverman = 0.9 * 3.027_650_354_097_491_7 * 0.630_957_344_480_193_2
        #expect(abs(ViolinDensity.silverman(values) - silverman) < 1e-12)
        #expect(try #require(ViolinDensity(of: values, leastBandwidth: 5)).bandwidth == 5)
        #expect(ViolinDensity.silverman([0, 0, 0, 0, 0, 0, 0, 1]) > 0)
    }

    @Test("the mean of parts' densities is the density of the whole, the parts being of one size")
    func parts() throws {
        let (first, second) = ([0.1, 0.5, 0.6], [0.2, 0.3, 0.9])
        let density = try #require(ViolinDensity(of: first + second, leastBandwidth: 0.02))
        let places = [0.1, 0.25, 0.5, 0.9]
        let whole = density.densities(of: first + second, at: places)
        let parts = zip(density.densities(of: first, at: places), density.densities(of: second, at: places)).map { ($0 + $1) / 2 }
        #expect(zip(whole, parts).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("a value outside the range stops the program")
    func damaged() async {
        await #expect(processExitsWith: .failure) {
            _ = ViolinDensity(of: [0, 1], leastBandwidth: 0.1)?.densities(of: [2], at: [0.5])
        }
    }
}
