import Networks
import Testing

@testable import Pruning

@Suite("SynFlow")
struct SynFlowTests {
    @Test("a network worked out by hand")
    func byHand() {
        // |w|: hidden units take (1, 2) and (3, 0), the outputs take (1, 1) and (2, 0) of them; R = 3 (1 + 2) + 1 (3 + 0) = 12.
        let structures = Structures(Architecture(inputs: 2, hidden: [.init(2, .relu)], classes: 2))
        let weights = Weights(layout: structures.architecture.layout, values: [[1, -2, -3, 0], [0, 0], [-1, 1, 2, 0], [0, 0]])
        let method = SynFlow(structures)
        let flow = method.flow(weights, keeping: Mask(keepingAllOf: structures))
        #expect(flow == [[3, 6, 3, 0], [0, 0], [3, 3, 6, 0], [0, 0]])
        #expect(structures.sums(of: flow).values == [[9, 3]])
        #expect(method.mask(weights, removing: 1) {}.kept == [[true, false]])
        let masked = method.flow(weights, keeping: Mask(kept: [[true, false]]))
        #expect(masked == [[3, 6, 0, 0], [0, 0], [3, 0, 6, 0], [0, 0]])
    }

    /// Networks whose activations are 0 or the identity: what flows in flows out.
    static let homogeneous = [
        TestNetwork("dense", Architecture(inputs: 5, hidden: [.init(6, .relu), .init(4, .relu)], classes: 3)), TestNetwork.leNet,
        TestNetwork("VGG11 without normalisation", .vgg(.vgg11, width: 0.0625, normalised: false)),
        TestNetwork("eleven layers", .elevenLayers(normalised: false, width: 0.0625)),
    ]

    @Test("flow is conserved at every unit: what its weights and bias bring in, the next weights take out", arguments: homogeneous)
    func conservedByUnits(_ network: TestNetwork) {
        let structures = Structures(network.architecture)
        let layout = network.architecture.layout
        let mask = structures.randomMask(keeping: 0.8, seed: 1)
        let flow = SynFlow(structures).flow(network.weights(), keeping: mask)
        for (place, layer) in structures.layers.enumerated() {
            for node in 0..<layer.count {
                let incoming =
                    flow[structures.weights(layer)][structures.incoming(node, of: layer)].reduce(0, +)
                    + (structures.biases(layer).map { flow[$0][node] } ?? 0)
                var outgoing = 0.0
                for member in structures.structure(layer: place, node: node).members where member.axis == .inputs {
                    let entry = layout.place(of: member.parameter)!
                    let columns = layout.entries[entry].columns
                    for row in 0..<layout.entries[entry].rows {
                        for column in member.indices { outgoing += flow[entry][row * columns + column] }
                    }
                }
                #expect(abs(incoming - outgoing) <= 1e-12 * (incoming + outgoing))
                #expect((incoming > 0) == mask.kept[place][node])
            }
        }
    }

    @Test("without biases every layer has the same flow, that of the outputs", arguments: homogeneous)
    func conservedByLayers(_ network: TestNetwork) {
        let structures = Structures(network.architecture)
        let weights = Initialisation.heNormal.weights(of: network.architecture, seed: 2)
        let flow = SynFlow(structures).flow(weights, keeping: Mask(keepingAllOf: structures))
        let totals = zip(flow, weights.layout.entries).filter { $1.name.hasSuffix(".weights") }.map { $0.0.reduce(0, +) }
        #expect(totals[0] > 0 && totals.allSatisfy { abs($0 / totals[0] - 1) < 1e-12 })
    }

    @Test("rounds leave the wanted number, and no layer collapses before the last nodes")
    func schedule() throws {
        let network = TestNetwork("LeNet-5", .leNet5())
        let structures = Structures(network.architecture)
        let weights = Initialisation.heNormal.weights(of: network.architecture, seed: 1)
        let method = SynFlow(structures, rounds: 20)
        for count in [0, 1, 200, 215] {
            let mask = method.mask(weights, removing: count) {}
            #expect(mask.removedCount == count && SmallerNetwork(structures, keeping: mask) != nil)
        }
        #expect(SynFlow(structures, rounds: 1).mask(weights, removing: 200) {} != method.mask(weights, removing: 200) {})
        #expect(method.mask(weights, removing: 226) {}.removedCount == 226)
        #expect(SynFlow(structures).rounds == 100)
    }
}
