import CKernels
import NumericCore

/// Batch normalisation (Ioffe and Szegedy 2015), channel by channel, over samples and positions, as PyTorch defines it.
public struct Normalise: Op {
    public static let kind = "normalise"

    public init() {}

    public func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? inputs[0] : nil }

    public func parameters(of inputs: [Shape]) -> [ParameterBlock] {
        // The optimiser takes eight at a time.
        let units = inputs[0].channels
        return [
            ParameterBlock("scale", shape: [units], padding: 8), ParameterBlock("shift", shape: [units], padding: 8),
            ParameterBlock("mean", shape: [units], padding: 8, isTrained: false),
            ParameterBlock("variance", shape: [units], padding: 8, isTrained: false),
        ]
    }

    public func initialValues(_: Initialisation, of inputs: [Shape], from _: inout SeededGenerator) -> [[Float]] {
        let zeros = [Float](repeating: 0, count: inputs[0].channels)
        let ones = [Float](repeating: 1, count: inputs[0].channels)
        return [ones, zeros, zeros, ones]
    }

    public func traits(of inputs: [Shape]) -> OpTraits {
        inputs[0].isFlat ? .writesOverInput : [.handsDeltasInPlace, .takesActivation]
    }

    public func operation(at place: Place) -> any Operation {
        place.output.shape.isFlat ? NormaliseOperation(place) : NormaliseMapsOperation(place)
    }
}

/// Of units x samples.
private final class NormaliseOperation: Operation {
    private let place: Place
    private let units: Int
    private var normalisation: refigure_normalisation
    private let hat: FloatBuffer
    private let inverse: FloatBuffer

    init(_ place: Place) {
        self.place = place
        units = place.output.shape.channels
        normalisation = refigure_normalisation(place.parameters)
        hat = FloatBuffer(place.isTraining ? units * place.capacity : 0)
        inverse = FloatBuffer(place.isTraining ? units : 0)
    }

    func forward(_ pass: Pass) {
        if pass.isTraining {
            place.kernels.pointee.normalise(
                &normalisation, place.output.training.base, hat.base, inverse.base, units, pass.count, pass.lanes)
        } else {
            place.kernels.pointee.normalise_reading(&normalisation, place.output.reading.base, units, pass.lanes)
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = place.output.delta, let scale = place.parameters[0].gradient, let shift = place.parameters[1].gradient
        else { return }
        place.kernels.pointee.normalise_delta(
            &normalisation, delta.base, hat.base, inverse.base, scale, shift, units, pass.count, pass.lanes)
        if case .followed(let optimiser) = pass.gradients { place.follow(optimiser) }
    }
}

/// Of feature maps.
private final class NormaliseMapsOperation: Operation {
    private let place: Place
    private let input: Feed
    private let channels: Int
    private var normalisation: refigure_normalisation
    private let means: FloatBuffer
    private let inverses: FloatBuffer

    init(_ place: Place) {
        self.place = place
        input = place.inputs[0]
        channels = place.output.shape.channels
        normalisation = refigure_normalisation(place.parameters)
        means = FloatBuffer(place.isTraining ? channels : 0)
        inverses = FloatBuffer(place.isTraining ? channels : 0)
    }

    func forward(_ pass: Pass) {
        var source = input.maps(pass)
        var target = place.output.maps(pass)
        let activation = place.activation.kernel
        pass.share(channels) { part, _ in
            if pass.isTraining {
                place.kernels.pointee.normalise_maps(
                    &normalisation, &source, &target, means.base, inverses.base, pass.count, pass.lanes, activation,
                    part.lowerBound,
                    part.upperBound)
            } else {
                place.kernels.pointee.normalise_maps_reading(
                    &normalisation, &source, &target, pass.lanes, activation, part.lowerBound, part.upperBound)
            }
        }
        finish(target, activation, pass, place.kernels)
    }

    func backward(_ pass: Pass) {
        guard let delta = place.output.delta, let scale = place.parameters[0].gradient, let shift = place.parameters[1].gradient
        else { return }
        var source = input.maps(pass)
        var deltas = place.output.shape.maps(at: delta.base, pass)
        pass.share(channels) { part, _ in
            place.kernels.pointee.normalise_maps_delta(
                &normalisation, &source, &deltas, means.base, inverses.base, scale, shift, pass.count, pass.lanes, part.lowerBound,
                part.upperBound)
        }
        if let below = input.delta { input.handDown(delta, to: below, pass, place.kernels) }
        if case .followed(let optimiser) = pass.gradients { place.follow(optimiser) }
    }
}

extension refigure_normalisation {
    /// A normalisation whose scale, shift, mean and variance stand there.
    package init(_ parameters: [ParameterPlace]) {
        self.init(
            scale: parameters[0].values, shift: parameters[1].values, mean: parameters[2].values, variance: parameters[3].values)
    }
}
