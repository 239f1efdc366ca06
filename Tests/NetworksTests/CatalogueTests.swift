import Datasets
import Files
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

    /// A network at a small width, and the digest of its weights after two steps.
    struct Golden: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let architecture: Architecture
        let digest: String

        init(_ name: String, _ architecture: Architecture, _ digest: String) {
            (testDescription, self.architecture, self.digest) = (name, architecture, digest)
        }
    }

    static let golden = [
        Golden(
            "LeNet-5", .leNet5(width: 0.5),
            "fec0e8cb4968db20a56ddc2e5abbc55d0c80fd24e76fdb762c0135dfc9aa3e1b"),
        Golden(
            "LeNet-5, Caffe's", .leNet5(maps: (20, 50), units: [500], padding: 0, width: 0.5),
            "f2d828f2695c316bec9c980260c7549d5eee19c7e5d6ab06e204135d5fd9caf7"),
        Golden(
            "VGG11", .vgg(.vgg11, width: 0.03125),
            "2e7e0723180fb1128ce626fec3f933eae6e50cab37c725b998f62088160aa951"),
        Golden(
            "VGG19", .vgg(.vgg19, width: 0.03125),
            "2126407a205493c5ace610327cac91d2f6c2655c7e6ac48b286081227a1eb1f6"),
        Golden(
            "eleven layers", .elevenLayers(normalised: false, width: 0.0625),
            "32172857273dc9972415cbe2b5413250de53b93f1e1129fa729041ae269ec788"),
        Golden(
            "eleven normalised layers", .elevenLayers(normalised: true, width: 0.25),
            "e03c91953070ff9f9f24791918ea75165d7d32fde80513c417f2a1fec08f24bb"),
        Golden(
            "ResNet-18", .resNet(.resNet18, width: 0.03125),
            "885c363191707dd774ac5ba3e4923f2585ed4bcb735b475e900896cc2b49477d"),
        Golden(
            "ResNet-34", .resNet(.resNet34, width: 0.03125),
            "8c3b6ee89b8345578159e306022fcbaf0592bc0760eab66d3df0048d2fdcd297"),
        Golden(
            "ResNet-50", .resNet(.resNet50, width: 0.03125),
            "a4c090f09f2d45823ae0309fcd90fcbc51c441db2b0add7ddcde942702143d6a"),
        Golden(
            "ResNet-50 of large images", .resNet(.resNet50, stem: .large, width: 0.015625),
            "803b94e4c9a8f634436b862fb0e410b185a5182b012ff3afdcda8ca26f88fc27"),
    ]

    @Test("a short training of each has the recorded bits, with every set of kernels and any number of threads", arguments: golden)
    func bits(_ golden: Golden) {
        let architecture = golden.architecture
        var generator = SeededGenerator(seed: 1, purpose: "test images")
        let isLarge = architecture.input.rows > 32
        let count = isLarge ? 4 : 20
        let samples = LabelledSamples(
            features: generator.normals(count * architecture.inputs).map(Float.init), labels: (0..<count).map { UInt16($0 % 10) },
            width: architecture.inputs, classes: 10)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: count / 2, epochs: 1, initialisation: .heNormal,
            l2: 5e-4,
            augmentation: architecture.input.channels == 3 ? Augmentation(shift: 4, mirrors: true, cutout: 8, mixes: true) : nil)
        let runs =
            KernelSet.allCases.filter(\.isAvailable).map {
                StepRun(architecture, recipe, on: samples, seed: 1, kernels: $0)
            } + [2, 5].map { StepRun(architecture, recipe, on: samples, seed: 1, threads: $0) }
        for run in runs {
            run.run(steps: 2)
            let bytes = run.weights.values.flatMap { values in values.withUnsafeBytes(Array.init) }
            #expect(SHA256.hex(of: bytes) == golden.digest)
        }
    }
}
