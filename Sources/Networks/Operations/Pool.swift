import CKernels

/// The largest or the mean value of each window of a map.
public struct Pool: Op {
    public static let kind = "pool"

    public enum Statistic: String, Codable, Hashable, Sendable {
        /// Windows end at the image's edge.
        case max
        /// What lies beyond the edge counts as 0 (PyTorch's `count_include_pad`).
        case mean
    }

    public var statistic: Statistic
    /// Rows and columns of a window; 0: the whole image is one.
    public var size: Int
    /// From window to window.
    public var stride: Int
    /// Rows and columns around the image.
    public var padding: Int

    /// - Parameter stride: nil: windows stand side by side.
    public init(_ statistic: Statistic, size: Int, stride: Int? = nil, padding: Int = 0) {
        self.statistic = statistic
        self.size = size
        self.stride = stride ?? size
        self.padding = padding
        precondition(isSound, "windows of \(size) x \(size), a stride of \(self.stride), a padding of \(padding)")
    }

    /// One window, the whole image.
    public static func whole(_ statistic: Statistic) -> Pool { Pool(statistic, size: 0) }

    private var isSound: Bool {
        size == 0
            ? stride == 0 && padding == 0 : (1...64).contains(size) && (1...64).contains(stride) && (0...size / 2).contains(padding)
    }

    public func shape(of inputs: [Shape]) -> Shape? {
        guard inputs.count == 1, isSound else { return nil }
        if size == 0 { return Shape(channels: inputs[0].channels) }
        let rows = inputs[0].rows + 2 * padding - size
        let columns = inputs[0].columns + 2 * padding - size
        guard rows >= 0, columns >= 0 else { return nil }
        return Shape(channels: inputs[0].channels, rows: rows / stride + 1, columns: columns / stride + 1)
    }

    public func traits(of _: [Shape]) -> OpTraits { .takesSlope }

    public func operation(at place: Place) -> any Operation { PoolOperation(place, self) }
}

private final class PoolOperation: Operation {
    private let kernels: UnsafePointer<refigure_kernels>
    private let input: Feed
    private let output: Value
    private let statistic: Pool.Statistic
    private var windows: refigure_pooling

    init(_ place: Place, _ op: Pool) {
        kernels = place.kernels
        input = place.inputs[0]
        output = place.output
        statistic = op.statistic
        windows =
            op.size == 0
            ? refigure_pooling(
                rows: input.shape.rows, columns: input.shape.columns, step: max(input.shape.rows, input.shape.columns), padding: 0)
            : refigure_pooling(rows: op.size, columns: op.size, step: op.stride, padding: op.padding)
    }

    func forward(_ pass: Pass) {
        var (source, target) = (input.maps(pass), output.maps(pass))
        let pool = statistic == .max ? kernels.pointee.max_pool : kernels.pointee.average_pool
        pass.share(input.shape.channels) { part, _ in
            pool?(&windows, &source, &target, pass.lanes, part.lowerBound, part.upperBound)
        }
    }

    func backward(_ pass: Pass) {
        guard let delta = output.delta, let place = input.delta else { return }
        var deltas = output.shape.maps(at: delta.base, pass)
        var below = input.shape.maps(at: place.base, pass)
        var (source, made, values) = (input.maps(pass), output.maps(pass), input.slopeMaps(pass))
        let slope = input.slope.kernel
        pass.share(input.shape.channels) { part, _ in
            switch statistic {
            case .max:
                kernels.pointee.max_pool_back(
                    &windows, &deltas, &source, &made, &values, &below, pass.lanes, slope, part.lowerBound, part.upperBound)
            case .mean:
                kernels.pointee.average_pool_back(
                    &windows, &deltas, &values, &below, pass.lanes, slope, part.lowerBound, part.upperBound)
            }
        }
    }
}
