import CKernels
import NumericCore
import Testing

/// A layer with random parameters and memory, its memory owned here.
private final class TestLayer {
    var kernel = refigure_layer()
    let count: Int

    init(inputs: Int, outputs: Int, seed: UInt64) {
        let stride = (inputs + 3) / 4 * 4
        count = outputs * (stride + 1)
        var generator = SeededGenerator(seed: seed, purpose: "test layer")
        func block(_ make: (inout SeededGenerator) -> Float) -> UnsafeMutablePointer<Float> {
            let block = UnsafeMutablePointer<Float>.allocate(capacity: count)
            for place in 0..<count {
                block[place] = place < outputs * stride && place % stride >= inputs ? 0 : make(&generator)
            }
            return block
        }
        kernel = refigure_layer(
            parameters: block { Float($0.uniform() - 0.5) }, velocity: block { Float($0.uniform() - 0.5) },
            squares: block { Float($0.uniform()) }, inputs: inputs, outputs: outputs, stride: stride)
    }

    deinit {
        kernel.parameters.deallocate()
        kernel.velocity.deallocate()
        kernel.squares.deallocate()
    }

    func values(_ block: UnsafeMutablePointer<Float>) -> [Float] { Array(UnsafeBufferPointer(start: block, count: count)) }
}

private func random(rows: Int, padded: Int, count: Int, lanes: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed, purpose: "test values")
    var values = [Float](repeating: 0, count: padded * 8 * lanes)
    for row in 0..<rows {
        for sample in 0..<count { values[row * 8 * lanes + sample] = Float(generator.normal()) }
    }
    return values
}

struct Shape: CustomTestStringConvertible, Sendable {
    let inputs: Int
    let outputs: Int
    let samples: Int
    var lanes: Int { (samples + 7) / 8 }
    var padded: Int { (inputs + 3) / 4 * 4 }
    var testDescription: String { "\(inputs) -> \(outputs), \(samples) samples" }
}

private let shapes = [
    Shape(inputs: 12, outputs: 10, samples: 256), Shape(inputs: 1, outputs: 1, samples: 1),
    Shape(inputs: 7, outputs: 5, samples: 33),
    Shape(inputs: 3, outputs: 2, samples: 8), Shape(inputs: 37, outputs: 29, samples: 45),
    Shape(inputs: 130, outputs: 6, samples: 32),
    Shape(inputs: 530, outputs: 19, samples: 64), Shape(inputs: 21, outputs: 523, samples: 40),
    Shape(inputs: 531, outputs: 10, samples: 32),
    Shape(inputs: 410, outputs: 7, samples: 45),
    Shape(inputs: 9, outputs: 4, samples: 6200),
]

@Suite("The dense kernels", .serialized)
struct DenseKernelTests {
    static let sets = KernelSet.allCases.filter(\.isAvailable)

