import CKernels
import NumericCore

/// Every map of the output a sum of the input's maps under a kernel each, and a bias.
///
/// Which way it is computed follows from the shapes alone: kernels of 3 x 3 without steps between 16 maps and more by Winograd's
/// F(4x4, 3x3), everything else position by position.
public struct Convolution: Op {
    public static let kind = "convolution"
    public var outputs: Int
    /// Rows and columns of the kernel.
    public var size: Int
    /// From output to output.
    public var stride: Int
    /// Rows and columns of zeros around the image.
    public var padding: Int
    public var hasBiases: Bool

    public init(_ outputs: Int, size: Int, stride: Int = 1, padding: Int = 0, hasBiases: Bool = true) {
        precondition(outputs > 0, "a convolution to \(outputs) maps")
        self.outputs = outputs
        self.size = size
        self.stride = stride
        self.padding = padding
        self.hasBiases = hasBiases
        precondition(isSound, "a kernel of \(size) x \(size), a stride of \(stride), a padding of \(padding)")
    }

    private var isSound: Bool { (1...11).contains(size) && (1...64).contains(stride) && (0..<size).contains(padding) }

    private var taps: Int { size * size }

    public func shape(of inputs: [Shape]) -> Shape? {
        guard inputs.count == 1, isSound, Shape.widths.contains(outputs) else { return nil }
        let rows = inputs[0].rows + 2 * padding - size
        let columns = inputs[0].columns + 2 * padding - size
        guard rows >= 0, columns >= 0 else { return nil }
        let shape = Shape(channels: outputs, rows: rows / stride + 1, columns: columns / stride + 1)
        return shape.isSound ? shape : nil
    }

    public func parameters(of inputs: [Shape]) -> [ParameterBlock] {
        [ParameterBlock("weights", shape: [outputs, size, size, inputs[0].channels], padding: 4)]
            + (hasBiases ? [ParameterBlock("biases", shape: [outputs])] : [])
    }

    public func initialValues(
        _ initialisation: Initialisation, of inputs: [Shape], from generator: inout SeededGenerator
    ) -> [[Float]] {
        let (weights, biases) = initialisation.values(
            fanIn: taps * inputs[0].channels, fanOut: taps * outputs, units: outputs, from: &generator)
        return hasBiases ? [weights, biases] : [weights]
    }

    public func traits(of _: [Shape]) -> OpTraits { [.takesActivation, .takesSlope, .addsDeltas] }

    public func room(of inputs: [Shape], _ pass: Pass, kernels: UnsafePointer<refigure_kernels>) -> Int {
        guard let output = shape(of: inputs), usesWinograd(inputs[0], output) else { return 0 }
        let (there, back) = (inputs[0].channels, outputs)
        let way = max(
            kernels.pointee.winograd_room(there, back, output.rows), kernels.pointee.winograd_room(back, there, inputs[0].rows))
        return way + (pass.isTraining ? sums(output, there, there, pass, kernels) : 0)
    }

    /// Floats of the transformed weights' gradient for so many of the inputs.
    fileprivate func sums(
        _ output: Shape, _ all: Int, _ inputs: Int, _ pass: Pass, _ kernels: UnsafePointer<refigure_kernels>
    ) -> Int {
        var maps = refigure_maps()
        maps.channels = output.channels
        maps.rows = output.rows
        maps.columns = output.columns
        return padded(kernels.pointee.winograd_sums(&maps, all, inputs, pass.lanes), to: 16)
    }

    /// Whether 36 products a tile of 4 x 4 outputs are fewer than a position's own, and the maps enough to pay for the transforms.
    func usesWinograd(_ input: Shape, _ output: Shape) -> Bool {
        guard size == 3, stride == 1, padding <= 2, min(input.channels, outputs) >= 16 else { return false }
        func isWorthIt(_ length: Int) -> Bool { length >= 4 && (length + 3) / 4 * 3 <= (length + 1) / 2 * 2 }
        return [input.rows, input.columns, output.rows, output.columns].allSatisfy(isWorthIt)
    }

    public func operation(at place: Place) -> any Operation {
        usesWinograd(place.inputs[0].shape, place.output.shape) ? WinogradOperation(place, self) : ConvolutionOperation(place, self)
    }
}

/// What both ways have in common.
private class Convolving: Operation {
    let place: Place
    let op: Convolution
    let input: Feed
    let kernels: UnsafePointer<refigure_kernels>
    var convolution: refigure_convolution
    /// [input][tap][output], for the way back.
    let turned: FloatBuffer

    init(_ place: Place, _ op: Convolution) {
        self.place = place
        self.op = op
        input = place.inputs[0]
        kernels = place.kernels
        let weights = place.parameters[0]
        convolution = refigure_convolution(
            weights: weights.values, biases: op.hasBiases ? place.parameters[1].values : nil, inputs: input.shape.channels,
            outputs: op.outputs, rows: op.size, columns: op.size, step: op.stride, padding: op.padding, stride: weights.entry.stride
        )
        let hasWayBack = place.isTraining && input.delta != nil
        turned = FloatBuffer(hasWayBack ? input.shape.channels * op.size * op.size * padded(op.outputs, to: 4) + 8 : 0)
    }

