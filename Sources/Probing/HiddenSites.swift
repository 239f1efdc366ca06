import Networks
import NumericCore

extension Machine {
    /// A machine for scores whose taps see each hidden layer's activations, the sites being these layers in turn.
    convenience init(showingHiddenLayersOf architecture: Architecture, _ weights: Weights, kernels: KernelSet) {
        self.init(
            Plan(architecture, observing: architecture.hidden.indices.map { architecture.site(.activation, ofLayer: $0) }), weights,
            kernels: kernels, capacity: batchCapacity(architecture))
    }
}
