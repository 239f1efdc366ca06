import Datasets
import NumericCore
import Testing

@testable import Networks
@testable import Pruning

@Suite("Gradients and Hessian products in double precision")
struct CurvatureTests {
    @Test(
        "without normalisation the gradient is the engine's, to its rounding", arguments: [TestNetwork.leNet, TestNetwork.all[5]])
    func engine(_ network: TestNetwork) {
        let (weights, samples) = (network.weights(), network.samples(21))
        let expected = Gradient(network.architecture).ofLoss(weights, on: samples)
        let found = Curvature(network.architecture).gradient(weights, on: samples)
        for (one, other) in zip(found, expected.values) {
            let size = one.map(abs).max() ?? 0
            #expect(size > 0 && zip(one, other).allSatisfy { abs($0 - Double($1)) <= 1e-4 * size + 1e-7 })
        }
    }

    /// The mean cross-entropy of the reading engine falls by as much as the gradient says.
    @Test("the gradient along a direction is the slope of the engine's loss", arguments: TestNetwork.all)
    func slope(_ network: TestNetwork) {
        let (weights, samples) = (network.weights(), network.samples(9))
        let gradient = Curvature(network.architecture).gradient(weights, on: samples)
        // Along the gradient, by a thousandth of the parameters' length: single precision tells such losses apart.
        let squares = gradient.joined().reduce(0) { $0 + $1 * $1 }
        let step = 2e-3 / squares.squareRoot()
        func loss(_ factor: Double) -> Double {
            var moved = weights
            for entry in moved.values.indices {
                for place in moved.values[entry].indices {
                    moved.values[entry][place] += Float(factor * step * gradient[entry][place])
                }
            }
            return Gradient(network.architecture).loss(moved, on: samples)
        }
        let slope = (loss(1) - loss(-1)) / (2 * step)
        #expect(abs(slope / squares - 1) < 0.03)
    }

    /// Where activations are smooth, central differences of gradients in double precision come near.
    private static let smooth = Architecture(
        input: Shape(channels: 2, rows: 6, columns: 6),
        nodes: [
            Node(id: "a", op: Convolution(4, size: 3, padding: 1, hasBiases: false), from: [Node.input]),
            Node(id: "a/normalise", op: Normalise(), from: [0]), Node(id: "a/activate", op: Activate(.tanh), from: [1]),
            Node(id: "b", op: Convolution(4, size: 3, padding: 1), from: [2]),
            Node(id: "b/activate", op: Activate(.sigmoid), from: [3]),
            Node(id: "sum", op: Add(), from: [4, 2]), Node(id: "sum/activate", op: Activate(.tanh), from: [5]),
            Node(id: "mean", op: Pool(.mean, size: 3, stride: 2, padding: 1), from: [6]),
            Node(id: "flatten", op: Flatten(), from: [7]),
            Node(id: "c", op: Dense(5), from: [8]), Node(id: "c/activate", op: Activate(.tanh), from: [9]),
            Node(id: "d", op: Dense(3), from: [10]),
        ])

    private static func direction(_ like: Curvature.Numbers) -> Curvature.Numbers {
        var generator = SeededGenerator(seed: 3, purpose: "direction")
        return like.map { generator.normals($0.count) }
    }

    @Test("the Hessian's product is that of central differences of gradients", arguments: [1.0, 200])
    func differences(_ temperature: Double) {
        let network = TestNetwork("smooth", Self.smooth)
        let samples = network.samples(19)
        let curvature = Curvature(Self.smooth)
        let weights = Curvature.numbers(network.weights())
        var direction = Self.direction(weights)
        // Statistics are no parameters.
        for (entry, place) in Self.smooth.layout.entries.enumerated() where !place.isTrained {
            direction[entry] = direction[entry].map { _ in 0 }
        }
        func moved(_ step: Double) -> Curvature.Numbers { zip(weights, direction).map { zip($0, $1).map { $0 + step * $1 } } }
        let step = 1e-5
        let up = curvature.gradient(moved(step), on: samples, temperature: temperature) {}
        let down = curvature.gradient(moved(-step), on: samples, temperature: temperature) {}
        let (gradient, product) = curvature.product(
            weights, direction: direction, on: samples, temperature: temperature, checkCancellation: {})
        #expect(gradient == curvature.gradient(weights, on: samples, temperature: temperature) {})
        for entry in product.indices where Self.smooth.layout.entries[entry].isTrained {
            let expected = zip(up[entry], down[entry]).map { ($0 - $1) / (2 * step) }
            let size = expected.map(abs).max() ?? 0
            #expect(size > 0 && zip(expected, product[entry]).allSatisfy { abs($0 - $1) <= 1e-6 * size })
        }
    }

