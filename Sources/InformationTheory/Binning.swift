import CKernels

/// Bins of one size over the whole real line: the bin of a is floor(a / size).
///
/// Source: "Revisiting the Information Plane", Section 2.1 and Appendix G. The arithmetic is binary32: the size is rounded to binary32,
/// then one division and one floor, as the published estimators do on binary32 activations; -0.0 falls into bin 0.
public struct Binning: Sendable, Hashable {
    /// The bins' width, in units of activation.
    public let size: Float

    public init(size: Double) {
        precondition(size > 0 && Float(size).isNormal, "a bin size must be a positive number, not \(size)")
        self.size = Float(size)
    }

    /// The bin of each value.
    public func codes(of values: [Float]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: values.count) { buffer, count in
            values.withUnsafeBufferPointer { bin($0, into: buffer) }
            count = values.count
        }
    }

    /// The largest magnitude among the values, and whether one of them is NaN, which has none.
    public static func reach(of values: [Float]) -> (magnitude: Float, hasNaN: Bool) {
        // Magnitudes are ordered as their bits are, those of NaN above infinity's.
        var largest: UInt32 = 0
        for value in values { largest = max(largest, value.magnitude.bitPattern) }
        guard largest > Float.infinity.bitPattern else { return (Float(bitPattern: largest), false) }
        return (values.reduce(0) { max($0, abs($1)) }, true)
    }

    func bin(_ values: UnsafeBufferPointer<Float>, into codes: UnsafeMutableBufferPointer<Int32>) {
        precondition(codes.count >= values.count)
        guard let source = values.baseAddress, let target = codes.baseAddress else { return }
        let fitting = refigure_bin(source, values.count, size, target)
        precondition(fitting == values.count, "an activation is not a number, or lies over 2^31 bins of \(size) from 0")
    }
}
