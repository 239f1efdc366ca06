import Experiments
import Testing

@testable import SingleDirectionsPaper

/// What is measured of a network's units: which they are, what they tell, and what their ablation costs.
@Suite struct MeasuredNetworkTests {
    @Test("the layers measured are those that end in an activation: of a ResNet-50 the 49 that the paper counts")
    func layers() {
        func layers(_ architecture: Architecture) -> [String] {
            MeasuredNetwork(architecture: architecture, bins: 2).layers.map {
                String(architecture.nodes[architecture.layerNodes[$0].lowerBound].layer)
            }
        }
        let residual = layers(.resNet(.resNet50, stem: .large, classes: 1000))
        #expect(residual.count == 49)
        #expect(residual.prefix(4) == ["conv1", "layer1.0.conv1", "layer1.0.conv2", "layer1.0.sum"])
        #expect(layers(.elevenLayers(normalised: true)) == (1...11).map { "conv\($0)" })
        let units = Architecture(inputs: 4, hidden: [.init(3, .relu), .init(2, .relu)], classes: 2)
        #expect(layers(units) == ["layers.0", "layers.1"])
    }

    /// Two maps, a window over all of them, two classes.
    private static let network: Architecture = {
        var network = NetworkBuilder(input: Shape(channels: 1, rows: 2, columns: 2))
        network.convolution("conv1", 2, size: 1, normalised: false)
        network.add("pool", Pool.whole(.mean))
        return network.network("fc", classes: 2)
    }()

    /// The first map is the image, the second its half less one; each class is told by one of them.
    private static let weights: Weights = {
        var weights = Initialisation.heNormal.weights(of: network, seed: 1)
        weights["conv1.weights"] = [1, -0.5]
        weights["conv1.biases"] = [0, 0]
        weights["fc.weights"] = [1, 0, 0, 1]
        weights["fc.biases"] = [0, 0]
        return weights
    }()

    /// Of class 0 two images, of class 1 two; their means are 1, 3, -2 and -4.
    private static let samples = LabelledSamples(
        features: [1, 1, 1, 1, 3, 3, 3, 3, -2, -2, -2, -2, -4, -4, -4, -4], labels: [0, 0, 1, 1], width: 4, classes: 2)

    @Test("a map's activity is its mean over positions: selectivity, information and weights' norm are those worked out by hand")
    func tuning() throws {
        let measured = MeasuredNetwork(architecture: Self.network, bins: 2)
        let units = try measured.tuning(Self.weights, on: Self.samples) {}
        #expect(units.map(\.reference) == [UnitReference(layer: 0, unit: 0), UnitReference(layer: 0, unit: 1)])
        // Active for one class only: activities 1 3 0 0 and 0 0 1 2.
        #expect(units.map(\.selectivity) == [1, 1] && units.map(\.weightNorm) == [1, 0.5])
        // Halved between 0 and 3 the first tells one of four images from the rest: H(1/4) - H(1/2) / 2 bits.
        let expected = 0.25 * 2 + 0.75 * 0.415_037_499_278_843_8 - 0.5
        #expect(abs(units[0].mutualInformation - expected) < 1e-12)
        // On or off is the class.
        let bits = try measured.information(Self.weights, on: Self.samples, bins: [nil, 2]) {}
        #expect(bits[0] == [1, 1] && bits[1][0] == units[0].mutualInformation)
        let first = try MeasuredNetwork(architecture: Self.network, bins: 2, most: 1).tuning(Self.weights, on: Self.samples) {}
        #expect(first.count == 1 && first[0].mutualInformation == units[0].mutualInformation)
    }

    @Test("a map's ablation costs what a full pass without it says")
    func impact() throws {
        let measured = MeasuredNetwork(architecture: Self.network, bins: 2)
        let units = try measured.tuning(Self.weights, on: Self.samples) {}
        let changes = try measured.lossChanges(Self.weights, on: Self.samples, of: units) {}
        let base = ActivationReader(Self.network).score(Self.weights, on: Self.samples).loss
        for (unit, change) in zip(units, changes) {
            let without = Ablation(Self.network).score(Self.weights, on: Self.samples, without: [unit.reference]).loss
            #expect(change == without - base && change > 0.2)
        }
    }

    @Test("a sum of a residual block is measured behind its activation, with the weights of the block's last convolution")
    func residual() throws {
        let network = Architecture.resNet(.resNet50, classes: 2, width: 1.0 / 64)
        let weights = Initialisation.heNormal.weights(of: network, seed: 4)
        let samples = Textures.samples(.test, count: 24).samples(at: Array(0..<24))
        let two = LabelledSamples(features: samples.features, labels: samples.labels.map { $0 % 2 }, width: 3072, classes: 2)
        let measured = MeasuredNetwork(architecture: network, bins: 3)
        let units = try measured.tuning(weights, on: two) {}
        let sum = units.filter { $0.depth == 3 }
        let rows = weights["layer1.0.conv3.weights"]
        #expect(sum.count == 4)
        for (unit, map) in sum.enumerated() {
            let norm = rows[unit * rows.count / 4..<(unit + 1) * rows.count / 4].reduce(0) { $0 + Double(abs($1)) }
            #expect(map.weightNorm == norm)
        }
        #expect(units.allSatisfy { (0...1).contains($0.selectivityIndex) } && Set(units.map(\.depth)).count == 49)
    }
}
