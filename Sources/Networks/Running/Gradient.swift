import Datasets
import NumericCore

/// The derivatives of a classifier's loss by its parameters.
public struct Gradient: Sendable {
    public let architecture: Architecture
    public let kernels: KernelSet

    public init(_ architecture: Architecture, kernels: KernelSet = .best) {
        self.architecture = architecture
        self.kernels = kernels
    }

    /// The mean cross-entropy on the samples, batch normalisation by the running statistics.
    public func loss(_ weights: Weights, on samples: LabelledSamples) -> Double {
        Machine(Plan(architecture), weights, kernels: kernels, capacity: batchCapacity(architecture)).score(samples) {}.loss
    }

    /// The gradient of the mean cross-entropy on all the samples taken as one batch: batch normalisation goes by their own statistics.
    /// - Returns: in the layout of the weights; 0 for what is not trained.
    /// - Precondition: there are samples.
    public func ofLoss(_ weights: Weights, on samples: LabelledSamples) -> Weights {
        let machine = Machine(
            Plan(architecture), weights, kernels: kernels, capacity: samples.count, training: .init(keepsGradients: true))
        Array(0..<UInt32(samples.count)).withUnsafeBufferPointer {
            machine.pass(samples, order: $0, number: 0, .kept)
        }
        guard let gradient = machine.value(of: .gradient) else { preconditionFailure("no gradient is stored") }
        return gradient
    }
}
