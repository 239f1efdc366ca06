import Foundation
import Networks
import Testing

@Suite("Initial weights")
struct InitialisationTests {
    private static let architecture = Architecture(inputs: 400, hidden: [.init(300, .relu)], classes: 10)

    @Test("each rule has its mean, standard deviation and bounds", arguments: Initialisation.allCases)
    func moments(_ rule: Initialisation) {
        let layer = rule.weights(of: Self.architecture, seed: 1).layers[0]
        let values = layer.matrix.values.map(Double.init)
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let deviation = (values.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        let (expected, bound): (Double, Double) =
            switch rule {
            // 0.87962566 is the standard deviation of a standard normal cut at two.
            case .truncatedNormal: (0.87962566 / 20, 2.0 / 20)
            case .normal: (1.0 / 20, .infinity)
            case .glorotUniform: ((2.0 / 700).squareRoot(), (6.0 / 700).squareRoot())
            case .glorotNormal: ((2.0 / 700).squareRoot(), .infinity)
            case .heUniform: ((2.0 / 400).squareRoot(), (6.0 / 400).squareRoot())
            case .heNormal: ((2.0 / 400).squareRoot(), .infinity)
            case .pyTorchUniform: ((1.0 / 1200).squareRoot(), 1.0 / 20)
            }
        #expect(abs(mean) < 5 * expected / count.squareRoot())
        #expect(abs(deviation / expected - 1) < 0.01)
        #expect(values.allSatisfy { abs($0) <= bound * (1 + 1e-7) })
        #expect(layer.biases.allSatisfy { $0 == 0 } == (rule != .pyTorchUniform))
    }

    @Test("layers are independent streams: another width elsewhere leaves a layer's weights alone")
    func streams() {
        let wider = Architecture(inputs: 400, hidden: [.init(300, .relu), .init(7, .relu)], classes: 10)
        let one = Initialisation.truncatedNormal.weights(of: Self.architecture, seed: 1)
        let other = Initialisation.truncatedNormal.weights(of: wider, seed: 1)
        #expect(one.layers[0] == other.layers[0])
        #expect(one.layers[0] != Initialisation.truncatedNormal.weights(of: wider, seed: 2).layers[0])
    }
}
