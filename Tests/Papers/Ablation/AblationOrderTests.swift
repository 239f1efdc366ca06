import Experiments
import Testing

@testable import AblationPaper

@Suite struct AblationOrderTests {
    /// Neurons of these entropies; the other measures fall as entropy rises.
    private func layer(_ entropies: [Double]) -> [UnitMeasures] {
        entropies.map {
            UnitMeasures(entropy: $0, mutualInformation: 1 - $0, klSelectivity: 2 - $0, selectiveClass: 0, activeShare: 0.5)
        }
    }

    private func places(_ order: Order, _ measures: [[UnitMeasures]], layer: Int?, seed: UInt64 = 1) -> [Int] {
        order.neurons(measures, layer: layer, seed: seed).map { 10 * $0.layer + $0.unit }
    }

    @Test("lowest first and highest first follow the measure, in a layer and across layers")
    func ranks() {
        let measures = [layer([0.3, 0.1, 0.2]), layer([0.25, 0.15])]
        #expect(places(.lowest(.entropy), measures, layer: 0) == [1, 2, 0])
        #expect(places(.highest(.entropy), measures, layer: 0) == [0, 2, 1])
        #expect(places(.lowest(.mutualInformation), measures, layer: 1) == [10, 11])
        #expect(places(.lowest(.entropy), measures, layer: nil) == [1, 11, 2, 10, 0])
        #expect(places(.highest(.klSelectivity), measures, layer: nil) == [1, 11, 2, 10, 0])
    }

    @Test("neurons of equal values take a random order that the seed names")
    func ties() {
        let measures = [layer(Array(repeating: 0, count: 40) + [0.5])]
        let first = places(.lowest(.entropy), measures, layer: 0)
        #expect(first.last == 40)
        #expect(first.sorted() == Array(0..<41))
        #expect(Array(first.dropLast()) != Array(0..<40))
        #expect(first == places(.lowest(.entropy), measures, layer: 0))
        #expect(first != places(.lowest(.entropy), measures, layer: 0, seed: 2))
    }

    @Test("the random order is another for every network and for every layer")
    func random() {
        let measures = [layer(Array(repeating: 0.1, count: 30)), layer(Array(repeating: 0.1, count: 30))]
        let orders = [
            places(.random, measures, layer: 0), places(.random, measures, layer: 0, seed: 2),
            places(.random, measures, layer: 1).map { $0 - 10 },
        ]
        #expect(Set(orders).count == 3)
        #expect(places(.random, measures, layer: nil).sorted() == (Array(0..<30) + Array(10..<40)).sorted())
    }

    @Test("the share of layer 1 among the first neurons counts those of lowest values")
    func firstLayerShare() {
        let low = layer([0.1, 0.2, 0.3, 0.4])
        let high = layer([0.5, 0.6, 0.15, 0.8])
        let networks = MeasuredNetworks(condition: .mnistReluDropout, networks: [.init(seed: 1, measures: [low, high])])
        #expect(Figure2.firstLayerShares(networks, .lowest(.entropy), count: 4) == [0.75])
    }
}
