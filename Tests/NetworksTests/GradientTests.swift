import CKernels
import Datasets
import Networks
import NumericCore
import Probing
import Testing

@Suite("Gradients")
struct GradientTests {
    private static let samples = TestTask.split.training.selecting(0..<43)

    /// The gradient that one step of SGD at learning rate 1 on one batch of everything took away from the parameters, and the network
    /// before it.
    private func firstStep(_ architecture: Architecture, dropout: [Double] = [], seed: UInt64 = 1) throws -> (
        gradient: [NaiveNetwork.Layer], naive: NaiveNetwork
    ) {
        let recipe = Recipe(
            optimiser: .sgd(learningRate: 1), batchSize: 64, epochs: 1, initialisation: .pyTorchUniform, dropout: dropout)
        let trajectory = try Trainer().train(
            TestTask.job(architecture, recipe, seed: seed), on: DataSplit(training: Self.samples, validation: nil, test: nil))
        let naive = NaiveNetwork(architecture, try #require(trajectory.weights(atEpoch: 0)))
        let after = NaiveNetwork(architecture, try #require(trajectory.weights(atEpoch: 1)))
        var gradient = naive.layers
        for layer in gradient.indices {
            for part in NaiveNetwork.Layer.parts {
                for place in gradient[layer][keyPath: part].indices {
                    gradient[layer][keyPath: part][place] -= after.layers[layer][keyPath: part][place]
                }
            }
        }
        return (gradient, naive)
    }

    /// The samples in the order of the first epoch.
    private func firstOrder(seed: UInt64 = 1) -> LabelledSamples {
        var generator = SeededGenerator(seed: seed, purpose: "order of samples", index: 1)
        return Self.samples.selecting(generator.permutation(Self.samples.count))
    }

    @Test("one step of SGD follows central differences of the loss in double precision", arguments: Activation.allCases)
    func centralDifferences(_ activation: Activation) throws {
        let (gradient, naive) = try firstStep(
            Architecture(inputs: 12, hidden: [.init(5, activation), .init(3, activation)], classes: 2))
        #expect(NaiveNetwork.distance(gradient, naive.gradient(Self.samples)) < 5e-7)
    }

    @Test("so does a step through batch normalisation by the batch's statistics", arguments: [Activation.tanh, .relu])
    func normalised(_ activation: Activation) throws {
        let architecture = Architecture(
            inputs: 12,
            hidden: [.init(5, activation, normalised: true), .init(4, .sigmoid), .init(3, activation, normalised: true)], classes: 2
        )
        let (gradient, naive) = try firstStep(architecture)
        #expect(NaiveNetwork.distance(gradient, naive.gradient(Self.samples)) < 2e-6)
    }

    @Test("so does a step through dropout, whose masks follow from the seed, the layer and the number of the step")
    func dropout() throws {
        let architecture = Architecture(inputs: 12, hidden: [.init(6, .tanh, normalised: true), .init(5, .relu)], classes: 2)
        var (gradient, naive) = try firstStep(architecture, dropout: [0.25, 0.5])
        let samples = firstOrder()
        let lanes = (samples.count + 7) / 8
        naive.masks = [(6, 0.25), (5, 0.5)].enumerated().map { layer, setting in
            var generator = SeededGenerator(seed: 1, purpose: "dropout", index: UInt64(layer))
            let key = [generator.nextWord(), generator.nextWord()]
            let ones = [Float](repeating: 1, count: setting.0 * 8 * lanes)
            var mask = ones
            var output = ones
            KernelSet.portable.table.dropout(ones, &mask, &output, setting.0 * lanes, UInt32((1 - setting.1) * 65536), key, 0)
            return (0..<setting.0).map { unit in (0..<samples.count).map { Double(mask[unit * 8 * lanes + $0]) } }
        }
        #expect(NaiveNetwork.distance(gradient, naive.gradient(samples)) < 2e-6)
        naive.masks = []
        #expect(NaiveNetwork.distance(gradient, naive.gradient(samples)) > 1e-3)
    }

    @Test("loss and activations agree with double precision", arguments: Activation.allCases)
    func forward(_ activation: Activation) throws {
        let samples = TestTask.split.training.selecting(0..<301)
        let architecture = TestTask.plane(activation)
        let weights = Initialisation.heNormal.weights(of: architecture, seed: 4)
        let naive = NaiveNetwork(architecture, weights)
        let reader = ActivationReader(architecture)
        #expect(abs(reader.score(weights, on: samples).loss - naive.loss(samples)) < 1e-6)
        let exact = naive.activations(samples)
        let before = reader.read(weights, on: samples, quantity: .preActivation)
        let after = reader.read(weights, on: samples, layers: [5, 0])
        for layer in 0..<6 {
            for unit in 0..<architecture.units(layer) {
                for sample in 0..<samples.count {
                    let value = NaiveNetwork.activate(Double(before[layer][unit, sample]), architecture.activation(layer))
                    #expect(abs(value - exact[layer][unit][sample]) < 2e-6)
                }
            }
        }
        for sample in 0..<samples.count {
            #expect(abs(after[0][0, sample] + after[0][1, sample] - 1) < 1e-6)
            #expect(abs(Double(after[1][9, sample]) - exact[0][9][sample]) < 1e-6)
        }
    }

    @Test("a range of samples is read as from all of them")
    func range() {
        let samples = TestTask.split.training
        let weights = Initialisation.heNormal.weights(of: TestTask.plane(.relu), seed: 4)
        let reader = ActivationReader(TestTask.plane(.relu))
        let all = reader.read(weights, on: samples, layers: [2])[0]
        let part = reader.read(weights, on: samples, layers: [2], range: 301..<712)[0]
        #expect(part.columns == 411)
        for unit in 0..<5 { #expect(Array(part.row(unit)) == Array(all.row(unit).dropFirst(301).prefix(411))) }
    }
}
