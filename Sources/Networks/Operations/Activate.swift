import CKernels

/// An activation, value by value.
public struct Activate: Op {
    public static let kind = "activate"
    public var activation: Activation

    public init(_ activation: Activation) { self.activation = activation }

    public func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    public func traits(of _: [Shape]) -> OpTraits { .writesOverInput }

    public func operation(at place: Place) -> any Operation { ActivateOperation(place, activation) }
}

/// Where the plan has not given the activation to the operation before, nor its slope to the one after.
private final class ActivateOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value
    private let activation: refigure_activation
    /// identity where the operation above has seen to it.
    private let slope: refigure_activation

    init(_ place: Place, _ activation: Activation) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
        self.activation = activation.kernel
        slope = output.slopeIsTaken ? refigure_identity : activation.kernel
    }

    func forward(_ pass: Pass) {
        kernels.pointee.activate(output.values(pass), output.shape.vectors(pass), activation)
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, slope != refigure_identity else { return }
        kernels.pointee.slope(delta.base, output.training.base, output.shape.vectors(pass), slope)
    }
}
