import Datasets
import Foundation
import NumericCore
import Testing

@testable import Networks

@Suite("Networks as graphs")
struct GraphTests {
    private static func crossEntropy(_ logits: [[Double]], _ samples: LabelledSamples) -> Double {
        var total = 0.0
        for sample in 0..<samples.count {
            let column = logits.map { $0[sample] }
            let largest = column.max() ?? 0
            total += log(column.reduce(0) { $0 + exp($1 - largest) }) - (column[Int(samples.labels[sample])] - largest)
        }
        return total / Double(samples.count)
    }

    @Test("the gradient of the loss follows central differences in double precision", arguments: Graph.all)
    func gradient(_ graph: Graph) {
        let weights = Initialisation.pyTorchUniform.weights(of: graph.architecture, seed: 2)
        let samples = graph.samples
        let expected = NaiveGraph(graph.architecture, weights).gradient(
            samples.features, width: samples.width, atMost: 6, loss: { Self.crossEntropy($0, samples) })
        let gradient = Gradient(graph.architecture).ofLoss(weights, on: samples)
        for entry in graph.architecture.layout.entries {
            let values = gradient[entry.name]
            guard entry.isTrained else {
                #expect(values.allSatisfy { $0 == 0 })
                continue
            }
            for (place, value) in expected[entry.name] ?? [:] {
                #expect(abs(Double(values[place]) - value) < 2e-6, "\(entry.name) \(place)")
            }
        }
        #expect(expected.count == graph.architecture.layout.entries.count(where: \.isTrained))
    }

    @Test("every set of kernels gives the same gradient", arguments: Graph.all)
    func kernels(_ graph: Graph) {
        let weights = Initialisation.heNormal.weights(of: graph.architecture, seed: 2)
        let gradients = KernelSet.allCases.filter(\.isAvailable).map {
            Gradient(graph.architecture, kernels: $0).ofLoss(weights, on: graph.samples)
        }
        #expect(gradients.allSatisfy { $0 == gradients[0] })
    }

    @Test("any number of threads gives the same bits", arguments: Graph.images, [2, 3, 5])
    func threads(_ graph: Graph, _ threads: Int) {
        let recipe = Recipe(optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: 20, epochs: 1, initialisation: .heNormal)
        let runs = [1, threads].map { StepRun(graph.architecture, recipe, on: graph.samples, seed: 3, threads: $0) }
        for run in runs { run.run(steps: 4) }
        #expect(runs[0].weights == runs[1].weights)
    }

    @Test("steps along stored gradients have the bits of steps that store none", arguments: StepKind.all)
    func stored(_ kind: StepKind) {
        let samples = kind.samples
        let initial = Initialisation.heNormal.weights(of: kind.architecture, seed: 4)
        let fused = Machine(
            training: kind.architecture, initial, recipe: kind.recipe, seed: 1, kernels: .best, capacity: samples.count)
        let apart = Machine(
            Plan(kind.architecture, training: kind.recipe), initial, kernels: .best, capacity: samples.count,
            training: .init(memory: kind.recipe.optimiser.memory, keepsGradients: true, seed: 1))
        let order = Array(0..<UInt32(samples.count))
        for step in 0..<5 {
            let optimiser = kind.recipe.optimiser.kernel(learningRate: 0.01, l2: kind.recipe.l2, step: step + 1)
            order.withUnsafeBufferPointer {
                fused.pass(samples, order: $0, number: UInt64(step), .followed(optimiser))
                apart.pass(samples, order: $0, number: UInt64(step), .kept)
            }
            apart.follow(optimiser)
        }
        #expect(fused.weights == apart.weights && fused.weights != initial)
        #expect(fused.value(of: .velocity) == apart.value(of: .velocity))
        #expect(fused.value(of: .squares) == apart.value(of: .squares))
    }

    @Test("a tap sees what the nodes make and take, and the outputs follow what it changes")
    func taps() {
        for graph in Graph.all {
            let architecture = graph.architecture
            let weights = Initialisation.heNormal.weights(of: architecture, seed: 2)
            // Reading normalises by the running statistics, which the oracle does not know.
            if architecture.layers.contains(where: \.normalised) { continue }
            let samples = graph.samples
            let made = NaiveGraph(architecture, weights).values(samples.features, width: samples.width)
            let sites = architecture.nodes.flatMap { [Site(.before, $0.id), Site(.after, $0.id)] }
            let plan = Plan(architecture, observing: sites)
            let machine = Machine(plan, weights, kernels: .best, capacity: samples.count)
            let tap = Witness()
            machine.gather(samples, from: 0, Pass(reading: samples.count))
            machine.read(Pass(reading: samples.count), tap: tap)
            #expect(tap.seen.keys.sorted() == Array(sites.indices))
            for index in architecture.nodes.indices {
                for (unit, row) in made[index].enumerated() {
                    for (sample, value) in row.enumerated() {
                        let seen = tap.seen[2 * index + 1]?[unit][sample] ?? .nan
                        #expect(abs(Double(seen) - value) < 4e-6)
                    }
                }
                if let from = architecture.nodes[index].from.first, from != Node.input {
                    #expect(tap.seen[2 * index] == tap.seen[2 * from + 1])
                }
            }
            let before = machine.outputs.reading.values
            let eraser = Eraser()
            machine.read(Pass(reading: samples.count), tap: eraser)
            #expect(machine.outputs.reading.values != before)
        }
    }

