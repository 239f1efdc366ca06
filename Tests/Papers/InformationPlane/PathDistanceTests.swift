import Experiments
import Testing

@testable import InformationPlanePaper

@Suite struct PathDistanceTests {
    private let limits = (hx: 10.0, ixy: 1.0)

    private func path(_ points: [(Double, Double)]) -> [LayerInformation] {
        points.map { LayerInformation(withInput: $0.0, withLabel: $0.1, occupiedSymbols: 1) }
    }

    private func distance(_ a: [(Double, Double)], _ b: [(Double, Double)], epochs: [Int]) -> Double {
        PathDistance.between(path(a), path(b), epochs: epochs, limits: limits)
    }

    @Test("a path lies at distance 0 from itself, and as far from another as that from it")
    func identity() {
        let a = [(1.0, 0.1), (4, 0.5), (7, 0.9)]
        let b = [(2.0, 0.3), (9, 0.2), (5, 0.8)]
        #expect(distance(a, a, epochs: [1, 10, 100]) == 0)
        #expect(distance(a, b, epochs: [1, 10, 100]) == distance(b, a, epochs: [1, 10, 100]))
        #expect(distance(a, b, epochs: [1, 10, 100]) > 0)
    }

    @Test("a constant shift is its own length in sides of the plane, both axes alike")
    func shift() {
        let still = [(0.0, 0.0), (0, 0), (0, 0)]
        let side = [(10.0, 0.0), (10, 0), (10, 0)]
        let up = [(0.0, 1.0), (0, 1), (0, 1)]
        let oblique = [(3.0, 0.4), (3, 0.4), (3, 0.4)]
        #expect(distance(still, side, epochs: [1, 7, 8000]) == 1)
        #expect(distance(still, up, epochs: [1, 7, 8000]) == 1)
        #expect(abs(distance(still, oblique, epochs: [1, 7, 8000]) - 0.5) < 1e-15)
    }

    @Test("each decade counts alike: apart in one of two, the mean square is that of the trapezoid")
    func decades() {
        // Squared distances 1, 1, 0 at epochs 1, 10, 100: an area of 1 + 1/2 over 2 decades.
        let measured = distance([(0, 0), (0, 0), (0, 0)], [(10, 0), (10, 0), (0, 0)], epochs: [1, 10, 100])
        #expect(abs(measured - 0.75.squareRoot()) < 1e-12)
    }

    @Test("the initial weights, epoch 0, do not count")
    func initialWeights() {
        let with = distance([(0, 0), (0, 0), (0, 0)], [(10, 1), (5, 0), (5, 0)], epochs: [0, 1, 10])
        #expect(with == 0.5)
    }

    @Test("recording more epochs on the way changes nothing where the paths lie a constant distance apart")
    func density() {
        let sparse = distance([(0, 0), (0, 0)], [(4, 0), (4, 0)], epochs: [1, 1000])
        let epochs = [1, 2, 3, 5, 8, 100, 999, 1000]
        let dense = distance(epochs.map { _ in (0, 0) }, epochs.map { _ in (4, 0) }, epochs: epochs)
        #expect(abs(sparse - dense) < 1e-12)
    }

    @Test("a single trained epoch gives the distance of its two points")
    func single() {
        #expect(distance([(9, 1), (0, 0)], [(0, 0), (5, 0)], epochs: [0, 1]) == 0.5)
    }
}
