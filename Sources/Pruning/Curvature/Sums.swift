import Networks

/// The weighted sums of a dense layer or a convolution, there and back. Values stand position by position, the channels of one side by side.
struct Sums {
    let from: Shape
    let to: Shape
    private let size: Int
    private let stride: Int
    private let padding: Int

    init(_ op: any Op, from: Shape, to: Shape) {
        self.from = from
        self.to = to
        let convolution = op as? Convolution
        size = convolution?.size ?? 1
        stride = convolution?.stride ?? 1
        padding = convolution?.padding ?? 0
    }

    /// What each output position takes: the taps inside the image and the input positions under them.
    private func forEachTap(_ body: (_ position: Int, _ tap: Int, _ source: Int) -> Void) {
        for row in 0..<to.rows {
            for column in 0..<to.columns {
                for a in 0..<size {
                    let y = row * stride + a - padding
                    guard y >= 0, y < from.rows else { continue }
                    for b in 0..<size {
                        let x = column * stride + b - padding
                        guard x >= 0, x < from.columns else { continue }
                        body(row * to.columns + column, a * size + b, y * from.columns + x)
                    }
                }
            }
        }
    }

    /// - Parameters:
    ///   - weights: output by output, tap by tap, input by input.
    ///   - output: zeros or biases.
    func add<L: Lanes>(_ input: UnsafePointer<L>, _ weights: UnsafePointer<L.Scalar>, to output: UnsafeMutablePointer<L>) {
        let (inputs, outputs, row) = (from.channels, to.channels, size * size * from.channels)
        forEachTap { position, tap, source in
            let values = input + source * inputs
            for unit in 0..<outputs {
                let factors = weights + unit * row + tap * inputs
                var sum = output[position * outputs + unit]
                for channel in 0..<inputs { sum.add(values[channel], times: factors[channel]) }
                output[position * outputs + unit] = sum
            }
        }
    }

    func addBack<L: Lanes>(_ deltas: UnsafePointer<L>, _ weights: UnsafePointer<L.Scalar>, to below: UnsafeMutablePointer<L>) {
        let (inputs, outputs, row) = (from.channels, to.channels, size * size * from.channels)
        forEachTap { position, tap, source in
            let target = below + source * inputs
            for unit in 0..<outputs {
                let factors = weights + unit * row + tap * inputs
                let delta = deltas[position * outputs + unit]
                for channel in 0..<inputs { target[channel].add(delta, times: factors[channel]) }
            }
        }
    }

    /// The weights' gradient, summed over positions and samples.
    func addGradient<L: Lanes>(
        _ deltas: UnsafePointer<L>, _ input: UnsafePointer<L>, to gradient: UnsafeMutablePointer<L.Scalar>
    ) {
        let (inputs, outputs, row) = (from.channels, to.channels, size * size * from.channels)
        withUnsafeTemporaryAllocation(of: L.self, capacity: row) { sums in
            for unit in 0..<outputs {
                sums.initialize(repeating: .zero)
                forEachTap { position, tap, source in
                    let delta = deltas[position * outputs + unit]
                    let values = input + source * inputs
                    let place = tap * inputs
                    for channel in 0..<inputs { sums[place + channel] = sums[place + channel] + delta * values[channel] }
                }
                for place in 0..<row { gradient[unit * row + place] = gradient[unit * row + place] + sums[place].sum }
            }
        }
    }
}