    @Test("a chain of dense layers is planned without a step of its own for its activations")
    func plan() {
        let chain = Plan(TestTask.plane(.tanh), training: Recipe(optimiser: .sgd(learningRate: 1), batchSize: 1, epochs: 1))
        #expect(chain.steps.count == 6 && chain.steps.allSatisfy { $0.op is Dense })
        #expect(chain.steps.map(\.activation) == [Activation](repeating: .tanh, count: 5) + [.identity])
    }

    @Test("a fully connected classifier has the JSON of its widths, other networks that of their nodes, and both are read back")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let chain = Architecture(inputs: 3, hidden: [.init(2, .tanh, normalised: true), .init(4, .identity)], classes: 2)
        let text = String(decoding: try encoder.encode(chain), as: UTF8.self)
        #expect(
            text == #"{"classes":2,"hidden":[{"activation":"tanh","normalised":true,"units":2},"#
                + #"{"activation":"identity","normalised":false,"units":4}],"inputs":3}"#)
        for architecture in [chain] + Graph.all.map(\.architecture) {
            #expect(try JSONDecoder().decode(Architecture.self, from: encoder.encode(architecture)) == architecture)
        }
        #expect(String(decoding: try encoder.encode(Graph.all[0].architecture), as: UTF8.self).contains(#""kind":"normalise""#))
    }

    @Test(
        "a network that is none is refused",
        arguments: [
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[]}"#,
            #"{"input":{"channels":0,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":2},"from":[-1]}]}"#,
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":0},"from":[-1]}]}"#,
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":2},"from":[0]}]}"#,
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":2},"from":[]}]}"#,
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"magic","op":{},"from":[-1]}]}"#,
            #"{"input":{"channels":2,"rows":1,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":2},"from":[-1]},{"id":"b","kind":"dense","op":{"outputs":2},"from":[-1]}]}"#,
            #"{"input":{"channels":4611686018427387904,"rows":4,"columns":1},"nodes":[{"id":"a","kind":"dense","op":{"outputs":2},"from":[-1]}]}"#,
            #"{"inputs":4611686018427387904,"hidden":[],"classes":2}"#, #"{"inputs":2,"hidden":[],"classes":0}"#,
        ])
    func none(_ json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Architecture.self, from: Data(json.utf8)) }
    }
}

/// A network and the rule by which it moves.
struct StepKind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let architecture: Architecture
    let recipe: Recipe

    let samples: LabelledSamples

    init(
        _ name: String, _ architecture: Architecture, _ optimiser: Optimiser, l2: Double = 0, dropout: [Double] = [],
        samples: LabelledSamples = TestTask.split.training.selecting(0..<43)
    ) {
        testDescription = name
        self.architecture = architecture
        self.samples = samples
        recipe = Recipe(optimiser: optimiser, batchSize: 43, epochs: 1, l2: l2, dropout: dropout)
    }

    static let all =
        [
            StepKind("SGD on tanh", TestTask.plane(.tanh), .sgd(learningRate: 0.01), l2: 0.01),
            StepKind("momentum on ReLU, dropout", wide, .sgd(learningRate: 0.01, momentum: 0.9), dropout: [0.3, 0]),
            StepKind("RMSProp, normalised", normalised, .rmsProp(learningRate: 0.01), l2: 0.001),
            StepKind("RMSProp with momentum", wide, .rmsProp(learningRate: 0.01, momentum: 0.5)),
            StepKind("Adam, normalised", normalised, .adam(learningRate: 0.01), l2: 0.001, dropout: [0.2, 0.4]),
            StepKind("after the activation", Graph.all[0].architecture, .adam(learningRate: 0.01)),
        ]
        + Graph.images.map {
            StepKind($0.testDescription, $0.architecture, .sgd(learningRate: 0.01, momentum: 0.9), l2: 0.001, samples: $0.samples)
        }

    private static let wide = Architecture(inputs: 12, hidden: [.init(33, .relu), .init(7, .sigmoid)], classes: 2)
    private static let normalised = Architecture(
        inputs: 12, hidden: [.init(9, .relu, normalised: true), .init(6, .tanh, normalised: true)], classes: 2)
}

/// Keeps what it sees: unit by unit, sample by sample.
private final class Witness: Tap {
    var seen: [Int: [[Float]]] = [:]

    func visit(_ site: Int, _ values: Values) {
        let shape = values.shape
        seen[site] = (0..<shape.channels).flatMap { channel in
            let runs = values.runs(ofChannel: channel)
            if shape.isFlat { return [Array(runs[0].prefix(values.count))] }
            return (0..<shape.rows * shape.columns).map { position in
                Array(runs.flatMap { $0[position * Shape.panel..<(position + 1) * Shape.panel] }.prefix(values.count))
            }
        }
    }
}

/// Sets everything to one number.
private final class Eraser: Tap {
    func visit(_: Int, _ values: Values) {
        for channel in 0..<values.shape.channels {
            for run in values.runs(ofChannel: channel) { run.update(repeating: 0.125) }
        }
    }
}
