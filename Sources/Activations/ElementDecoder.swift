import Files

/// A number as its bytes stand in a file, in the machine's order.
protocol RawNumber {
    /// Bytes a number.
    static var size: Int { get }
    static func load(_ place: UnsafeRawPointer) -> Double
    /// Whether the double at hand is the number itself; asked only where `mayBeInexact`.
    static func isExact(_ place: UnsafeRawPointer) -> Bool
    /// Whether there are numbers that no double is equal to.
    static var mayBeInexact: Bool { get }
}

extension RawNumber {
    static func isExact(_ place: UnsafeRawPointer) -> Bool { true }
    static var mayBeInexact: Bool { false }
}

private enum RawInteger<Word: FixedWidthInteger & BitwiseCopyable>: RawNumber {
    static var size: Int { MemoryLayout<Word>.size }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double { Double(place.loadUnaligned(as: Word.self)) }
    @inline(__always)
    static func isExact(_ place: UnsafeRawPointer) -> Bool { Double(exactly: place.loadUnaligned(as: Word.self)) != nil }
    static var mayBeInexact: Bool { Word.bitWidth > 53 }
}

private enum RawBool: RawNumber {
    static var size: Int { 1 }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double { place.load(as: UInt8.self) == 0 ? 0 : 1 }
}

private enum RawDouble: RawNumber {
    static var size: Int { 8 }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double { place.loadUnaligned(as: Double.self) }
}

private enum RawFloat: RawNumber {
    static var size: Int { 4 }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double { Double(place.loadUnaligned(as: Float.self)) }
}

/// The upper half of a binary32.
private enum RawBrainFloat: RawNumber {
    static var size: Int { 2 }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double {
        Double(Float(bitPattern: UInt32(place.loadUnaligned(as: UInt16.self)) << 16))
    }
}

/// Binary16, of which Swift has no type on every platform.
private enum RawHalf: RawNumber {
    static var size: Int { 2 }

    @inline(__always)
    static func load(_ place: UnsafeRawPointer) -> Double {
        let word = UInt32(place.loadUnaligned(as: UInt16.self))
        let magnitude = word & 0x7fff
        // Read as a binary32, the exponent is 127 - 15 = 112 short; a product with 2^112 is exact, for subnormal numbers too.
        let value =
            magnitude >= 0x7c00
            ? Float(bitPattern: 0x7f80_0000 | (magnitude & 0x3ff) << 13) : Float(bitPattern: magnitude << 13) * 0x1p112
        return Double(word & 0x8000 == 0 ? value : -value)
    }
}

/// Turns lines of raw numbers into doubles.
struct ElementDecoder {
    let type: ElementType

    /// Element offsets[i] of line r becomes `output[i * outputStride + r]`.
    /// - Parameters:
    ///   - stride: bytes from one line to the next.
    ///   - offsets: in numbers from a line's start.
    /// - Returns: the first number (by line, then by offset) that no double is equal to; nil where there is none.
    func turn(
        _ input: UnsafeRawPointer, lines: Int, stride: Int, offsets: [Int], into output: UnsafeMutablePointer<Double>,
        outputStride: Int
    ) -> Inexact? {
        switch type {
        case .float16: Self.turn(RawHalf.self, input, lines, stride, offsets, output, outputStride)
        case .bfloat16: Self.turn(RawBrainFloat.self, input, lines, stride, offsets, output, outputStride)
        case .float32: Self.turn(RawFloat.self, input, lines, stride, offsets, output, outputStride)
        case .float64: Self.turn(RawDouble.self, input, lines, stride, offsets, output, outputStride)
        case .int8: Self.turn(RawInteger<Int8>.self, input, lines, stride, offsets, output, outputStride)
        case .int16: Self.turn(RawInteger<Int16>.self, input, lines, stride, offsets, output, outputStride)
        case .int32: Self.turn(RawInteger<Int32>.self, input, lines, stride, offsets, output, outputStride)
        case .int64: Self.turn(RawInteger<Int64>.self, input, lines, stride, offsets, output, outputStride)
        case .uint8: Self.turn(RawInteger<UInt8>.self, input, lines, stride, offsets, output, outputStride)
        case .uint16: Self.turn(RawInteger<UInt16>.self, input, lines, stride, offsets, output, outputStride)
        case .uint32: Self.turn(RawInteger<UInt32>.self, input, lines, stride, offsets, output, outputStride)
        case .uint64: Self.turn(RawInteger<UInt64>.self, input, lines, stride, offsets, output, outputStride)
        case .bool: Self.turn(RawBool.self, input, lines, stride, offsets, output, outputStride)
        }
    }

    /// Where a number stands that no double is equal to.
    struct Inexact {
        var line: Int
        /// Among the offsets.
        var index: Int
    }

    @inline(__always)
    private static func turn<Number: RawNumber>(
        _: Number.Type, _ input: UnsafeRawPointer, _ lines: Int, _ stride: Int, _ offsets: [Int],
        _ output: UnsafeMutablePointer<Double>, _ outputStride: Int
    ) -> Inexact? {
        let size = Number.size
        // Eight lines at a time, so that a whole cache line is written at once.
        for start in Swift.stride(from: 0, to: lines, by: 8) {
            let count = min(8, lines - start)
            let first = input + start * stride
            for (index, offset) in offsets.enumerated() {
                let place = first + offset * size
                let target = output + (index * outputStride + start)
                for line in 0..<count { target[line] = Number.load(place + line * stride) }
            }
        }
        guard Number.mayBeInexact else { return nil }
        for line in 0..<lines {
            for (index, offset) in offsets.enumerated() where !Number.isExact(input + (line * stride + offset * size)) {
                return Inexact(line: line, index: index)
            }
        }
        return nil
    }
}
