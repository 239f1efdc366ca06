import Datasets
import Foundation
import NumericCore
import Probing
import Testing

@testable import Networks
@testable import Pruning

@Suite("Networks without some of their nodes")
struct SmallerNetworkTests {
    @Test("the smaller network has the outputs of the whole one with these nodes masked", arguments: TestNetwork.all, 0..<3)
    func sameOutputs(_ network: TestNetwork, _ seed: UInt64) throws {
        let structures = Structures(network.architecture)
        let weights = network.weights()
        let samples = network.samples(5)
        let mask = structures.randomMask(keeping: [0.9, 0.6, 0.3][Int(seed)], seed: seed)
        let smaller = try #require(SmallerNetwork(structures, keeping: mask))
        #expect(smaller.mask == mask)
        let masked = TestNetwork.outputs(network.architecture, weights, samples, masking: smaller.mask)
        let outputs = TestNetwork.outputs(smaller.architecture, smaller.weights(weights), samples)
        #expect((masked == TestNetwork.outputs(network.architecture, weights, samples)) == (mask.removedCount == 0))
        if Self.transforms(smaller.architecture) == Self.transforms(network.architecture) {
            #expect(outputs == masked)
        } else {
            let size = masked.map(abs).max() ?? 0
            #expect(zip(outputs, masked).allSatisfy { abs($0 - $1) <= 2e-5 * size })
        }
    }

    /// The layers that are computed by transforms, whose sums are of another order.
    private static func transforms(_ architecture: Architecture) -> Set<String> {
        Set(
            architecture.nodes.indices.filter { index in
                let from = architecture.nodes[index].from[0]
                guard let op = architecture.nodes[index].op as? Convolution else { return false }
                return op.usesWinograd(
                    from == Node.input ? architecture.input : architecture.shapes[from], architecture.shapes[index])
            }.map { architecture.nodes[$0].id })
    }

    @Test("sums keep the maps that either branch has, and lose those that neither has")
    func sums() throws {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        var mask = Mask(keepingAllOf: structures)
        // Four maps wide: the stem loses the first, the first block too, the second block its last.
        mask.kept[0] = [false, true, true, true]
        mask.kept[2] = [false, true, true, true]
        let both = try #require(SmallerNetwork(structures, keeping: mask))
        let names = both.architecture.nodes.map(\.id)
        #expect(!names.contains { $0.hasPrefix("layer1.0.sum/first") || $0.hasPrefix("layer1.0.sum/second") })
        let sum = try #require(names.firstIndex(of: "layer1.0.sum"))
        #expect(both.architecture.shapes[sum].channels == 3)
        // The second block still makes the first map.
        let second = try #require(names.firstIndex(of: "layer1.1.sum"))
        #expect(both.architecture.shapes[second].channels == 4)
        #expect(both.architecture.nodes[second].from.contains { both.architecture.nodes[$0].op is Scatter })
    }

    @Test("a branch that has lost a layer is gone whole, and the other carries the signal")
    func branches() throws {
        let structures = Structures(TestNetwork.resNet18.architecture)
        for layer in [1, 2] {
            var mask = Mask(keepingAllOf: structures)
            mask.kept[layer] = [false, false, false, false]
            let smaller = try #require(SmallerNetwork(structures, keeping: mask))
            #expect(smaller.mask.removedCount == 8 && smaller.mask.widths[1] == 0 && smaller.mask.widths[2] == 0)
            #expect(!smaller.architecture.nodes.contains { $0.id.hasPrefix("layer1.0.conv") || $0.id == "layer1.0.sum" })
        }
    }

    @Test("layers collapse where nothing reaches the outputs any more", arguments: TestNetwork.all)
    func collapse(_ network: TestNetwork) {
        let structures = Structures(network.architecture)
        var none = Mask(keepingAllOf: structures)
        none.kept[0] = none.kept[0].map { _ in false }
        #expect(network.architecture.without(none) == nil)
        let all = Mask(keepingAllOf: structures)
        #expect(network.architecture.without(all) == network.architecture)
        #expect(network.weights().without(all, of: network.architecture) == network.weights())
    }

    @Test("a smaller network is trained, stored and read like any other")
    func trains() throws {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        let mask = structures.randomMask(keeping: 0.5, seed: 1)
        let smaller = try #require(SmallerNetwork(structures, keeping: mask))
        #expect(smaller.architecture.nodes.contains { $0.op is Scatter })
        let read = try JSONDecoder().decode(Architecture.self, from: JSONEncoder().encode(smaller.architecture))
        #expect(read == smaller.architecture)
        let samples = network.samples(24)
        let weights = smaller.weights(network.weights())
        let reader = ActivationReader(smaller.architecture)
        let last = smaller.architecture.layerCount - 1
        // Where values share memory, what is 0 is 0 in every batch.
        #expect(
            reader.read(weights, on: samples, quantity: .preActivation, layers: [last])[0].values
                == TestNetwork.outputs(smaller.architecture, weights, samples))
        let recipe = Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 24, epochs: 1)
        let run = StepRun(smaller.architecture, recipe, on: samples)
        let other = StepRun(smaller.architecture, recipe, on: samples, threads: 3)
        run.run(steps: 3)
        other.run(steps: 3)
        #expect(run.weights == other.weights && run.weights != recipe.initialisation.weights(of: smaller.architecture, seed: 0))
        #expect(run.weights.values.joined().allSatisfy { $0.isFinite })
    }

    @Test("the gradient of a scattered branch is that of central differences")
    func scatteredGradient() throws {
        let architecture = Architecture(
            input: Shape(channels: 2, rows: 5, columns: 4),
            nodes: [
                Node(id: "a", op: Convolution(3, size: 3, padding: 1), from: [Node.input]),
                Node(id: "a/activate", op: Activate(.tanh), from: [0]),
                Node(id: "b", op: Convolution(2, size: 3, padding: 1), from: [1]),
                Node(id: "sum/second", op: Scatter(to: [0, 2], of: 3), from: [2]),
                Node(id: "sum", op: Add(), from: [1, 3]), Node(id: "sum/activate", op: Activate(.tanh), from: [4]),
                Node(id: "pool", op: Pool.whole(.mean), from: [5]), Node(id: "c", op: Dense(3), from: [6]),
            ])
        let network = TestNetwork("scattered", architecture)
        let (weights, samples) = (network.weights(), network.samples(43))
        let gradient = Gradient(architecture).ofLoss(weights, on: samples)
        let expected = Curvature(architecture).gradient(weights, on: samples)
        for (found, known) in zip(gradient.values, expected) {
            for (one, other) in zip(found, known) { #expect(abs(Double(one) - other) < 2e-6) }
        }
    }

    @Test("what is left is counted: parameters and multiply-adds")
    func counted() throws {
        let architecture = Architecture.leNet5()
        #expect(SmallerNetwork.multiplyAdds(architecture) == 416_520)
        let structures = Structures(architecture)
        var mask = Mask(keepingAllOf: structures)
        for layer in mask.kept.indices { mask.kept[layer] = mask.kept[layer].indices.map { $0 % 2 == 0 } }
        #expect(mask.widths == [3, 8, 60, 42] && mask.sparsity == 0.5 && mask.sparsityOfLayers == [0.5, 0.5, 0.5, 0.5])
        let smaller = try #require(architecture.without(mask))
        #expect(smaller.parameterCount == 3 * 26 + 8 * 76 + 60 * 201 + 42 * 61 + 10 * 43)
        #expect(SmallerNetwork.multiplyAdds(smaller) == 784 * 3 * 25 + 100 * 8 * 75 + 60 * 200 + 42 * 60 + 420)
    }
}
