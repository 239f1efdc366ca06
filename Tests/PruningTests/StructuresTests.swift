import Networks
import Testing

@testable import Pruning

@Suite("Structures of nodes that go together")
struct StructuresTests {
    @Test(
        "each network has as many nodes that can be removed as MIPP.md counts",
        arguments: [
            (Architecture.leNet5(), 226), (.leNet5(maps: (20, 50), units: [500], padding: 0), 570), (.vgg(.vgg11), 2752),
            (.vgg(.vgg19, classes: 100), 5504), (.resNet(.resNet18), 3904), (.resNet(.resNet34), 7616),
            (.resNet(.resNet50, classes: 100), 22720), (.resNet(.resNet50, stem: .large, classes: 1000), 22720),
            (Architecture(inputs: 5, hidden: [.init(4, .tanh), .init(3, .relu)], classes: 2), 7),
        ])
    func counts(_ architecture: Architecture, _ count: Int) {
        #expect(Structures(architecture).nodeCount == count)
    }

    @Test("projections and the outputs stay; a block's last layer is added to what it skips")
    func residual() {
        let structures = Structures(.resNet(.resNet18))
        #expect(structures.layers.count == 17)
        #expect(!structures.layers.contains { $0.name.hasSuffix("downsample") || $0.name == "fc" })
        let names = structures.architecture.nodes.map(\.id)
        let last = structures.layers.filter(\.isAdded)
        #expect(last.map(\.name) == (1...4).flatMap { ["layer\($0).0.conv2", "layer\($0).1.conv2"] })
        #expect(last.map { names[$0.end] } == last.map { "\($0.name)/normalise" })
        // What the next layer receives: behind the addition and its activation, of the last block also behind the pool.
        #expect(names[last[0].received] == "layer1.0.sum/activate" && names[last[7].received] == "avgpool")
        #expect(last[1].takers.map { names[$0] } == ["layer2.0.conv1", "layer2.0.downsample"])
        #expect(structures.layers[0].takers.map { names[$0] } == ["layer1.0.conv1"])
        #expect(names[structures.layers[0].received] == "conv1/activate")
    }

    @Test("a filter goes with its bias, its normalisation and what the next layers read it by")
    func members() {
        let leNet = Structures(.leNet5())
        #expect(
            leNet.structure(layer: 0, node: 2).members == [
                .init(parameter: "conv1.weights", axis: .outputs, indices: [2]),
                .init(parameter: "conv1.biases", axis: .outputs, indices: [2]),
                .init(parameter: "conv2.weights", axis: .inputs, indices: [2]),
            ])
        // Maps of 5 x 5 are flattened.
        #expect(
            leNet.structure(layer: 1, node: 3).members.last
                == .init(parameter: "fc1.weights", axis: .inputs, indices: Array(75..<100)))
        let names = leNet.architecture.nodes.map(\.id)
        #expect(names[leNet.layers[1].received] == "pool2")
        let residual = Structures(.resNet(.resNet18))
        #expect(
            residual.structure(layer: 1, node: 0).members.map(\.parameter) == [
                "layer1.0.conv1.weights", "layer1.0.conv1.scale", "layer1.0.conv1.shift", "layer1.0.conv1.mean",
                "layer1.0.conv1.variance", "layer1.0.conv2.weights",
            ])
        // The maps of a sum stay.
        #expect(residual.structure(layer: 2, node: 0).members.allSatisfy { $0.axis == .outputs })
    }
}
