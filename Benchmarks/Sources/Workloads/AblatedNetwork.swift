import Datasets
import Networks
import Probing

/// 784-100-100-10 after 600 steps, whose first layer is ablated unit by unit.
public struct AblatedNetwork: Sendable {
    public let architecture = Architecture(inputs: 784, hidden: [.init(100, .relu), .init(100, .relu)], classes: 10)
    public let samples = NetworkSamples.samples(width: 784, classes: 10)
    public let weights: Weights
    public let order = (0..<100).map { UnitReference(layer: 0, unit: $0) }

    public init() {
        let training = StepRun(
            architecture, Recipe(optimiser: .rmsProp(learningRate: 0.001), batchSize: 32, epochs: 1), on: samples)
        training.run(steps: 600)
        weights = training.weights
    }

    /// The accuracy with none, one, two, ... units off.
    public func accuracies() -> [Double] { Ablation(architecture).accuracies(weights, on: samples, order: order) }
}
