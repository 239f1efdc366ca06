import CKernels
import NumericCore
import Testing

/// Maps in panels, their memory owned here.
private final class TestMaps {
    var maps = refigure_maps()
    let count: Int

    init(_ channels: Int, _ side: Int, count: Int) {
        self.count = count
        let pitch = side * side * 32 + 32
        let panels = (count + 31) / 32
        let floats = (channels + 3) / 4 * 4 * pitch * panels
        let base = UnsafeMutablePointer<Float>.allocate(capacity: floats)
        base.initialize(repeating: 0, count: floats)
        maps = refigure_maps(
            base: base, channels: channels, rows: side, columns: side, channel_pitch: pitch,
            panel_pitch: (channels + 3) / 4 * 4 * pitch)
    }

    deinit { maps.base.deallocate() }

    subscript(sample: Int, channel: Int, position: Int) -> Float {
        get { maps.base[place(sample, channel, position)] }
        set { maps.base[place(sample, channel, position)] = newValue }
    }

    private func place(_ sample: Int, _ channel: Int, _ position: Int) -> Int {
        sample / 32 * maps.panel_pitch + channel * maps.channel_pitch + position * 32 + sample % 32
    }

    /// Each sample's value of each channel at each position.
    func each(_ body: (Int, Int, Int) -> Void) {
        for sample in 0..<count {
            for channel in 0..<maps.channels {
                for position in 0..<maps.rows * maps.columns { body(sample, channel, position) }
            }
        }
    }
}

/// A convolution of 3 x 3 with padding 1 on random values, by transforms and position by position, beside sums in double precision.
private struct Convolved {
    let channels: Int
    let outputs: Int
    let side: Int
    let count: Int
    let input: TestMaps
    let delta: TestMaps
    let weights: [Float]
    /// Floats from a tap's inputs to the next one's.
    let stride: Int

    init(_ channels: Int, _ outputs: Int, side: Int, count: Int) {
        var generator = SeededGenerator(seed: 9, purpose: "test maps")
        (self.channels, self.outputs, self.side, self.count) = (channels, outputs, side, count)
        input = TestMaps(channels, side, count: count)
        delta = TestMaps(outputs, side, count: count)
        // As ReLU leaves them, and deltas of any sign.
        input.each { [input] in input[$0, $1, $2] = max(0, Float(generator.normal())) }
        delta.each { [delta] in delta[$0, $1, $2] = Float(generator.normal()) }
        stride = (channels + 3) / 4 * 4
        let deviation = (2 / Double(9 * channels)).squareRoot()
        var weights = [Float](repeating: 0, count: outputs * 9 * stride)
        for row in 0..<outputs * 9 {
            for channel in 0..<channels { weights[row * stride + channel] = Float(generator.normal() * deviation) }
        }
        self.weights = weights
    }

    private func neighbours(_ position: Int) -> [(tap: Int, position: Int)] {
        let (row, column) = (position / side, position % side)
        return (0..<9).compactMap { tap in
            let (y, x) = (row + tap / 3 - 1, column + tap % 3 - 1)
            return (0..<side).contains(y) && (0..<side).contains(x) ? (tap, y * side + x) : nil
        }
    }

    /// The outputs, the deltas of the inputs and the weights' gradient, flat.
    func exact() -> (outputs: [Double], below: [Double], gradient: [Double]) {
        let positions = side * side
        let pairs = (0..<positions).map(neighbours)
        var made = [Double](repeating: 0, count: count * outputs * positions)
        var below = [Double](repeating: 0, count: count * channels * positions)
        var gradient = [Double](repeating: 0, count: outputs * 9 * channels)
        for sample in 0..<count {
            for unit in 0..<outputs {
                for position in 0..<positions {
                    let delta = Double(delta[sample, unit, position])
                    var sum = 0.0
                    for (tap, other) in pairs[position] {
                        for channel in 0..<channels {
                            let weight = Double(weights[(unit * 9 + tap) * stride + channel])
                            let value = Double(input[sample, channel, other])
                            sum += weight * value
                            below[(sample * channels + channel) * positions + other] += weight * delta
                            gradient[(unit * 9 + tap) * channels + channel] += delta * value
                        }
                    }
                    made[(sample * outputs + unit) * positions + position] = sum
                }
            }
        }
        return (made, below, gradient)
    }

