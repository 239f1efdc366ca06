import Networks
import NumericCore

extension Machine {
    /// A machine for scores whose taps see each hidden layer's activations, the sites being these layers in turn.
    /// - Parameter keepsValues: whether passes begin at a layer, and values are read after one.
    convenience init(
        showingHiddenLayersOf architecture: Architecture, _ weights: Weights, kernels: KernelSet, keepsValues: Bool = false
    ) {
        self.init(
            Plan(
                architecture, observing: architecture.hidden.indices.map { architecture.site(.activation, ofLayer: $0) },
                keepsValues: keepsValues),
            weights, kernels: kernels, capacity: batchCapacity(architecture))
    }
}