    func forward(_: Pass) {}
    func handDown(_: refigure_maps, _: refigure_maps, _: Pass) {}
    func sum(_: refigure_maps, into _: UnsafeMutablePointer<Float>, _: Pass) {}

    func backward(_ pass: Pass) {
        guard let delta = place.output.delta, let gradient = place.parameters[0].gradient else { return }
        var deltas = place.output.shape.maps(at: delta.base, pass)
        if let below = input.delta {
            // Fours of inputs are turned at once.
            pass.share(input.shape.channels, multiple: 4) { part, _ in
                kernels.pointee.turn_weights(&convolution, turned.base, part.lowerBound, part.upperBound)
            }
            handDown(deltas, input.shape.maps(at: below.base, pass), pass)
        }
        sum(deltas, into: gradient, pass)
        if op.hasBiases, let biases = place.parameters[1].gradient {
            pass.share(op.outputs) { part, _ in
                kernels.pointee.channel_sums(&deltas, pass.lanes, biases, part.lowerBound, part.upperBound)
            }
        }
        if case .followed(let optimiser) = pass.gradients { place.follow(optimiser) }
    }
}

/// Position by position.
private final class ConvolutionOperation: Convolving {
    override func forward(_ pass: Pass) {
        var source = input.maps(pass)
        var target = place.output.maps(pass)
        pass.share(pass.panels * target.rows) { part, _ in
            kernels.pointee.convolve(
                &convolution, &source, &target, pass.lanes, place.activation.kernel, part.lowerBound, part.upperBound)
        }
    }

    override func handDown(_ deltas: refigure_maps, _ below: refigure_maps, _ pass: Pass) {
        var (deltas, below, values) = (deltas, below, input.slopeMaps(pass))
        pass.share(pass.panels * below.rows) { part, _ in
            kernels.pointee.convolve_back(
                &convolution, turned.base, &deltas, &values, &below, pass.lanes, input.slope.kernel, input.adds ? 1 : 0,
                part.lowerBound, part.upperBound)
        }
    }

    override func sum(_ deltas: refigure_maps, into gradient: UnsafeMutablePointer<Float>, _ pass: Pass) {
        var (deltas, source) = (deltas, input.maps(pass))
        pass.share(op.outputs) { part, _ in
            kernels.pointee.convolve_gradient(
                &convolution, &deltas, &source, gradient, pass.lanes, part.lowerBound, part.upperBound)
        }
    }
}

/// By Winograd's transforms.
private final class WinogradOperation: Convolving {
    private let transformed: FloatBuffer

    override init(_ place: Place, _ op: Convolution) {
        let (inputs, outputs) = (place.inputs[0].shape.channels, op.outputs)
        let kernels = place.kernels.pointee
        transformed = FloatBuffer(
            max(kernels.winograd_weights_size(inputs, outputs), kernels.winograd_weights_size(outputs, inputs)))
        super.init(place, op)
    }

    override func forward(_ pass: Pass) {
        var source = input.maps(pass)
        var target = place.output.maps(pass)
        let kernels = kernels.pointee
        pass.share(op.outputs) { part, _ in
            kernels.winograd_transform(
                convolution.weights, convolution.stride, convolution.inputs, op.outputs, 0, transformed.base, part.lowerBound,
                part.upperBound)
        }
        let activation = place.activation.kernel
        pass.share(kernels.winograd_columns(&target, pass.lanes)) { part, thread in
            kernels.winograd(
                convolution.weights, convolution.stride, transformed.base, 0, op.padding, convolution.biases, &source, nil, &target,
                pass.lanes, activation, 0, place.rooms[thread].base, part.lowerBound, part.upperBound)
        }
        finish(target, activation, pass, place.kernels)
    }

    override func handDown(_ deltas: refigure_maps, _ below: refigure_maps, _ pass: Pass) {
        var (deltas, below, values) = (deltas, below, input.slopeMaps(pass))
        let kernels = kernels.pointee
        let stride = padded(op.outputs, to: 4)
        pass.share(input.shape.channels) { part, _ in
            kernels.winograd_transform(
                turned.base, stride, op.outputs, input.shape.channels, 1, transformed.base, part.lowerBound, part.upperBound)
        }
        let slope = input.slope.kernel
        pass.share(kernels.winograd_columns(&below, pass.lanes)) { part, thread in
            kernels.winograd(
                turned.base, stride, transformed.base, 1, 2 - op.padding, nil, &deltas, &values, &below, pass.lanes, slope,
                input.adds ? 1 : 0, place.rooms[thread].base, part.lowerBound, part.upperBound)
        }
        finish(below, slopeOf: values, slope, pass, place.kernels)
    }

    override func sum(_ deltas: refigure_maps, into gradient: UnsafeMutablePointer<Float>, _ pass: Pass) {
        var (deltas, source) = (deltas, input.maps(pass))
        let inputs = convolution.inputs
        pass.share(inputs, multiple: 8) { part, thread in
            let sums = place.rooms[thread].base
            let room = sums + op.sums(place.output.shape, inputs, part.count, pass, kernels)
            kernels.pointee.winograd_gradient(
                op.padding, &deltas, &source, sums, gradient, convolution.stride, pass.lanes, room, part.lowerBound, part.upperBound
            )
        }
    }
}
