import CKernels
import NumericCore

/// Batch normalisation (Ioffe and Szegedy 2015), channel by channel, as PyTorch defines it.
public struct Normalise: Op {
    public static let kind = "normalise"

    public init() {}

    public func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 && inputs[0].isFlat ? inputs[0] : nil }

    public func parameters(of inputs: [Shape]) -> [ParameterBlock] {
        // The optimiser takes eight at a time.
        let units = inputs[0].channels
        return [
            ParameterBlock("scale", columns: units, padding: 8), ParameterBlock("shift", columns: units, padding: 8),
            ParameterBlock("mean", columns: units, padding: 8, isTrained: false),
            ParameterBlock("variance", columns: units, padding: 8, isTrained: false),
        ]
    }

    public func initialValues(_: Initialisation, of inputs: [Shape], from _: inout SeededGenerator) -> [[Float]] {
        let zeros = [Float](repeating: 0, count: inputs[0].channels)
        let ones = [Float](repeating: 1, count: inputs[0].channels)
        return [ones, zeros, zeros, ones]
    }

    public var writesOverInput: Bool { true }

    public func operation(at place: Place) -> any Operation { NormaliseOperation(place) }
}

private final class NormaliseOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let output: Value
    private let units: Int
    private let trained: [ParameterPlace]
    private var normalisation: refigure_normalisation
    private let frozen: [Int]
    private let hat: FloatBuffer
    private let inverse: FloatBuffer

    init(_ place: Place) {
        kernels = place.kernels
        output = place.output
        units = output.shape.channels
        trained = Array(place.parameters[..<2])
        normalisation = refigure_normalisation(place.parameters)
        frozen = place.frozen
        hat = FloatBuffer(place.isTraining ? units * place.capacity : 0)
        inverse = FloatBuffer(place.isTraining ? units : 0)
    }

    func forward(_ pass: Pass) {
        if pass.isTraining {
            kernels.pointee.normalise(
                &normalisation, output.training.base, hat.base, inverse.base, units, pass.count, pass.lanes)
        } else {
            kernels.pointee.normalise_reading(&normalisation, output.reading.base, units, pass.lanes)
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let scale = trained[0].gradient, let shift = trained[1].gradient else { return }
        kernels.pointee.normalise_delta(
            &normalisation, delta.base, hat.base, inverse.base, scale, shift, units, pass.count, pass.lanes)
        guard case .followed(var optimiser) = pass.gradients else { return }
        for parameter in trained {
            let kept = frozen.map { parameter.values[$0] }
            kernels.pointee.step(
                &optimiser, parameter.values, parameter.velocity, parameter.squares, parameter.gradient, parameter.entry.stride)
            for (unit, value) in zip(frozen, kept) { parameter.values[unit] = value }
        }
    }
}

extension refigure_normalisation {
    /// A normalisation whose scale, shift, mean and variance stand there.
    package init(_ parameters: [ParameterPlace]) {
        self.init(
            scale: parameters[0].values, shift: parameters[1].values, mean: parameters[2].values, variance: parameters[3].values)
    }
}
