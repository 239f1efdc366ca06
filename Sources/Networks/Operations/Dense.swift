import CKernels
import NumericCore

/// Every output a weighted sum of all inputs, and a bias.
public struct Dense: Op {
    public static let kind = "dense"
    public var outputs: Int

    public init(_ outputs: Int) {
        precondition(outputs > 0, "a layer of \(outputs) units")
        self.outputs = outputs
    }

    public func shape(of inputs: [Shape]) -> Shape? {
        guard inputs.count == 1, inputs[0].isFlat, Shape.widths.contains(outputs) else { return nil }
        return Shape(channels: outputs)
    }

    public func parameters(of inputs: [Shape]) -> [ParameterBlock] {
        // The kernels take rows of a multiple of four floats, and the biases behind them.
        [
            ParameterBlock("weights", shape: [outputs, inputs[0].count], padding: 4),
            ParameterBlock("biases", shape: [outputs]),
        ]
    }

    public func initialValues(
        _ initialisation: Initialisation, of inputs: [Shape], from generator: inout SeededGenerator
    ) -> [[Float]] {
        let (weights, biases) = initialisation.values(fanIn: inputs[0].count, units: outputs, from: &generator)
        return [weights, biases]
    }

    public func traits(of _: [Shape]) -> OpTraits { [.takesActivation, .takesSlope, .storesNoGradient] }

    public func operation(at place: Place) -> any Operation { DenseOperation(place) }
}

private final class DenseOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value
    private let activation: refigure_activation
    private let slope: refigure_activation
    private var layer: refigure_layer
    private let gradient: UnsafeMutablePointer<Float>?
    /// The units whose parameters move; nil: all.
    private let moving: [UInt32]?

    init(_ place: Place) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
        activation = place.activation.kernel
        slope = input.slope.kernel
        layer = refigure_layer(place.parameters[0])
        gradient = place.parameters[0].gradient
        let frozen = Set(place.frozen)
        moving = frozen.isEmpty ? nil : (0..<output.shape.count).filter { !frozen.contains($0) }.map { UInt32($0) }
    }

    func forward(_ pass: Pass) {
        kernels.pointee.forward(&layer, input.values(pass), output.values(pass), pass.lanes, activation)
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta?.base else { return }
        if let below = input.delta {
            kernels.pointee.backward(&layer, delta, input.slopeValues.base, below.base, pass.lanes, slope)
        }
        switch pass.gradients {
        case .kept:
            if let gradient { kernels.pointee.gradient(&layer, delta, input.training.base, gradient, pass.lanes) }
        case .followed(var optimiser):
            if let moving {
                kernels.pointee.update(&layer, &optimiser, delta, input.training.base, pass.lanes, moving, moving.count)
            } else {
                kernels.pointee.update(&layer, &optimiser, delta, input.training.base, pass.lanes, nil, 0)
            }
        }
    }
}

extension refigure_layer {
    /// A dense layer whose weights stand there, the biases behind them.
    package init(_ weights: ParameterPlace) {
        self.init(
            parameters: weights.values, velocity: weights.velocity, squares: weights.squares, inputs: weights.entry.columns,
            outputs: weights.entry.rows, stride: weights.entry.stride)
    }
}
