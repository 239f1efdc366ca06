import Datasets
import Networks
import NumericCore
import Probing
import Testing

/// A network to ablate: its architecture, and how it is trained.
struct AblatedNetwork: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let architecture: Architecture

    static let all = [
        AblatedNetwork(
            testDescription: "ReLU",
            architecture: Architecture(inputs: 12, hidden: [.init(23, .relu), .init(14, .relu)], classes: 2)),
        AblatedNetwork(testDescription: "tanh", architecture: TestTask.plane(.tanh)),
        AblatedNetwork(
            testDescription: "sigmoid and identity",
            architecture: Architecture(inputs: 12, hidden: [.init(9, .sigmoid), .init(7, .identity)], classes: 2)),
        AblatedNetwork(
            testDescription: "batch-normalised",
            architecture: Architecture(
                inputs: 12, hidden: [.init(16, .relu, normalised: true), .init(12, .tanh, normalised: true), .init(6, .relu)],
                classes: 2)),
    ]

    func trained() throws -> Weights {
        let recipe = Recipe(optimiser: .rmsProp(learningRate: 0.003), batchSize: 64, epochs: 6, initialisation: .heNormal)
        let trajectory = try Trainer().train(TestTask.job(architecture, recipe), on: TestTask.split)
        return trajectory.snapshots[trajectory.snapshots.count - 1].weights
    }

    var units: [UnitReference] {
        architecture.hidden.indices.flatMap { layer in (0..<architecture.units(layer)).map { UnitReference(layer: layer, unit: $0) }
        }
    }
}

@Suite("Ablation")
struct AblationTests {
    private static let samples = TestTask.split.training.selecting(0..<1001)

    @Test(
        "cumulative accuracies equal full passes at every point, layer by layer and over the whole network",
        arguments: AblatedNetwork.all)
    func curves(_ network: AblatedNetwork) throws {
        let weights = try network.trained()
        let ablation = Ablation(network.architecture)
        let means = ActivationReader(network.architecture).read(weights, on: Self.samples).dropLast().map { layer in
            (0..<layer.rows).map { layer.row($0).reduce(0, +) / Float(layer.columns) }
        }
        for layer in Array(network.architecture.hidden.indices) + [-1] {
            var order = layer < 0 ? network.units : network.units.filter { $0.layer == layer }
            var generator = SeededGenerator(seed: 3, purpose: "ablation order")
            generator.shuffle(&order)
            for replacement in [Ablation.Replacement.zero, .values(means)] {
                let fast = ablation.accuracies(weights, on: Self.samples, order: order, replacement: replacement)
                #expect(fast == ablation.accuraciesByFullPasses(weights, on: Self.samples, order: order, replacement: replacement))
                #expect(fast.count == order.count + 1)
            }
        }
    }

    @Test("several orders at some points give what full passes give there", arguments: AblatedNetwork.all)
    func orders(_ network: AblatedNetwork) throws {
        let weights = try network.trained()
        let ablation = Ablation(network.architecture)
        let orders = (0..<3).map { index in
            var generator = SeededGenerator(seed: 5, purpose: "ablation order", index: UInt64(index))
            return generator.permutation(network.units.count).map { network.units[$0] }
        }
        let counts = [1, 2, 7, 13, network.units.count]
        let curves = ablation.accuracies(weights, on: Self.samples, orders: orders, at: counts) {}
        for (order, curve) in zip(orders, curves) {
            let full = ablation.accuraciesByFullPasses(weights, on: Self.samples, order: order)
            #expect(curve == counts.map { full[$0] })
        }
    }

    @Test("units that are dead already are ablated without a change, alone and beside others", arguments: [0, 3])
    func dead(_ network: Int) throws {
        let network = AblatedNetwork.all[network]
        var weights = try network.trained()
        for unit in 0..<10 {
            if weights.layers[0].normalisation == nil {
                weights.layers[0].biases[unit] = -1000
            } else {
                weights.layers[0].normalisation!.shift[unit] = -1000
            }
        }
        let others = network.units.filter { $0.layer > 0 }
        let dead = (0..<10).map { UnitReference(layer: 0, unit: $0) }
        let order = Array(dead[..<6]) + zip(dead[6...], others).flatMap { [$0, $1] }
        let ablation = Ablation(network.architecture)
        let full = ablation.accuraciesByFullPasses(weights, on: Self.samples, order: order)
        #expect(Set(full[...6]).count == 1)
        for counts in [Array(0...order.count), [0, 5, 8, 11, order.count]] {
            #expect(ablation.accuracies(weights, on: Self.samples, orders: [order], at: counts) {} == [counts.map { full[$0] }])
        }
    }

    @Test("a tie between logits is decided as a full pass decides it: by the first class")
    func ties() throws {
        let network = AblatedNetwork.all[0]
        var weights = try network.trained()
        // Both classes get the same logit, through different orders of the same corrections.
        let last = weights.layers.count - 1
        for unit in 0..<14 { weights.layers[last].matrix[1, unit] = weights.layers[last].matrix[0, unit] }
        weights.layers[last].biases = [0.1, 0.1]
        let curve = Ablation(network.architecture).accuracies(weights, on: Self.samples, order: network.units)
        let zeros = Double(Self.samples.labels.count { $0 == 0 }) / Double(Self.samples.count)
        #expect(curve.allSatisfy { $0 == zeros })
    }

    @Test("ablating every unit leaves the accuracy of a constant answer")
    func everything() throws {
        for network in AblatedNetwork.all {
            let curve = Ablation(network.architecture).accuracies(try network.trained(), on: Self.samples, order: network.units)
            let ones = Double(Self.samples.labels.count { $0 == 1 }) / Double(Self.samples.count)
            #expect(curve.last == ones || curve.last == 1 - ones)
            #expect((curve.first ?? 0) > 0.6)
        }
    }

    @Test("ablating each unit alone gives a full pass's loss and accuracy, bit for bit", arguments: AblatedNetwork.all)
    func single(_ network: AblatedNetwork) throws {
        let weights = try network.trained()
        let ablation = Ablation(network.architecture)
        let scores = ablation.scores(weights, on: Self.samples, withoutEach: network.units)
        for (unit, score) in zip(network.units, scores) {
            #expect(score == ablation.score(weights, on: Self.samples, without: [unit]))
        }
    }

    @Test("every set of kernels gives the same curve", arguments: KernelSet.allCases.filter(\.isAvailable))
    func kernels(_ kernels: KernelSet) throws {
        let network = AblatedNetwork.all[3]
        let weights = try network.trained()
        let samples = Self.samples.selecting(0..<100)
        #expect(
            Ablation(network.architecture, kernels: kernels).accuracies(weights, on: samples, order: network.units)
                == Ablation(network.architecture, kernels: .portable).accuracies(weights, on: samples, order: network.units))
    }
}
