// listing: example-operation-test
import Datasets
import Networks
import Testing

@Suite struct SoftSignTests {
    private static let network = Architecture(
        input: Shape(channels: 12),
        nodes: [
            Node(id: "first", op: Dense(6), from: [Node.input]), Node(id: "first/activate", op: SoftSign(), from: [0]),
            Node(id: "last", op: Dense(2), from: [1]),
        ])
    private static let samples = SZT.samples().selecting(100..<164)

    @Test("its gradient follows central differences of the loss")
    func gradient() {
        let weights = Initialisation.heNormal.weights(of: Self.network, seed: 1)
        let gradient = Gradient(Self.network).ofLoss(weights, on: Self.samples)
        for name in ["first.weights", "first.biases", "last.weights", "last.biases"] {
            for place in weights[name].indices {
                func loss(_ change: Float) -> Double {
                    var moved = weights
                    moved[name][place] += change
                    return Gradient(Self.network).loss(moved, on: Self.samples)
                }
                let difference = (loss(0.01) - loss(-0.01)) / 0.02
                #expect(abs(difference - Double(gradient[name][place])) < 2e-4)
            }
        }
    }

    @Test("a network with it learns")
    func learns() {
        var weights = Initialisation.heNormal.weights(of: Self.network, seed: 1)
        let gradient = Gradient(Self.network)
        let before = gradient.loss(weights, on: Self.samples)
        for _ in 0..<50 {
            let slope = gradient.ofLoss(weights, on: Self.samples)
            for index in weights.values.indices {
                for place in weights.values[index].indices { weights.values[index][place] -= slope.values[index][place] }
            }
        }
        #expect(gradient.loss(weights, on: Self.samples) < before - 0.1)
    }
}
// end of listing
