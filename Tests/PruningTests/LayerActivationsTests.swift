import Datasets
import Networks
import NumericCore
import Probing
import Testing

@testable import Pruning

@Suite("What MIPP reads of a network")
struct LayerActivationsTests {
    @Test("a map becomes the mean magnitude, the root mean square, the mean or the deviation")
    func collapsed() {
        let map = [1.0, -3, 2, 0]
        #expect(MapCollapse.l1.value(map, positions: 4) == 1.5)
        #expect(MapCollapse.l2.value(map, positions: 4) == 3.5.squareRoot())
        #expect(MapCollapse.mean.value(map, positions: 4) == 0)
        #expect(MapCollapse.deviation.value(map, positions: 4) == 3.5.squareRoot())
        #expect(MapCollapse.deviation.value([2.0, 2], positions: 2) == 0)
    }

    @Test("of filters it is what the next layer receives, behind windows; units are as they are", arguments: MapCollapse.allCases)
    func received(_ collapse: MapCollapse) {
        let network = TestNetwork.leNet
        let (weights, samples) = (network.weights(), network.samples(75))
        let found = LayerActivations(weights, of: Structures(network.architecture), on: samples, collapsing: collapse)
        let reader = ActivationReader(network.architecture)
        let names = network.architecture.layerNodes.map { String(network.architecture.nodes[$0.lowerBound].layer) }
        func read(_ name: String, _ quantity: Site.Quantity) -> Matrix<Float> {
            reader.read(weights, on: samples, quantity: quantity, layers: [names.firstIndex(of: name)!])[0]
        }
        for (layer, name) in ["conv1", "conv2"].enumerated() {
            let maps = collapse == .mean ? read(name, .preActivation) : read("pool\(layer + 1)", .activation)
            let channels = found.layers[layer].rows
            let positions = maps.rows / channels
            for channel in 0..<channels {
                for sample in 0..<75 {
                    let map = (0..<positions).map { Double(maps[channel * positions + $0, sample]) }
                    #expect(abs(Double(found.layers[layer][channel, sample]) - collapse.value(map, positions: positions)) < 1e-6)
                }
            }
        }
        let units = collapse == .mean ? read("fc2", .preActivation) : read("fc2", .activation)
        #expect(found.layers[3] == units && found.outputs == read("fc3", .preActivation) && found.count == 75)
    }

    @Test("read in portions, and in any order of samples, it is the same to the last bit", arguments: [false, true])
    func portions(selectsInputs: Bool) throws {
        let network = TestNetwork.leNet
        let (weights, samples, structures) = (network.weights(), network.samples(300), Structures(network.architecture))
        let places = Array((0..<300).reversed())
        let whole = LayerActivations(weights, of: structures, on: samples.selecting(places), selectsInputs: selectsInputs)
        let read = try LayerActivations(
            weights, of: structures, on: samples, at: places, selectsInputs: selectsInputs
        ) {}
        #expect(read.layers == whole.layers && read.outputs == whole.outputs && read.selectsInputs == selectsInputs)
    }

    @Test("of a block's last layer it is the block's output")
    func residual() {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(9))
        let found = LayerActivations(weights, of: structures, on: samples)
        let place = network.architecture.layerNodes.firstIndex { network.architecture.nodes[$0.lowerBound].id == "layer1.0.sum" }!
        let expected = ActivationReader(network.architecture).read(weights, on: samples, layers: [place], positions: .mean)[0]
        #expect(zip(found.layers[2].values, expected.values).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(found.layers.map(\.rows) == structures.layers.map(\.count) && !found.selectsInputs)
    }

    @Test("inputs are selected like nodes: those that say nothing go, and the samples lose them")
    func inputs() throws {
        // The first feature is constant, the second noise that no unit takes.
        let architecture = Architecture(inputs: 4, hidden: [.init(3, .tanh)], classes: 2)
        var generator = SeededGenerator(seed: 1, purpose: "features")
        let samples = LabelledSamples(
            features: (0..<1500).flatMap { _ in [1] + generator.normals(3).map(Float.init) },
            labels: (0..<1500).map { UInt16($0 % 2) },
            width: 4, classes: 2)
        let weights = Weights(
            layout: architecture.layout,
            values: [[0, 0, 1, 0.5, 0, 0, -0.5, 1, 0, 0, 0.2, 0.2], [0, 0, 0], [1, -1, 0.5, 0.5, 1, -1], [0, 0]])
        let activations = LayerActivations(weights, of: Structures(architecture), on: samples, selectsInputs: true)
        #expect(activations.selectsInputs && activations.layers.map(\.rows) == [4, 3])
        let settings = MIPP.Settings(
            confidence: 0.9, fitSamples: 1000, heldOutSamples: 500,
            estimator: .init(repeats: 3, hidden: [32], steps: 400, stepsAlone: 20, refits: 60))
        let state = try MIPP(settings, seed: 1).run(activations)
        #expect(state.inputs == [false, false, true, true] && state.mask?.kept.count == 1)
        let left = samples.keeping(inputs: state.inputs ?? [])
        #expect(Array(left.features[0..<4]) == [0, 0, samples.features[2], samples.features[3]] && left.labels == samples.labels)
    }

    @Test("an untrained network without normalisations is its initial weights, as a pass at rate 0 leaves them")
    func plain() {
        let architecture = Architecture(inputs: 5, hidden: [.init(6, .relu)], classes: 2)
        let samples = TestNetwork("", architecture).samples(300)
        let initial = Initialisation.heNormal.weights(of: architecture, seed: 3)
        #expect(UntrainedNetwork.weights(of: architecture, .heNormal, seed: 3, on: samples) == initial)
        let run = StepRun(
            architecture, Recipe(optimiser: .sgd(learningRate: 0), batchSize: 100, epochs: 1, initialisation: .heNormal),
            on: samples, seed: 3)
        run.run(steps: 3)
        #expect(run.weights == initial)
    }

    @Test("an untrained network keeps its initial weights, and its normalisations have statistics of the samples")
    func untrained() throws {
        let architecture = Architecture(inputs: 5, hidden: [.init(6, .relu, normalised: true)], classes: 2)
        let samples = TestNetwork("", architecture).samples(3000)
        let initial = Initialisation.heNormal.weights(of: architecture, seed: 3)
        let weights = UntrainedNetwork.weights(of: architecture, .heNormal, seed: 3, on: samples)
        for (entry, place) in zip(architecture.layout.entries, weights.values.indices) where entry.isTrained {
            #expect(weights.values[place] == initial.values[place])
        }
        // A unit's sums of standard normal inputs have the variance of its weights' squares.
        for unit in 0..<6 {
            let squares = initial.values[0][unit * 5..<(unit + 1) * 5].reduce(0) { $0 + $1 * $1 }
            #expect(abs(weights["layers.0.variance"][unit] / squares - 1) < 0.25)
        }
    }
}