    @Test("the Hessian is symmetric, with kinks and windows too", arguments: TestNetwork.all)
    func symmetric(_ network: TestNetwork) {
        guard network.architecture.input.rows <= 32 else { return }
        let samples = network.samples(3)
        let curvature = Curvature(network.architecture)
        let weights = Curvature.numbers(network.weights())
        func direction(_ seed: UInt64) -> Curvature.Numbers {
            var generator = SeededGenerator(seed: seed, purpose: "direction")
            return zip(weights, network.architecture.layout.entries).map { values, entry in
                entry.isTrained ? generator.normals(values.count) : values.map { _ in 0 }
            }
        }
        let (one, other) = (direction(1), direction(2))
        func inner(_ a: Curvature.Numbers, _ b: Curvature.Numbers) -> Double {
            zip(a, b).reduce(0) { sum, pair in sum + zip(pair.0, pair.1).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let left = inner(one, curvature.product(weights, direction: other, on: samples, checkCancellation: {}).product)
        let right = inner(other, curvature.product(weights, direction: one, on: samples, checkCancellation: {}).product)
        #expect(left != 0 && abs(left - right) <= 1e-9 * (abs(left) + abs(right)) + 1e-9)
    }

    /// Two inputs, one linear unit, two outputs: z = v w x, p = softmax(z).
    @Test("gradient and Hessian of a network worked out by hand")
    func byHand() {
        let architecture = Architecture(inputs: 1, hidden: [.init(1, .identity)], classes: 2)
        // Logits are h and -h of h = w x + b: the loss of class 0 is log(1 + e^(-2h)).
        let weights: Curvature.Numbers = [[0.5], [0.25], [1, -1], [0, 0]]
        let samples = LabelledSamples(features: [2], labels: [0], width: 1, classes: 2)
        let h = 0.5 * 2 + 0.25
        let q = 1 / (1 + DeterministicMath.exp(2 * h))
        let curvature = Curvature(architecture)
        // d loss / d h = -2 q, d2 loss / d h2 = 4 q (1 - q); h has the slopes x and 1.
        let (gradient, product) = curvature.product(
            weights, direction: [[1], [0], [0, 0], [0, 0]], on: samples, checkCancellation: {})
        #expect(abs(gradient[0][0] + 4 * q) < 1e-15 && abs(gradient[1][0] + 2 * q) < 1e-15)
        #expect(abs(gradient[2][0] + q * h) < 1e-15 && abs(gradient[3][0] + q) < 1e-15)
        #expect(abs(product[0][0] - 16 * q * (1 - q)) < 1e-14 && abs(product[1][0] - 8 * q * (1 - q)) < 1e-14)
        // d/dw of -q h by x = 2: -q 2 + h 2 q (1 - q) 2.
        #expect(abs(product[2][0] - (-2 * q + 4 * h * q * (1 - q))) < 1e-14)
    }

    @Test("samples that fill no batch of eight weigh as much as the others, and masked nodes have no gradient")
    func masked() throws {
        let network = TestNetwork.leNet
        let samples = network.samples(11)
        let structures = Structures(network.architecture)
        let mask = structures.randomMask(keeping: 0.7, seed: 1)
        let weights = network.weights()
        let smaller = try #require(SmallerNetwork(structures, keeping: mask))
        let masked = Curvature(structures, keeping: mask).gradient(weights, on: samples)
        let left = Curvature(smaller.architecture).gradient(smaller.weights(weights), on: samples)
        let total = masked.joined().reduce(0) { $0 + abs($1) }
        #expect(abs(total - left.joined().reduce(0) { $0 + abs($1) }) < 1e-10)
        for (place, layer) in structures.layers.enumerated() {
            for node in 0..<layer.count where !mask.kept[place][node] {
                #expect(masked[structures.weights(layer)][structures.incoming(node, of: layer)].allSatisfy { $0 == 0 })
            }
        }
    }
}
