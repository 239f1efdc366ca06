import CKernels

/// The same values once more: where what comes next would write over values that are needed on the way back, or cannot add its deltas to
/// those of others that take the same values.
struct Copy: Op {
    static let kind = "copy"

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func traits(of _: [Shape]) -> OpTraits { [.takesSlope, .addsDeltas] }

    func operation(at place: Place) -> any Operation { CopyOperation(place) }
}

private final class CopyOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value

    init(_ place: Place) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
    }

    func forward(_ pass: Pass) {
        output.values(pass).update(from: input.values(pass), count: 8 * output.shape.vectors(pass))
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let below = input.delta else { return }
        input.handDown(delta, to: below, pass, kernels)
    }
}
