import Datasets
import NumericCore
import Testing

@testable import Networks

@Suite("The catalogue of networks")
struct CatalogueTests {
    struct Entry: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let architecture: Architecture
        /// Millions of trained parameters, and of multiply-adds of a sample.
        let parameters: Double
        let products: Double
    }

    /// The counts that are usually printed for these networks.
    static let entries = [
        Entry(testDescription: "LeNet-5", architecture: .leNet5(), parameters: 0.062, products: 0.42),
        Entry(
            testDescription: "LeNet-5, Caffe's", architecture: .leNet5(maps: (20, 50), units: [500], padding: 0), parameters: 0.431,
            products: 2.29),
        Entry(testDescription: "VGG11", architecture: .vgg(.vgg11), parameters: 9.23, products: 153),
        Entry(testDescription: "VGG19", architecture: .vgg(.vgg19, classes: 100), parameters: 20.1, products: 398),
        Entry(testDescription: "ResNet-18", architecture: .resNet(.resNet18), parameters: 11.2, products: 555),
        Entry(testDescription: "ResNet-34", architecture: .resNet(.resNet34), parameters: 21.3, products: 1159),
        Entry(
            testDescription: "ResNet-50, 32 x 32", architecture: .resNet(.resNet50, classes: 100), parameters: 23.7, products: 1298),
        Entry(
            testDescription: "ResNet-50, 224 x 224", architecture: .resNet(.resNet50, stem: .large, classes: 1000),
            parameters: 25.6,
            products: 4089),
    ]

    /// Multiply-adds of the weighted sums.
    static func products(_ architecture: Architecture) -> Int {
        zip(architecture.nodes, architecture.shapes).reduce(0) { sum, pair in
            let (node, shape) = pair
            let inputs = node.from.map { $0 == Node.input ? architecture.input : architecture.shapes[$0] }
            switch node.op {
            case is Dense: return sum + inputs[0].count * shape.count
            case let op as Convolution: return sum + shape.count * inputs[0].channels * op.size * op.size
            default: return sum
            }
        }
    }

    @Test("each network has the parameters and the multiply-adds that it is known for", arguments: entries)
    func counts(_ entry: Entry) {
        let millions = { (count: Int) in Double(count) / 1e6 }
        #expect(abs(millions(entry.architecture.parameterCount) / entry.parameters - 1) < 0.01)
        #expect(abs(millions(Self.products(entry.architecture)) / entry.products - 1) < 0.02)
        // With biases, and scales at every position.
        #expect(abs(millions(entry.architecture.productCount) / entry.products - 1) < 0.05)
    }

    @Test("a factor scales every width, and no layer vanishes")
    func widths() {
        let quarter = Architecture.elevenLayers(normalised: true, width: 0.25)
        #expect(quarter.description == "3x32x32-16-16-32-32-32-64-64-64-128-128-128-10")
        #expect(Architecture.leNet5(width: 0.01).layers.map(\.units).allSatisfy { $0 > 0 })
    }

    @Test(
        "a training has the same bits with every set of kernels and any number of threads",
        arguments: [
            Architecture.leNet5(width: 0.5), .vgg(.vgg11, width: 0.03125), .elevenLayers(normalised: false, width: 0.0625),
            .elevenLayers(normalised: true, width: 0.25), .resNet(.resNet18, width: 0.03125),
        ])
    func bits(_ architecture: Architecture) {
        var generator = SeededGenerator(seed: 1, purpose: "test images")
        let samples = LabelledSamples(
            features: generator.normals(20 * architecture.inputs).map(Float.init), labels: (0..<20).map { UInt8($0 % 10) },
            width: architecture.inputs, classes: 10)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: 10, epochs: 1, initialisation: .heNormal, l2: 5e-4,
            augmentation: architecture.input.channels == 3 ? Augmentation(shift: 4, mirrors: true, cutout: 8, mixes: true) : nil)
        let runs =
            KernelSet.allCases.filter(\.isAvailable).map {
                StepRun(architecture, recipe, on: samples, seed: 1, kernels: $0)
            } + [2, 5].map { StepRun(architecture, recipe, on: samples, seed: 1, threads: $0) }
        for run in runs { run.run(steps: 2) }
        #expect(runs.dropFirst().allSatisfy { $0.weights == runs[0].weights })
    }
}
