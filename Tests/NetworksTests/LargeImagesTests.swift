import Datasets
import NumericCore
import Probing
import Testing

@testable import Networks

/// A ResNet-50 for images of 224 x 224, at a small width, whose normalisations have seen something.
@Suite("A network of large images")
struct LargeImagesTests {
    private static let network = Architecture.resNet(.resNet50, stem: .large, classes: 7, width: 1.0 / 64)

    private static let weights: Weights = {
        var generator = SeededGenerator(seed: 7, purpose: "running statistics")
        var weights = Initialisation.heNormal.weights(of: network, seed: 2)
        for entry in network.layout.entries where !entry.isTrained {
            let isMean = entry.name.hasSuffix(".mean")
            weights[entry.name] = (0..<entry.count).map { _ in
                Float(isMean ? 0.2 * generator.uniform() - 0.1 : 0.5 + generator.uniform())
            }
        }
        return weights
    }()

    private static let samples: LabelledSamples = {
        var generator = SeededGenerator(seed: 3, purpose: "large images")
        return LabelledSamples(
            features: generator.normals(3 * network.inputs).map(Float.init), labels: [6, 0, 3], width: network.inputs, classes: 7)
    }()

    @Test(
        "it reads as one in double precision does, from the stem to the logits", arguments: KernelSet.allCases.filter(\.isAvailable)
    )
    func naive(_ kernels: KernelSet) {
        let network = Self.network
        var naive = NaiveGraph(network, Self.weights)
        naive.reads = true
        let made = naive.values(Self.samples.features, width: Self.samples.width)
        let reader = ActivationReader(network, kernels: kernels)
        let last = network.layerCount - 1
        // The stem, an early and a late sum of branches, and the logits.
        let layers = [0, network.layerNodes.count / 3, last - 2, last]
        let read = reader.read(Self.weights, on: Self.samples, quantity: .preActivation, layers: layers)
        for (layer, values) in zip(layers, read) {
            let site = network.site(.preActivation, ofLayer: layer)
            guard let node = network.nodes.firstIndex(where: { $0.id == site.node }) else {
                Issue.record("no node \(site.node)")
                continue
            }
            let expected = site.when == .after ? made[node] : made[network.nodes[node].from[0]]
            let largest = expected.joined().reduce(0) { max($0, abs($1)) }
            #expect(values.rows == expected.count && largest > 0)
            for unit in 0..<values.rows {
                for sample in 0..<3 where abs(Double(values[unit, sample]) - expected[unit][sample]) > 2e-5 * largest {
                    Issue.record("layer \(layer), unit \(unit): \(values[unit, sample]), not \(expected[unit][sample])")
                    return
                }
            }
        }
    }

    @Test("reading keeps few of the values at a time: those of 32 images of a whole ResNet-50 take less than half a gigabyte")
    func memory() {
        let network = Architecture.resNet(.resNet50, stem: .large, classes: 1000)
        func bytes(keepsValues: Bool) -> Int {
            let plan = Plan(network, keepsValues: keepsValues)
            let shapes = plan.valuePlaces ?? plan.values.map { [$0.shape] }
            return shapes.reduce(0) { $0 + 4 * ($1.map { $0.size(capacity: 32) }.max() ?? 0) }
        }
        #expect(batchCapacity(network) == 32)
        #expect(bytes(keepsValues: false) < 500 << 20 && bytes(keepsValues: true) > 1200 << 20)
    }

    @Test("values that share memory have the bits of those that do not, at every layer", arguments: [1, 9, 40])
    func shared(_ count: Int) {
        for network in [
            Architecture.resNet(.resNet18, width: 1.0 / 16), .elevenLayers(normalised: false, width: 1.0 / 16), .leNet5(),
        ] {
            let weights = Initialisation.heNormal.weights(of: network, seed: 2)
            var generator = SeededGenerator(seed: 8, purpose: "images")
            let samples = LabelledSamples(
                features: generator.normals(count * network.inputs).map(Float.init), labels: [UInt16](repeating: 0, count: count),
                width: network.inputs, classes: 10)
            let sites = (0..<network.layerCount).map { network.site(.activation, ofLayer: $0) }
            let taps = [true, false].map { keepsValues in
                let machine = Machine(
                    Plan(network, observing: sites, keepsValues: keepsValues), weights, kernels: .best, capacity: 16)
                let tap = Noting()
                _ = machine.score(samples, tap: tap) {}
                return tap
            }
            #expect(taps[0].seen == taps[1].seen && taps[0].seen.count == sites.count * ((count + 15) / 16))
        }
    }
}

/// Notes the bits of the samples' values at every site.
private final class Noting: Tap {
    private(set) var seen: [[UInt32]] = []

    func visit(_ site: Int, _ values: Values) {
        var bits: [UInt32] = []
        let positions = values.shape.rows * values.shape.columns
        for channel in 0..<values.shape.channels {
            for (place, run) in values.runs(ofChannel: channel).enumerated() {
                let width = run.count / positions
                for (index, value) in run.enumerated() where place * width + index % width < values.count {
                    bits.append(value.bitPattern)
                }
            }
        }
        seen.append(bits)
    }
}
