import CKernels

/// The sum of two branches, value by value.
public struct Add: Op {
    public static let kind = "add"

    public init() {}

    public func shape(of inputs: [Shape]) -> Shape? { inputs.count == 2 && inputs[0] == inputs[1] ? inputs[0] : nil }

    public func traits(of _: [Shape]) -> OpTraits { [.writesOverInput, .takesActivation, .takesSlope, .addsDeltas] }

    public func operation(at place: Place) -> any Operation { AddOperation(place) }
}

private final class AddOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let inputs: [Feed]
    private let output: Value
    private let activation: refigure_activation

    init(_ place: Place) {
        kernels = place.kernels
        inputs = place.inputs
        output = place.output
        activation = place.activation.kernel
    }

    func forward(_ pass: Pass) {
        var (one, other, sum) = (inputs[0].maps(pass), inputs[1].maps(pass), output.maps(pass))
        pass.share(output.shape.channels) { part, _ in
            kernels.pointee.add_maps(&one, &other, &sum, pass.lanes, activation, part.lowerBound, part.upperBound)
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta else { return }
        // The first input's deltas may stand where the output's do.
        for input in inputs.reversed() {
            if let below = input.delta { input.handDown(delta, to: below, pass, kernels) }
        }
    }
}
