import Datasets
import Networks
import NumericCore

/// A network of feature maps and the batch of its steps: SGD with momentum and weight decay.
public struct ConvolutionalNetwork: Sendable {
    /// "maps-eleven-quarter-128"
    public let id: String
    public let name: String
    public let architecture: Architecture
    public let batch: Int
    /// Steps that take some tenths of a second.
    public let stepsAtOnce: Int

    public var recipe: Recipe {
        Recipe(
            optimiser: .sgd(learningRate: 0.01, momentum: 0.9), batchSize: batch, epochs: 1, initialisation: .pyTorchUniform,
            l2: 5e-4)
    }

    private init(_ id: String, _ name: String, _ architecture: Architecture, batch: Int, steps: Int) {
        self.id = "maps-\(id)-\(batch)"
        self.name = "\(name), batch \(batch)"
        self.architecture = architecture
        self.batch = batch
        stepsAtOnce = steps
    }

    /// Two batches.
    public var samples: LabelledSamples {
        var generator = SeededGenerator(seed: 2, purpose: "benchmark images")
        let count = 2 * batch
        return LabelledSamples(
            features: generator.normals(count * architecture.inputs).map(Float.init),
            labels: (0..<count).map { _ in UInt16(generator.integer(below: 10)) }, width: architecture.inputs, classes: 10)
    }

    public static let all = [
        ConvolutionalNetwork("eleven", "eleven convolutions", .elevenLayers(normalised: false), batch: 128, steps: 1),
        .init("eleven-normalised", "the same, batch-normalised", .elevenLayers(normalised: true), batch: 128, steps: 1),
        .init(
            "eleven-quarter", "the same at a quarter of the width", .elevenLayers(normalised: true, width: 0.25), batch: 128,
            steps: 2),
        .init(
            "eleven-quarter", "the same at a quarter of the width", .elevenLayers(normalised: true, width: 0.25), batch: 32,
            steps: 8),
        .init(
            "eleven-eighth", "the same at an eighth of the width", .elevenLayers(normalised: true, width: 0.125), batch: 128,
            steps: 6),
        .init(
            "eleven-eighth", "the same at an eighth of the width", .elevenLayers(normalised: true, width: 0.125), batch: 32,
            steps: 24),
        .init("lenet", "LeNet-5", .leNet5(), batch: 100, steps: 50),
        .init("vgg11-quarter", "VGG11 at a quarter of the width", .vgg(.vgg11, width: 0.25), batch: 128, steps: 4),
        .init("resnet18-quarter", "ResNet-18 at a quarter of the width", .resNet(.resNet18, width: 0.25), batch: 128, steps: 1),
    ]
}
