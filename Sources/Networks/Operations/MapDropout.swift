import CKernels
import NumericCore

/// While training, sets a share of the maps to 0, each whole, and scales up the rest (Tompson et al. 2015); what a recipe puts behind a
/// layer. A unit of a dense layer is a map of one value.
struct MapDropout: Op {
    static let kind = "mapDropout"
    /// The share that is set to 0.
    var share: Double
    /// Names the layer's random numbers: the stream ("map dropout", layer).
    var layer: Int

    func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    func traits(of _: [Shape]) -> OpTraits { .isForTraining }

    func operation(at place: Place) -> any Operation { MapDropoutOperation(place, self) }
}

private final class MapDropoutOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value
    private let kept: UInt32
    private let key: [UInt32]
    private let ones: FloatBuffer
    /// Channels x samples.
    private let mask: FloatBuffer

    init(_ place: Place, _ op: MapDropout) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
        var generator = SeededGenerator(seed: place.seed, purpose: "map dropout", index: UInt64(op.layer))
        key = [generator.nextWord(), generator.nextWord()]
        kept = UInt32(((1 - op.share) * 65536).rounded())
        precondition(kept > 0, "a dropout of \(op.share) keeps nothing")
        let size = output.shape.channels * place.capacity
        ones = FloatBuffer(size)
        mask = FloatBuffer(size)
        ones.base.update(repeating: 1, count: size)
    }

    func forward(_ pass: Pass) {
        kernels.pointee.dropout(ones.base, mask.base, mask.base, output.shape.channels * pass.lanes, kept, key, pass.number)
        scale(input.training, into: output.training, pass)
    }

    /// The deltas of what it makes stand where those of what it takes do.
    func backward(_ pass: Pass) {
        if let delta = output.delta { scale(delta, into: delta, pass) }
    }

    private func scale(_ values: FloatBuffer, into result: FloatBuffer, _ pass: Pass) {
        var source = output.shape.maps(at: values.base, pass)
        var target = output.shape.maps(at: result.base, pass)
        pass.share(output.shape.channels) { channels, _ in
            kernels.pointee.scale_maps(&source, mask.base, &target, pass.lanes, channels.lowerBound, channels.upperBound)
        }
    }
}
