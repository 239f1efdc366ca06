import Datasets
import NumericCore
import Testing

@testable import Networks

/// Networks that no chain of dense layers is, and samples for them.
struct Graph: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let architecture: Architecture
    let samples: LabelledSamples

    struct Step {
        let id: String
        let op: any Op
        /// The ids of what it takes; none: what the one before makes.
        let from: [String]

        init(_ id: String, _ op: any Op, from: [String] = []) {
            self.id = id
            self.op = op
            self.from = from
        }
    }

    init(_ name: String, input: Shape = Shape(channels: 12), _ nodes: [Step]) {
        testDescription = name
        let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
        architecture = Architecture(
            input: input,
            nodes: nodes.enumerated().map { index, node in
                Node(id: node.id, op: node.op, from: node.from.isEmpty ? [index - 1] : node.from.compactMap { places[$0] })
            })
        samples = input.isFlat ? TestTask.split.training.selecting(0..<43) : Self.images(input, count: 43)
    }

    private static func images(_ shape: Shape, count: Int) -> LabelledSamples {
        var generator = SeededGenerator(seed: 5, purpose: "test images")
        return LabelledSamples(
            features: generator.normals(count * shape.count).map(Float.init),
            labels: (0..<count).map { _ in UInt16(generator.next() >> 63) }, width: shape.count, classes: 2)
    }

    static let flat: [Graph] = [
        Graph(
            "normalised after the activation",
            [Step("a", Dense(6)), Step("a/activate", Activate(.tanh)), Step("a/normalise", Normalise()), Step("b", Dense(2))]),
        Graph(
            "two activations in turn",
            [Step("a", Dense(6)), Step("a/one", Activate(.sigmoid)), Step("a/two", Activate(.tanh)), Step("b", Dense(2))]),
        Graph(
            "an activation of the inputs",
            [Step("a", Activate(.sigmoid)), Step("b", Dense(5)), Step("b/activate", Activate(.relu)), Step("c", Dense(2))]),
        Graph("an activation of the outputs", [Step("a", Dense(5)), Step("b", Dense(2)), Step("b/activate", Activate(.tanh))]),
        Graph(
            "normalised inputs",
            [Step("a", Normalise()), Step("b", Dense(5)), Step("b/activate", Activate(.sigmoid)), Step("c", Dense(2))]),
        Graph("sums of sums", [Step("a", Dense(5)), Step("b", Dense(4)), Step("c", Dense(2))]),
        Graph(
            "two branches of dense layers",
            [
                Step("a", Dense(6)), Step("a/activate", Activate(.tanh)), Step("b", Dense(6)), Step("b/activate", Activate(.relu)),
                Step("c", Dense(6), from: ["a/activate"]), Step("sum", Add(), from: ["c", "b/activate"]),
                Step("sum/activate", Activate(.sigmoid)),
                Step("again", Add(), from: ["sum/activate", "a/activate"]), Step("twice", Add(), from: ["again", "again"]),
                Step("d", Dense(2)),
            ]),
    ]

    static let images: [Graph] = [
        Graph(
            "a convolution in steps, pooled and flattened", input: Shape(channels: 2, rows: 7, columns: 6),
            [
                Step("a", Convolution(5, size: 3, stride: 2, padding: 1)), Step("a/activate", Activate(.relu)),
                Step("pool", Pool(.max, size: 2)), Step("flatten", Flatten()), Step("b", Dense(2)),
            ]),
        Graph(
            "one channel, kernels of five, down to single values", input: Shape(channels: 1, rows: 9, columns: 9),
            [
                Step("a", Convolution(6, size: 5)), Step("a/activate", Activate(.tanh)), Step("b", Convolution(7, size: 5)),
                Step("b/activate", Activate(.sigmoid)), Step("c", Dense(2)),
            ]),
        Graph(
            "by transforms", input: Shape(channels: 3, rows: 6, columns: 5),
            [
                Step("a", Convolution(17, size: 3, padding: 1)), Step("a/activate", Activate(.tanh)),
                Step("b", Convolution(18, size: 3, padding: 1)), Step("b/activate", Activate(.sigmoid)),
                Step("c", Convolution(16, size: 3, padding: 2, hasBiases: false)), Step("c/activate", Activate(.relu)),
                Step("pool", Pool.whole(.mean)), Step("d", Dense(2)),
            ]),
        Graph(
            "normalised maps", input: Shape(channels: 3, rows: 6, columns: 6),
            [
                Step("a", Convolution(4, size: 3, padding: 1, hasBiases: false)), Step("a/normalise", Normalise()),
                Step("a/activate", Activate(.relu)), Step("b", Convolution(5, size: 1, stride: 2)),
                Step("b/normalise", Normalise()),
                Step("b/activate", Activate(.tanh)), Step("pool", Pool.whole(.max)), Step("c", Dense(2)),
            ]),
        Graph(
            "windows that overlap", input: Shape(channels: 2, rows: 9, columns: 8),
            [
                Step("a", Convolution(3, size: 7, padding: 3)), Step("a/activate", Activate(.sigmoid)),
                Step("max", Pool(.max, size: 3, stride: 2, padding: 1)), Step("mean", Pool(.mean, size: 3, stride: 2, padding: 1)),
                Step("mean/activate", Activate(.tanh)), Step("flatten", Flatten()), Step("b", Dense(2)),
            ]),
        Graph(
            "residual blocks", input: Shape(channels: 2, rows: 8, columns: 8),
            [
                Step("a", Convolution(16, size: 3, padding: 1, hasBiases: false)), Step("a/normalise", Normalise()),
                Step("a/activate", Activate(.relu)),
                Step("b", Convolution(16, size: 3, padding: 1, hasBiases: false)), Step("b/normalise", Normalise()),
                Step("b/activate", Activate(.relu)), Step("c", Convolution(16, size: 3, padding: 1, hasBiases: false)),
                Step("c/normalise", Normalise()), Step("sum", Add(), from: ["c/normalise", "a/activate"]),
                Step("sum/activate", Activate(.relu)), Step("d", Convolution(8, size: 3, stride: 2, padding: 1)),
                Step("d/normalise", Normalise()), Step("short", Convolution(8, size: 1, stride: 2), from: ["sum/activate"]),
                Step("short/normalise", Normalise()), Step("end", Add(), from: ["d/normalise", "short/normalise"]),
                Step("end/activate", Activate(.relu)), Step("pool", Pool.whole(.mean)), Step("e", Dense(2)),
            ]),
        Graph(
            "a branch around a smooth activation", input: Shape(channels: 2, rows: 5, columns: 5),
            [
                Step("a", Convolution(16, size: 3, padding: 1)), Step("a/activate", Activate(.tanh)),
                Step("b", Convolution(16, size: 3, padding: 1)), Step("b/activate", Activate(.sigmoid)),
                Step("sum", Add(), from: ["a/activate", "b/activate"]), Step("pool", Pool(.max, size: 2)),
                Step("mean", Pool.whole(.mean), from: ["sum"]), Step("flatten", Flatten(), from: ["pool"]), Step("c", Dense(2)),
                Step("d", Dense(2), from: ["mean"]),
                Step("end", Add(), from: ["c", "d"]),
            ]),
    ]

    static let all = flat + images
}