    @Test("a forward product has the naive loops' bits", arguments: sets, shapes)
    func forward(_ set: KernelSet, _ shape: Shape) {
        let layer = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 1)
        let input = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 2)
        var out = [Float](repeating: 9, count: shape.outputs * 8 * shape.lanes)
        set.table.forward(&layer.kernel, input, &out, shape.lanes, refigure_identity)
        #expect(out == NaiveDense.forward(layer.kernel, input, lanes: shape.lanes))
    }

    @Test("the activation applied on the way has the bits of the activation applied afterwards", arguments: sets, shapes)
    func fusedActivation(_ set: KernelSet, _ shape: Shape) {
        let layer = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 1)
        let input = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 2)
        for activation in [refigure_tanh, refigure_relu, refigure_sigmoid] {
            var fused = [Float](repeating: 9, count: shape.outputs * 8 * shape.lanes)
            set.table.forward(&layer.kernel, input, &fused, shape.lanes, activation)
            var apart = NaiveDense.forward(layer.kernel, input, lanes: shape.lanes)
            KernelSet.portable.table.activate(&apart, shape.outputs * shape.lanes, activation)
            #expect(fused == apart)
        }
    }

    @Test("a backward product has the naive loops' bits, times the activation's slope", arguments: sets, shapes)
    func backward(_ set: KernelSet, _ shape: Shape) {
        let layer = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 3)
        let delta = random(rows: shape.outputs, padded: shape.outputs, count: shape.samples, lanes: shape.lanes, seed: 4)
        var values = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 5)
        let naive = NaiveDense.backward(layer.kernel, delta, lanes: shape.lanes)
        for activation in [refigure_identity, refigure_tanh, refigure_relu, refigure_sigmoid] {
            set.table.activate(&values, shape.padded * shape.lanes, activation)
            var below = [Float](repeating: 9, count: shape.inputs * 8 * shape.lanes)
            set.table.backward(&layer.kernel, delta, values, &below, shape.lanes, activation)
            let expected = naive.indices.map { place -> Float in
                let a = values[place]
                return switch activation {
                case refigure_tanh: naive[place] * Float(1).addingProduct(-a, a)
                case refigure_relu: a > 0 ? naive[place] : 0
                case refigure_sigmoid: naive[place] * a.addingProduct(-a, a)
                default: naive[place]
                }
            }
            #expect(below == expected)
        }
    }

    @Test("a gradient has the naive loops' bits", arguments: sets, shapes)
    func gradient(_ set: KernelSet, _ shape: Shape) {
        let layer = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 6)
        let input = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 7)
        let delta = random(rows: shape.outputs, padded: shape.outputs, count: shape.samples, lanes: shape.lanes, seed: 8)
        var out = [Float](repeating: 0, count: layer.count)
        set.table.gradient(&layer.kernel, delta, input, &out, shape.lanes)
        #expect(out == NaiveDense.gradient(layer.kernel, delta, input, lanes: shape.lanes))
    }

    @Test(
        "a step without stored gradient has the bits of the optimiser's definition on the naive gradient", arguments: sets, shapes)
    func update(_ set: KernelSet, _ shape: Shape) {
        let input = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 7)
        let delta = random(rows: shape.outputs, padded: shape.outputs, count: shape.samples, lanes: shape.lanes, seed: 8)
        for rule in [refigure_sgd, refigure_momentum, refigure_rmsprop, refigure_rmsprop_momentum, refigure_adam] {
            for l2 in [Float(0), 0.01] {
                let layer = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 9)
                var optimiser = refigure_optimiser(
                    rule: rule, rate: 0.05, l2: l2, momentum: 0.9, decay: 0.99, remainder: Float(1 - 0.99), epsilon: 1e-8,
                    momentum_remainder: Float(1 - 0.9), root: 1.5)
                let gradient = NaiveDense.gradient(layer.kernel, delta, input, lanes: shape.lanes)
                var parameters = layer.values(layer.kernel.parameters)
                var velocity = layer.values(layer.kernel.velocity)
                var squares = layer.values(layer.kernel.squares)
                for place in parameters.indices where place >= shape.outputs * shape.padded || place % shape.padded < shape.inputs {
                    NaiveDense.step(
                        &parameters[place], gradient[place], velocity: &velocity[place], squares: &squares[place], optimiser)
                }
                set.table.update(&layer.kernel, &optimiser, delta, input, shape.lanes, nil, 0)
                #expect(layer.values(layer.kernel.parameters) == parameters)
                if rule == refigure_momentum || rule == refigure_rmsprop_momentum {
                    #expect(layer.values(layer.kernel.velocity) == velocity)
                }
                if rule == refigure_rmsprop || rule == refigure_rmsprop_momentum {
                    #expect(layer.values(layer.kernel.squares) == squares)
                }
            }
        }
    }

    @Test("a step for some units moves these as a step for all does, and no others", arguments: sets)
    func partialUpdate(_ set: KernelSet) {
        let shape = Shape(inputs: 13, outputs: 21, samples: 40)
        let input = random(rows: shape.inputs, padded: shape.padded, count: shape.samples, lanes: shape.lanes, seed: 7)
        let delta = random(rows: shape.outputs, padded: shape.outputs, count: shape.samples, lanes: shape.lanes, seed: 8)
        var optimiser = refigure_optimiser()
        optimiser.rate = 0.1
        let some = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 9)
        let all = TestLayer(inputs: shape.inputs, outputs: shape.outputs, seed: 9)
        let before = some.values(some.kernel.parameters)
        let rows: [UInt32] = [0, 3, 4, 5, 11, 12, 14, 17, 18, 19, 20]
        set.table.update(&some.kernel, &optimiser, delta, input, shape.lanes, rows, rows.count)
        set.table.update(&all.kernel, &optimiser, delta, input, shape.lanes, nil, 0)
        let after = some.values(some.kernel.parameters)
        let full = all.values(all.kernel.parameters)
        for place in after.indices {
            let row = place < shape.outputs * shape.padded ? place / shape.padded : place - shape.outputs * shape.padded
            #expect(after[place] == (rows.contains(UInt32(row)) ? full[place] : before[place]))
        }
    }

    @Test("gathering turns the chosen rows into columns and fills up with zeros", arguments: sets)
    func gather(_ set: KernelSet) {
        for (width, count) in [(12, 256), (1, 3), (5, 9), (30, 31), (8, 8)] {
            let rows = (0..<40 * width).map { Float($0) }
            let order = (0..<count).map { UInt32(($0 * 7 + 3) % 40) }
            let lanes = (count + 7) / 8
            var out = [Float](repeating: -1, count: width * 8 * lanes)
            set.table.gather(rows, width, order, count, lanes, &out)
            for unit in 0..<width {
                for sample in 0..<8 * lanes {
                    let expected = sample < count ? rows[Int(order[sample]) * width + unit] : 0
                    #expect(out[unit * 8 * lanes + sample] == expected)
                }
            }
        }
    }

    @Test("softmax probabilities are positive and add up to 1, and its gradient adds up to 0", arguments: sets, [10, 300])
    func softmax(_ set: KernelSet, classes: Int) {
        let lanes = 3
        let count = 21
        let logits = random(rows: classes, padded: classes, count: count, lanes: lanes, seed: 10).map { $0 * 5 }
        let labels = (0..<count).map { UInt16($0 * 37 % classes) }
        var probabilities = logits
        set.table.softmax(&probabilities, classes, lanes)
        var delta = logits
        set.table.softmax_delta(&delta, labels, classes, count, lanes, 1)
        // A chain of so many roundings.
        let most = 1e-7 * Float(classes)
        for sample in 0..<8 * lanes {
            let p = (0..<classes).map { probabilities[$0 * 8 * lanes + sample] }
            let d = (0..<classes).map { delta[$0 * 8 * lanes + sample] }
            #expect(p.allSatisfy { $0 > 0 } && abs(p.reduce(0, +) - 1) < most)
            if sample < count {
                #expect(abs(d.reduce(0, +)) < most && d[Int(labels[sample])] < 0)
            } else {
                #expect(d.allSatisfy { $0 == 0 })
            }
        }
    }

    @Test("the cross-entropy of equal logits is log of the number of classes, and the first of equals is chosen", arguments: sets)
    func crossEntropy(_ set: KernelSet) {
        let logits = [Float](repeating: 0.25, count: 4 * 8)
        var sums = [Double](repeating: 0, count: 8)
        let correct = set.table.cross_entropy(logits, [0, 1, 2, 3, 0], 4, 5, 1, &sums)
        #expect(correct == 2)
        #expect(sums[0..<5].allSatisfy { abs($0 - 1.3862943611) < 2e-7 } && sums[5..<8].allSatisfy { $0 == 0 })
    }
}
