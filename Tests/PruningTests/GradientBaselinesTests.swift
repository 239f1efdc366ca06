import Datasets
import NumericCore
import Testing

@testable import Networks
@testable import Pruning

@Suite("GraSP and SOSP-H")
struct GradientBaselinesTests {
    /// One input x, one unit h = w x + b, outputs v h: with d = v1 - v2 and s = d h the loss of the first class is log(1 + e^-s).
    private static let structures = Structures(Architecture(inputs: 1, hidden: [.init(1, .identity)], classes: 2))
    private static let samples = LabelledSamples(features: [2], labels: [0], width: 1, classes: 2)

    private static func weights(_ w: Float, _ b: Float, _ v: [Float]) -> Weights {
        Weights(layout: structures.architecture.layout, values: [[w], [b], v, [0, 0]])
    }

    @Test("GraSP of a network worked out by hand")
    func grasp() {
        let (w, x, v1, v2) = (0.5, 2.0, 1.5, -0.5)
        let (h, d, t) = (w * x, v1 - v2, GraSP.temperature)
        let p = 1 / (1 + DeterministicMath.exp(d * h / t))
        // |g|^2 / 2 = p^2 (d^2 x^2 + 2 h^2) / 2 t^2 and its derivatives; p falls by p (1 - p) with s / t.
        let square = d * d * x * x + 2 * h * h
        let byW = -p * p * (1 - p) * d * x * square / (t * t * t) + 2 * p * p * h * x / (t * t)
        func byV(_ sign: Double) -> Double { sign * (-p * p * (1 - p) * h * square / (t * t * t) + p * p * d * x * x / (t * t)) }
        let products = GraSP(Self.structures).products(Self.weights(0.5, 0, [1.5, -0.5]), on: Self.samples) {}
        #expect(abs(products[0][0] / (w * byW) - 1) < 1e-12)
        #expect(abs(products[2][0] / (v1 * byV(1)) - 1) < 1e-12 && abs(products[2][1] / (v2 * byV(-1)) - 1) < 1e-12)
        #expect(products[1] == [0] && products[3] == [0, 0])
        let scores = GraSP(Self.structures).scores(Self.weights(0.5, 0, [1.5, -0.5]), on: Self.samples) {}
        #expect(scores.values == [[abs(products[0][0])]])
    }

    @Test("GraSP's products are those with half the derivative of the gradient's squared norm")
    func norm() {
        let network = TestNetwork(
            "smooth",
            Architecture(
                input: Shape(channels: 2, rows: 5, columns: 5),
                nodes: [
                    Node(id: "a", op: Convolution(3, size: 3), from: [Node.input]),
                    Node(id: "a/activate", op: Activate(.tanh), from: [0]),
                    Node(id: "flatten", op: Flatten(), from: [1]), Node(id: "b", op: Dense(4), from: [2]),
                    Node(id: "b/activate", op: Activate(.tanh), from: [3]), Node(id: "c", op: Dense(3), from: [4]),
                ]))
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(12))
        let curvature = Curvature(network.architecture)
        let products = GraSP(structures).products(weights, on: samples) {}
        let numbers = Curvature.numbers(weights)
        let isWeight = weights.layout.entries.map { $0.name.hasSuffix(".weights") }
        func half(_ numbers: Curvature.Numbers) -> Double {
            let gradient = curvature.gradient(numbers, on: samples, temperature: GraSP.temperature) {}
            return zip(gradient, isWeight).reduce(0) { $1.1 ? $0 + $1.0.reduce(0) { $0 + $1 * $1 } : $0 } / 2
        }
        for entry in numbers.indices where isWeight[entry] {
            let size = products[entry].map { abs($0) }.max() ?? 0
            for place in stride(from: 0, to: numbers[entry].count, by: 7) {
                var (up, down) = (numbers, numbers)
                up[entry][place] += 1e-5
                down[entry][place] -= 1e-5
                let slope = (half(up) - half(down)) / 2e-5
                #expect(abs(numbers[entry][place] * slope - products[entry][place]) < 1e-6 * size)
            }
        }
    }

    @Test("SOSP-H of a network worked out by hand")
    func sosp() {
        // theta = (w, b): h is linear in it, so theta . g = h dL/dh and theta . H theta = h^2 d2L/dh2, with s = 2 h.
        let h = 0.5 * 2 + 0.25
        let q = 1 / (1 + DeterministicMath.exp(2 * h))
        let scores = SOSP(Self.structures).scores(Self.weights(0.5, 0.25, [1, -1]), on: Self.samples) {}
        #expect(abs(scores.values[0][0] - (2 * q * h + 2 * q * (1 - q) * h * h)) < 1e-14)
    }

    @Test("SOSP-H's curvature is that along all nodes together: where two undo each other, it is small for both")
    func together() {
        let structures = Structures(Architecture(inputs: 1, hidden: [.init(3, .identity)], classes: 2))
        let weights = Weights(
            layout: structures.architecture.layout, values: [[1, 1, 0.5], [0, 0, 0], [2, -2, 1, -2, 2, -1], [0, 0]])
        let samples = LabelledSamples(features: [1, -1], labels: [0, 1], width: 1, classes: 2)
        // The nodes' shares of s: 4, -4 and 1, together 1.
        let q = 1 / (1 + DeterministicMath.exp(1))
        let scores = SOSP(structures).scores(weights, on: samples) {}
        for (score, share) in zip(scores.values[0], [4.0, 4, 1]) { #expect(abs(score - share * (q + q * (1 - q) / 2)) < 1e-14) }
    }

    @Test("scores of a network of many layers are finite, and stop when asked to")
    func manyLayers() {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(16))
        let grasp = GraSP(structures).scores(weights, on: samples) {}
        let sosp = SOSP(structures).scores(weights, on: samples) {}
        #expect((grasp.values + sosp.values).joined().allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(grasp.values.map(\.count) == structures.layers.map(\.count))
        var asked = 0
        #expect(throws: CancellationError.self) {
            try SOSP(structures).scores(weights, on: samples) {
                asked += 1
                if asked == 2 { throw CancellationError() }
            }
        }
        #expect(asked == 2)
    }
}
