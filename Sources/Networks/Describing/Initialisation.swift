import NumericCore

/// How weights begin. Biases begin at 0, except with `pyTorchUniform`.
public enum Initialisation: String, Codable, Hashable, Sendable, CaseIterable {
    /// Normal of standard deviation 1 / sqrt(fan-in), drawn again beyond two standard deviations (TensorFlow's truncated_normal).
    case truncatedNormal
    /// Normal of standard deviation 1 / sqrt(fan-in).
    case normal
    /// Uniform of variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).
    case glorotUniform
    /// Normal of variance 2 / (fan-in + fan-out).
    case glorotNormal
    /// Uniform of variance 2 / fan-in (He et al. 2015).
    case heUniform
    /// Normal of variance 2 / fan-in.
    case heNormal
    /// Uniform in +-1 / sqrt(fan-in), biases too (the default of PyTorch's Linear).
    case pyTorchUniform

    /// The initial parameters of every layer: a pure function of the architecture and the seed.
    ///
    /// Layer i draws from the stream ("initial weights", i): its weights output by output, then its biases.
    public func weights(of architecture: Architecture, seed: UInt64) -> Weights {
        var values: [[Float]] = []
        for (layer, nodes) in architecture.layerNodes.enumerated() {
            var generator = SeededGenerator(seed: seed, purpose: "initial weights", index: UInt64(layer))
            for node in architecture.nodes[nodes] {
                let inputs = node.from.map { $0 == Node.input ? architecture.input : architecture.shapes[$0] }
                values += node.op.initialValues(self, of: inputs, from: &generator)
            }
        }
        return Weights(layout: architecture.layout, values: values)
    }

    /// The weights of units that sum `fanIn` inputs each, unit by unit, and their biases.
    /// - Parameter fanOut: outputs that each input goes into; nil: as many as there are units.
    func values(
        fanIn: Int, fanOut: Int? = nil, units: Int, from generator: inout SeededGenerator
    ) -> (weights: [Float], biases: [Float]) {
        let count = fanIn * units
        func normal(_ variance: Double, bound: Double = .infinity) -> [Float] {
            let deviation = variance.squareRoot()
            return generator.normals(count, bound: bound).map { Float($0 * deviation) }
        }
        func uniform(_ bound: Double, _ count: Int) -> [Float] {
            (0..<count).map { _ in Float((2 * generator.uniform() - 1) * bound) }
        }
        let incoming = Double(fanIn)
        let both = Double(fanIn + (fanOut ?? units))
        var biases = [Float](repeating: 0, count: units)
        let values: [Float]
        switch self {
        case .truncatedNormal: values = normal(1 / incoming, bound: 2)
        case .normal: values = normal(1 / incoming)
        case .glorotUniform: values = uniform((6 / both).squareRoot(), count)
        case .glorotNormal: values = normal(2 / both)
        case .heUniform: values = uniform((6 / incoming).squareRoot(), count)
        case .heNormal: values = normal(2 / incoming)
        case .pyTorchUniform:
            values = uniform((1 / incoming).squareRoot(), count)
            biases = uniform((1 / incoming).squareRoot(), units)
        }
        return (values, biases)
    }
}
