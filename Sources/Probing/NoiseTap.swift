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
        kernels.pointee.noise(values.base, deviations, deviations.count, values.lanes, first / 8, keys[site], 0)
    }
}
