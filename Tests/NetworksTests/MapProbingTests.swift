import Datasets
import NumericCore
import Probing
import Testing

@testable import Networks

@Suite("Reading and ablating feature maps")
struct MapProbingTests {
    private static func weights(_ graph: Graph) -> Weights {
        Initialisation.pyTorchUniform.weights(of: graph.architecture, seed: 2)
    }

    /// Those whose values in double precision do not hang on a batch's own statistics.
    private static let plain = Graph.images.filter { graph in !graph.architecture.nodes.contains { $0.op is Normalise } }

    @Test("every layer's values are read at every position, and their means", arguments: plain)
    func reading(_ graph: Graph) {
        let (architecture, samples) = (graph.architecture, graph.samples)
        let naive = NaiveGraph(architecture, Self.weights(graph)).values(samples.features, width: samples.width)
        let reader = ActivationReader(architecture)
        for (quantity, layers) in [
            (Site.Quantity.activation, architecture.hidden.indices), (.preActivation, 0..<architecture.layerCount),
        ] {
            let all = reader.read(Self.weights(graph), on: samples, quantity: quantity, layers: Array(layers))
            let means = reader.read(
                Self.weights(graph), on: samples, quantity: quantity, layers: Array(layers), positions: .mean)
            for layer in layers {
                let site = architecture.site(quantity, ofLayer: layer)
                let place = architecture.nodes.firstIndex { $0.id == site.node } ?? 0
                let node = site.when == .after ? place : architecture.nodes[place].from[0]
                let expected =
                    node < 0
                    ? (0..<samples.width).map { unit in (0..<samples.count).map { samples.features[$0 * samples.width + unit] } }
                    : naive[node].map { $0.map(Float.init) }
                let read = all[layer]
                #expect(read.rows == expected.count && read.columns == samples.count)
                for row in 0..<read.rows { #expect(zip(read.row(row), expected[row]).allSatisfy { abs($0 - $1) < 2e-5 }) }
                let shape = architecture.shape(ofLayer: layer)
                let positions = shape.rows * shape.columns
                #expect(means[layer].rows == shape.channels)
                for channel in 0..<shape.channels {
                    for sample in 0..<samples.count {
                        var sum: Float = 0
                        for position in 0..<positions { sum += read[channel * positions + position, sample] }
                        #expect(abs(means[layer][channel, sample] - sum / Float(positions)) < 1e-6)
                    }
                }
            }
        }
    }

    @Test("ranges of samples are read as from the whole")
    func ranges() {
        let graph = Graph.images[0]
        let reader = ActivationReader(graph.architecture)
        let whole = reader.read(Self.weights(graph), on: graph.samples, layers: [0])[0]
        let part = reader.read(Self.weights(graph), on: graph.samples, layers: [0], range: 17..<41)[0]
        #expect((0..<whole.rows).allSatisfy { Array(whole.row($0))[17..<41].elementsEqual(part.row($0)) })
    }

    private static func units(_ architecture: Architecture, _ layers: [Int]) -> [UnitReference] {
        var generator = SeededGenerator(seed: 3, purpose: "ablation order")
        var units = layers.flatMap { layer in (0..<architecture.units(layer)).map { UnitReference(layer: layer, unit: $0) } }
        generator.shuffle(&units)
        return units
    }

    @Test("curves equal full passes at every point, in one layer and in all", arguments: Graph.all)
    func curves(_ graph: Graph) {
        let architecture = graph.architecture
        let ablation = Ablation(architecture)
        let values = Ablation.Replacement.values(architecture.layers.map { [Float](repeating: 0.3, count: $0.units) })
        for layers in architecture.hidden.indices.map({ [$0] }) + [Array(architecture.hidden.indices)] {
            let order = Self.units(architecture, layers)
            for replacement in [Ablation.Replacement.zero, values] {
                let curve = ablation.accuracies(Self.weights(graph), on: graph.samples, order: order, replacement: replacement)
                let passes = ablation.accuraciesByFullPasses(
                    Self.weights(graph), on: graph.samples, order: order, replacement: replacement)
                #expect(curve == passes, "\(layers)")
            }
        }
    }

    @Test("each unit alone has the bits of a full pass", arguments: Graph.all)
    func single(_ graph: Graph) {
        let ablation = Ablation(graph.architecture)
        let units = Self.units(graph.architecture, Array(graph.architecture.hidden.indices))
        let scores = ablation.scores(Self.weights(graph), on: graph.samples, withoutEach: units)
        for (unit, score) in zip(units, scores) {
            #expect(score == ablation.score(Self.weights(graph), on: graph.samples, without: [unit]), "\(unit)")
        }
        #expect(Set(scores.map(\.loss)).count > 3)
    }

    @Test("a map takes a value for each of its positions: those that it has on a sample change nothing there", arguments: Graph.all)
    func positions(_ graph: Graph) {
        let (architecture, weights) = (graph.architecture, Self.weights(graph))
        let (ablation, reader) = (Ablation(architecture), ActivationReader(architecture))
        let first = graph.samples.selecting(0..<1)
        let hidden = Array(architecture.hidden.indices)
        let values = reader.read(weights, on: first, layers: hidden).map { layer in (0..<layer.rows).map { layer[$0, 0] } }
        let (units, own) = (Self.units(architecture, hidden), Ablation.Replacement.values(values))
        let whole = reader.score(weights, on: first)
        #expect(ablation.score(weights, on: first, without: units, replacement: own) == whole)
        #expect(ablation.scores(weights, on: first, withoutEach: units, replacement: own).allSatisfy { $0 == whole })
        let curve = ablation.accuracies(weights, on: graph.samples, order: units, replacement: own)
        #expect(curve == ablation.accuraciesByFullPasses(weights, on: graph.samples, order: units, replacement: own))
    }

    @Test("noise is drawn anew for every position of every map, as large as asked, the seed's own")
    func noise() {
        // The outputs are the means of the noise alone.
        let architecture = Architecture(
            input: Shape(channels: 1, rows: 4, columns: 4),
            nodes: [
                Node(id: "a", op: Convolution(2, size: 1), from: [-1]), Node(id: "pool", op: Pool.whole(.mean), from: [0]),
                Node(id: "b", op: Dense(2), from: [1]),
            ])
        var weights = Initialisation.heNormal.weights(of: architecture, seed: 1)
        weights.values = zip(weights.layout.entries, weights.values).map { entry, values in
            entry.name == "b.weights" ? [1, 0, 0, 1] : [Float](repeating: 0, count: values.count)
        }
        let samples = LabelledSamples(
            features: [Float](repeating: 0, count: 4000 * 16), labels: [UInt16](repeating: 0, count: 4000), width: 16, classes: 2)
        let reader = ActivationReader(architecture)
        func score(_ deviations: [Float], seed: UInt64 = 1) -> Score {
            reader.score(weights, on: samples, noise: [deviations, []], seed: seed)
        }
        #expect(score([0, 0]) == reader.score(weights, on: samples))
        #expect(score([1, 1]) == score([1, 1]) && score([1, 1]) != score([1, 1], seed: 2))
        // The first output's noise has a deviation of 4 / sqrt(16): above 0 in every second sample.
        #expect(abs(score([4, 0]).accuracy - 0.5) < 0.04)
        // Where both maps had one noise, the outputs would be equal and the loss that of none.
        let small = score([0.4, 0.4]).loss - score([0, 0]).loss
        // Var(difference) / 8 = 2 x 0.01 / 8 to the second order.
        #expect(abs(small - 0.0025) < 0.0025)
        #expect(abs(score([4, 4]).loss - 0.908) < 0.05, "\(score([4, 4]).loss)")
    }
}
