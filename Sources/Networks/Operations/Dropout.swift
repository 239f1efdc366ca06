import CKernels
import NumericCore

/// While training, sets a share of the values to 0 and scales up the rest; what a recipe puts behind a layer.
struct Dropout: Op {
    static let kind = "dropout"
    /// The share that is set to 0.
    var share: Double
    /// Names the layer's random numbers: the stream ("dropout", layer).
    var layer: Int

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func traits(of _: [Shape]) -> OpTraits { .isForTraining }

    func operation(at place: Place) -> any Operation { DropoutOperation(place, self) }
}

private final class DropoutOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value
    private let kept: UInt32
    private let key: [UInt32]
    private let mask: FloatBuffer

    init(_ place: Place, _ op: Dropout) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
        var generator = SeededGenerator(seed: place.seed, purpose: "dropout", index: UInt64(op.layer))
        key = [generator.nextWord(), generator.nextWord()]
        kept = UInt32(((1 - op.share) * 65536).rounded())
        precondition(kept > 0, "a dropout of \(op.share) keeps nothing")
        mask = FloatBuffer(output.training.count)
    }

    func forward(_ pass: Pass) {
        kernels.pointee.dropout(
            input.training.base, mask.base, output.training.base, output.shape.vectors(pass), kept, key, pass.number)
    }

    /// The deltas of what it makes stand where those of what it takes do.
    func backward(_ pass: Pass) {
        guard let delta = output.delta else { return }
        kernels.pointee.multiply(delta.base, mask.base, output.shape.vectors(pass))
    }
}
