import CKernels

/// Every value of the maps a unit by itself: channel by channel, row by row.
public struct Flatten: Op {
    public static let kind = "flatten"

    public init() {}

    public func shape(of inputs: [Shape]) -> Shape? { inputs.count == 1 ? Shape(channels: inputs[0].count) : nil }

    public func traits(of inputs: [Shape]) -> OpTraits { .takesSlope }

    public func operation(at place: Place) -> any Operation { FlattenOperation(place) }
}

private final class FlattenOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value

    init(_ place: Place) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
    }

    func forward(_ pass: Pass) {
        var source = input.maps(pass)
        pass.share(input.shape.channels) { part, _ in
            kernels.pointee.flatten_maps(&source, output.values(pass), pass.lanes, part.lowerBound, part.upperBound)
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let place = input.delta else { return }
        var (values, below) = (input.slopeMaps(pass), input.shape.maps(at: place.base, pass))
        pass.share(input.shape.channels) { part, _ in
            kernels.pointee.flatten_maps_back(
                delta.base, &values, &below, pass.lanes, input.slope.kernel, part.lowerBound, part.upperBound)
        }
    }
}
