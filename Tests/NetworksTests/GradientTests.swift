import Datasets
import Networks
import NumericCore
import Testing

@Suite("Gradients")
struct GradientTests {
    @Test("one step of SGD follows central differences of the loss in double precision", arguments: Activation.allCases)
    func centralDifferences(_ activation: Activation) throws {
        let samples = TestTask.split.training.selecting(0..<43)
        let architecture = Architecture(inputs: 12, hidden: [.init(5, activation), .init(3, activation)], classes: 2)
        // One batch of everything at learning rate 1: the gradient is what the step took away.
        let job = TestTask.job(
            architecture, Recipe(optimiser: .sgd(learningRate: 1), batchSize: 64, epochs: 1, initialisation: .pyTorchUniform))
        let trajectory = try Trainer().train(job, on: DataSplit(training: samples, validation: nil, test: nil))
        let before = try #require(trajectory.weights(atEpoch: 0))
        let after = try #require(trajectory.weights(atEpoch: 1))
        let naive = NaiveNetwork(architecture, before)
        for layer in 0..<architecture.layerCount {
            let old = before.layers[layer].matrix.values + before.layers[layer].biases
            let new = after.layers[layer].matrix.values + after.layers[layer].biases
            for place in old.indices {
                var up = naive
                var down = naive
                up.parameters[layer][place] += 1e-5
                down.parameters[layer][place] -= 1e-5
                let difference = (up.loss(samples) - down.loss(samples)) / 2e-5
                #expect(abs(Double(old[place] - new[place]) - difference) < 5e-7, "layer \(layer), parameter \(place)")
            }
        }
    }

    @Test("loss and activations agree with double precision", arguments: Activation.allCases)
    func forward(_ activation: Activation) throws {
        let samples = TestTask.split.training.selecting(0..<301)
        let architecture = TestTask.plane(activation)
        let weights = Initialisation.heNormal.weights(of: architecture, seed: 4)
        let naive = NaiveNetwork(architecture, weights)
        let reader = ActivationReader(architecture)
        #expect(abs(reader.score(weights, on: samples).loss - naive.loss(samples)) < 1e-6)
        let read = reader.read(weights, on: samples, quantity: .preActivation)
        let output = reader.read(weights, on: samples, layers: [5, 0])
        for sample in 0..<samples.count {
            let exact = naive.layers(samples.features[sample * 12..<(sample + 1) * 12])
            for layer in 0..<6 {
                for unit in 0..<architecture.units(layer) {
                    let value = NaiveNetwork.activate(Double(read[layer][unit, sample]), architecture.activation(layer))
                    #expect(abs(value - exact[layer][unit]) < 2e-6)
                }
            }
            #expect(abs(output[0][0, sample] + output[0][1, sample] - 1) < 1e-6)
            #expect(abs(Double(output[1][9, sample]) - exact[0][9]) < 1e-6)
        }
    }
}
