import Datasets
import Networks
import NumericCore
import Probing
import Testing

@testable import Pruning

@Suite("ThiNet")
struct ThiNetTests {
    private static func products(_ vectors: [[Double]]) -> Matrix<Double> {
        Matrix(
            rows: vectors.count, columns: vectors.count,
            values: vectors.flatMap { one in vectors.map { zip(one, $0).reduce(0) { $0 + $1.0 * $1.1 } } })
    }

    @Test("channels and factors worked out by hand")
    func byHand() {
        // The least is (1, 0); with it (-1, 1) makes (0, 1), the others (1, 2) and (2, 1); with both (1, 1) makes (1, 2), (0, 2) makes (0, 3).
        let products = Self.products([[0, 2], [1, 1], [1, 0], [-1, 1]])
        #expect(ThiNet.removed(3, by: products) == [2, 3, 1])
        // Their sum is (1, 4): (1, 1) alone comes nearest with 5 / 2.
        #expect(ThiNet.factors(of: [1], by: products) == [2.5])
        // With two directions all is explained: a (0, 2) + b (1, 1) = (1, 4).
        let two = ThiNet.factors(of: [0, 1], by: products)
        #expect(abs(two[0] - 1.5) < 1e-12 && abs(two[1] - 1) < 1e-12)
        // What the ones before determine keeps 1: a (0, 2) + b (1, 1) + (-1, 1) = (1, 4).
        let three = ThiNet.factors(of: [0, 1, 3], by: products)
        #expect(abs(three[0] - 0.5) < 1e-12 && abs(three[1] - 2) < 1e-12 && three[2] == 1)
        #expect(ThiNet.factors(of: [], by: products) == [])
    }

    /// The first half of each layer's nodes once more behind them, the copies with so large a share of the weights to the next layer.
    private static func copying(_ network: TestNetwork, share: Float) -> Weights {
        let structures = Structures(network.architecture)
        var weights = network.weights()
        for (place, layer) in structures.layers.enumerated() {
            let half = layer.count / 2
            for node in 0..<half {
                let entry = structures.weights(layer)
                for (from, to) in zip(structures.incoming(node, of: layer), structures.incoming(half + node, of: layer)) {
                    weights.values[entry][to] = weights.values[entry][from]
                }
                if let biases = structures.biases(layer) { weights.values[biases][half + node] = weights.values[biases][node] }
                let one = structures.structure(layer: place, node: node).members.last!
                let other = structures.structure(layer: place, node: half + node).members.last!
                let next = weights.layout.place(of: one.parameter)!
                let columns = weights.layout.entries[next].columns
                for row in 0..<weights.layout.entries[next].rows {
                    for (from, to) in zip(one.indices, other.indices) {
                        weights.values[next][row * columns + to] = share * weights.values[next][row * columns + from]
                    }
                }
            }
        }
        return weights
    }

    @Test("a layer of pairs loses one of each pair, and the other's factor makes up for it: the outputs stay")
    func copies() throws {
        let networks = [
            TestNetwork("dense", Architecture(inputs: 6, hidden: [.init(2, .relu), .init(2, .tanh)], classes: 3)),
            TestNetwork(
                "maps",
                Architecture(
                    input: Shape(channels: 2, rows: 8, columns: 8),
                    nodes: [
                        Node(id: "a", op: Convolution(2, size: 3, padding: 1), from: [Node.input]),
                        Node(id: "a/activate", op: Activate(.relu), from: [0]),
                        Node(id: "pool", op: Pool(.max, size: 2), from: [1]),
                        Node(id: "b", op: Convolution(2, size: 3, stride: 2, padding: 1), from: [2]),
                        Node(id: "b/activate", op: Activate(.tanh), from: [3]), Node(id: "flatten", op: Flatten(), from: [4]),
                        Node(id: "c", op: Dense(2), from: [5]), Node(id: "c/activate", op: Activate(.sigmoid), from: [6]),
                        Node(id: "d", op: Dense(3), from: [7]),
                    ])),
        ]
        for network in networks {
            let structures = Structures(network.architecture)
            let weights = Self.copying(network, share: 0.5)
            let samples = network.samples(40)
            let method = ThiNet(structures)
            let result = method.prune(weights, on: samples, removing: 0.5, seed: 1) {}
            // The copies have half the share of the sums: they go.
            #expect(result.mask.kept == structures.layers.map { _ in [true, false] })
            #expect(result.factors.allSatisfy { abs($0[0] - 1.5) < 1e-6 && $0[1] == 1 })
            let smaller = try #require(SmallerNetwork(structures, keeping: result.mask))
            let scaled = smaller.weights(method.scaled(weights, by: result.factors))
            let whole = TestNetwork.outputs(network.architecture, weights, samples)
            let left = TestNetwork.outputs(smaller.architecture, scaled, samples)
            #expect(zip(whole, left).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test("contributions add up to the next layer's sums, without the bias")
    func sums() {
        let network = TestNetwork.leNet
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(7))
        let architecture = network.architecture
        for layer in structures.layers {
            let next = architecture.nodes[layer.takers[0]]
            let place = architecture.layerNodes.firstIndex { $0.contains(layer.takers[0]) }!
            let pre = ActivationReader(architecture).read(weights, on: samples, quantity: .preActivation, layers: [place])[0]
            let shape = architecture.shapes[layer.takers[0]]
            let biases = weights["\(next.id).biases"]
            let contribution = Contribution(structures, layer)
            let values = ReceivedReader(structures, layer, weights, kernels: .best).differences(on: samples, from: 0, count: 7)
            var generator = SeededGenerator(seed: 1, purpose: "places")
            for sample in 0..<7 {
                var same = generator
                let x = contribution.drawn(values, sample, 7, weights.values[contribution.entry], &generator)
                let (unit, row, column) = (
                    Int(same.integer(below: UInt32(shape.channels))), Int(same.integer(below: UInt32(shape.rows))),
                    Int(same.integer(below: UInt32(shape.columns)))
                )
                let sum = Double(pre[(unit * shape.rows + row) * shape.columns + column, sample] - biases[unit])
                #expect(abs(x.reduce(0, +) - sum) < 1e-4)
            }
        }
    }

    @Test("behind an addition a layer contributes what the next sums lose if it is 0 and the other branch stays")
    func residual() {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(5))
        let layer = structures.layers[2]
        #expect(layer.name == "layer1.0.conv2" && layer.isAdded)
        var without = weights
        for name in ["scale", "shift"] { without["layer1.0.conv2.\(name)"] = [0, 0, 0, 0] }
        func read(_ weights: Weights) -> [Float] {
            let place = network.architecture.layers.indices.first {
                network.architecture.nodes[network.architecture.layerNodes[$0].lowerBound].id == "layer1.0.sum"
            }!
            return ActivationReader(network.architecture).read(weights, on: samples, layers: [place])[0].values
        }
        let expected = zip(read(weights), read(without)).map { $0 - $1 }
        #expect(ReceivedReader(structures, layer, weights, kernels: .best).differences(on: samples, from: 0, count: 5) == expected)
        let result = ThiNet(structures).prune(weights, on: samples, removing: 0.25, seed: 1) {}
        #expect(result.mask.widths.allSatisfy { $0 % 3 == 0 } && result.factors[2] == [1, 1, 1, 1])
    }
}