    /// The same by the kernels.
    func computed(by kernels: refigure_kernels, transforms: Bool) -> (outputs: [Double], below: [Double], gradient: [Double]) {
        let (out, below) = (TestMaps(outputs, side, count: count), TestMaps(channels, side, count: count))
        let lanes = (count + 7) / 8
        let depth = (outputs + 3) / 4 * 4
        var weights = weights
        var turned = [Float](repeating: 0, count: channels * 9 * depth + 8)
        var gradient = [Float](repeating: 0, count: outputs * 9 * stride)
        weights.withUnsafeMutableBufferPointer { weights in
            var convolution = refigure_convolution(
                weights: weights.baseAddress!, biases: nil, inputs: channels, outputs: outputs, rows: 3, columns: 3, step: 1,
                padding: 1, stride: stride)
            kernels.turn_weights(&convolution, &turned, 0, channels)
            if transforms {
                byTransforms(kernels, weights.baseAddress!, turned, depth, out, below, &gradient)
            } else {
                let rows = (count + 31) / 32 * side
                kernels.convolve(&convolution, &input.maps, &out.maps, lanes, refigure_identity, 0, rows)
                kernels.convolve_back(
                    &convolution, turned, &delta.maps, &input.maps, &below.maps, lanes, refigure_identity, 0, 0, rows)
                kernels.convolve_gradient(&convolution, &delta.maps, &input.maps, &gradient, lanes, 0, outputs)
            }
        }
        func flat(_ maps: TestMaps) -> [Double] {
            var values: [Double] = []
            maps.each { values.append(Double(maps[$0, $1, $2])) }
            return values
        }
        let kept = (0..<outputs * 9).flatMap { row in (0..<channels).map { Double(gradient[row * stride + $0]) } }
        return (flat(out), flat(below), kept)
    }

    private func byTransforms(
        _ kernels: refigure_kernels, _ weights: UnsafePointer<Float>, _ turned: [Float], _ depth: Int, _ out: TestMaps,
        _ below: TestMaps, _ gradient: inout [Float]
    ) {
        let lanes = (count + 7) / 8
        func room(_ size: Int) -> UnsafeMutablePointer<Float> {
            let room = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(size, 16), alignment: 64)
            return room.initializeMemory(as: Float.self, repeating: 0, count: max(size, 16))
        }
        let work = room(max(kernels.winograd_room(channels, outputs, side), kernels.winograd_room(outputs, channels, side)))
        let sums = room(kernels.winograd_sums(&delta.maps, channels, channels, lanes))
        let transformed = room(
            max(kernels.winograd_weights_size(channels, outputs), kernels.winograd_weights_size(outputs, channels)))
        defer { for room in [work, sums, transformed] { room.deallocate() } }
        kernels.winograd_transform(weights, stride, channels, outputs, 0, transformed, 0, outputs)
        kernels.winograd(
            weights, stride, transformed, 0, 1, nil, &input.maps, nil, &out.maps, lanes, refigure_identity, 0, work, 0,
            kernels.winograd_columns(&out.maps, lanes))
        kernels.winograd_transform(turned, depth, outputs, channels, 1, transformed, 0, channels)
        kernels.winograd(
            turned, depth, transformed, 1, 1, nil, &delta.maps, nil, &below.maps, lanes, refigure_identity, 0, work, 0,
            kernels.winograd_columns(&below.maps, lanes))
        kernels.winograd_gradient(1, &delta.maps, &input.maps, sums, &gradient, stride, lanes, work, 0, channels)
    }
}

@Suite("Winograd's transforms")
struct WinogradTests {
    /// The root mean square of the differences, in parts of that of the values.
    private static func error(_ computed: [Double], _ exact: [Double]) -> Double {
        let differences = zip(computed, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return (differences / exact.reduce(0) { $0 + $1 * $1 }).squareRoot()
    }

    /// (inputs, outputs, rows and columns, samples); sums of up to 576 forward, 1152 of the weights.
    private static let sizes = [(16, 16, 8, 40), (64, 32, 8, 8), (24, 17, 13, 33)]

    @Test(
        "three passes by transforms err by no more than 2e-6 of the values, the weights' gradient by no more than four times direct sums",
        arguments: sizes)
    func errors(_ inputs: Int, _ outputs: Int, _ side: Int, _ count: Int) {
        let kernels = KernelSet.best.table
        let convolved = Convolved(inputs, outputs, side: side, count: count)
        let exact = convolved.exact()
        let fast = convolved.computed(by: kernels, transforms: true)
        let direct = convolved.computed(by: kernels, transforms: false)
        let passes = [
            ("forward", fast.outputs, direct.outputs, exact.outputs), ("to the inputs", fast.below, direct.below, exact.below),
            ("of the weights", fast.gradient, direct.gradient, exact.gradient),
        ]
        for (name, fast, direct, exact) in passes {
            let (error, least) = (Self.error(fast, exact), Self.error(direct, exact))
            #expect(error > 0 && error < 2e-6, "\(name): \(error)")
            #expect(least > 0 && least < 5e-7, "\(name), directly: \(least)")
            #expect(error < 8 * least, "\(name): \(error) beside \(least)")
        }
    }

    @Test(
        "every set of kernels gives the same bits, by transforms and position by position, for whole panels and parts of them",
        arguments: sizes + [(19, 20, 8, 56), (16, 30, 4, 20)])
    func bits(_ inputs: Int, _ outputs: Int, _ side: Int, _ count: Int) {
        let convolved = Convolved(inputs, outputs, side: side, count: count)
        for transforms in [false, true] {
            let portable = convolved.computed(by: KernelSet.portable.table, transforms: transforms)
            for set in KernelSet.allCases where set.isAvailable {
                let computed = convolved.computed(by: set.table, transforms: transforms)
                #expect(computed == portable, "\(set)")
            }
        }
    }
}
