import Datasets
import Networks
import NumericCore
import Testing

@testable import Pruning

/// A network of the catalogue at a small width, weights that use every parameter, and samples for it.
struct TestNetwork: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let architecture: Architecture

    init(_ name: String, _ architecture: Architecture) { (testDescription, self.architecture) = (name, architecture) }

    static let dense = TestNetwork(
        "dense layers",
        Architecture(inputs: 9, hidden: [.init(12, .relu), .init(8, .sigmoid, normalised: true), .init(7, .tanh)], classes: 4))
    static let leNet = TestNetwork("LeNet-5", .leNet5(width: 0.5))
    static let resNet18 = TestNetwork("ResNet-18", .resNet(.resNet18, width: 0.0625))

    static let all = [
        dense, leNet, TestNetwork("LeNet-5, Caffe's", .leNet5(maps: (20, 50), units: [500], padding: 0, width: 0.25)),
        TestNetwork("VGG11", .vgg(.vgg11, width: 0.0625)), TestNetwork("VGG19", .vgg(.vgg19, width: 0.03125)),
        TestNetwork("eleven layers", .elevenLayers(normalised: false, width: 0.0625)), resNet18,
        TestNetwork("ResNet-34", .resNet(.resNet34, width: 0.0625)), TestNetwork("ResNet-50", .resNet(.resNet50, width: 0.03125)),
        TestNetwork("ResNet-50 of large images", .resNet(.resNet50, stem: .large, width: 0.015625)),
        TestNetwork("a sum behind a logistic function", sums),
    ]

    /// Two branches of which none is the other's input, an activation that makes no 0 of 0, and a normalisation of a sum.
    private static var sums: Architecture {
        Architecture(
            input: Shape(channels: 6),
            nodes: [
                Node(id: "a", op: Dense(7), from: [Node.input]), Node(id: "a/activate", op: Activate(.tanh), from: [0]),
                Node(id: "b", op: Dense(7), from: [1]), Node(id: "sum", op: Add(), from: [1, 2]),
                Node(id: "sum/activate", op: Activate(.sigmoid), from: [3]), Node(id: "c", op: Dense(7), from: [4]),
                Node(id: "again", op: Add(), from: [5, 4]), Node(id: "again/normalise", op: Normalise(), from: [6]),
                Node(id: "d", op: Dense(3), from: [7]),
            ])
    }

    /// Biases, scales and statistics are drawn, too.
    func weights(seed: UInt64 = 1) -> Weights {
        var weights = Initialisation.heNormal.weights(of: architecture, seed: seed)
        var generator = SeededGenerator(seed: seed, purpose: "test parameters")
        for (place, entry) in weights.layout.entries.enumerated() {
            let count = entry.count
            switch entry.name.split(separator: ".").last {
            case "biases", "shift", "mean": weights.values[place] = generator.normals(count).map { Float($0 / 4) }
            case "scale", "variance": weights.values[place] = (0..<count).map { _ in Float(0.5 + generator.uniform()) }
            default: break
            }
        }
        return weights
    }

    func samples(_ count: Int, seed: UInt64 = 1) -> LabelledSamples {
        var generator = SeededGenerator(seed: seed, purpose: "test samples")
        let classes = architecture.classes
        return LabelledSamples(
            features: generator.normals(count * architecture.inputs).map(Float.init),
            labels: (0..<count).map { _ in UInt16(generator.integer(below: UInt32(classes))) }, width: architecture.inputs,
            classes: classes)
    }
}

/// Sets removed nodes to 0 where their layers end: what a smaller network must equal.
final class MaskingTap: Tap {
    private let mask: Mask

    init(_ mask: Mask) { self.mask = mask }

    func visit(_ site: Int, _ values: Values) {
        for (channel, isKept) in mask.kept[site].enumerated() where !isKept {
            for run in values.runs(ofChannel: channel) { run.update(repeating: 0) }
        }
    }
}

extension TestNetwork {
    /// The outputs with the removed nodes masked, or those of a network as it is; output by output.
    static func outputs(
        _ architecture: Architecture, _ weights: Weights, _ samples: LabelledSamples, masking mask: Mask? = nil
    ) -> [Float] {
        let sites =
            mask == nil
            ? [] : Structures(architecture).layers.map { Site(.after, architecture.nodes[$0.end].id) }
        let machine = Machine(Plan(architecture, observing: sites), weights, kernels: .best, capacity: samples.count)
        let pass = Pass(reading: samples.count)
        machine.gather(samples, from: 0, pass)
        machine.read(pass, tap: mask.map(MaskingTap.init))
        let values = machine.outputs.reading.base
        return (0..<architecture.outputs).flatMap { unit in (0..<samples.count).map { values[unit * pass.pitch + $0] } }
    }
}

extension Structures {
    /// So large a share of each layer's nodes, at least one.
    func randomMask(keeping share: Double, seed: UInt64) -> Mask {
        let widths = Mask(
            kept: layers.map { layer in
                let kept = max(1, Int((Double(layer.count) * share).rounded()))
                return (0..<layer.count).map { $0 < kept }
            })
        return RandomNodes.mask(ofWidthsOf: widths, seed: seed)
    }
}
