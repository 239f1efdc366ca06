import CKernels
import Networks
import NumericCore

/// Adds normal noise to the activations of hidden layers, the sites being those in turn.
final class NoiseTap: Tap {
    private let deviations: [[Float]]
    private let keys: [[UInt32]]
    private let kernels: UnsafePointer<refigure_kernels>
    private var first = 0

    init(_ deviations: [[Float]], seed: UInt64, kernels: UnsafePointer<refigure_kernels>) {
        self.deviations = deviations
        self.kernels = kernels
        keys = deviations.indices.map { layer in
            var generator = SeededGenerator(seed: seed, purpose: "activation noise", index: UInt64(layer))
            return [generator.nextWord(), generator.nextWord()]
        }
    }

    func begin(at sample: Int) { first = sample }

    func visit(_ site: Int, _ values: Values) {
        let deviations = deviations[site]
        if deviations.isEmpty { return }
        let shape = values.shape
        if shape.isFlat {
            kernels.pointee.noise(values.base, deviations, deviations.count, values.lanes, first / 8, keys[site], 0)
            return
        }
        // Each map has a stream, and its positions take the units' place.
        let vectors = Shape.panel / 8
        for (channel, deviation) in deviations.enumerated() {
            let ofPositions = [Float](repeating: deviation, count: shape.rows * shape.columns)
            for (panel, run) in values.runs(ofChannel: channel).enumerated() {
                kernels.pointee.noise(
                    run.baseAddress!, ofPositions, ofPositions.count, vectors, first / 8 + panel * vectors, keys[site],
                    UInt64(channel) + 1)
            }
        }
    }
}
