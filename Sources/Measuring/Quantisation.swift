import Files
import NumericCore

/// How activations become symbols.
public enum Quantisation: Sendable, Equatable {
    /// How many of the thresholds, ascending, lie below the activation: one threshold tells active from inactive.
    case thresholds([Double])
    /// floor(activation / size).
    case binSize(Double)
    /// So many bins of equal width from the least to the greatest activation, or over the range; the last one holds its upper end, and
    /// what lies beyond the range falls into the bins at its ends.
    case bins(Int, over: ClosedRange<Double>?)

    /// Whether bins divide a range that was given, beyond which values may lie.
    var hasRange: Bool { if case .bins(_, _?) = self { true } else { false } }

    /// "active above 0", "bins of 0.07", "30 bins over the layer's range".
    var description: String {
        switch self {
        case .thresholds(let thresholds) where thresholds.count == 1: "active above \(NumberText.short(thresholds[0]))"
        case .thresholds(let thresholds): "thresholds at \(Words.list(thresholds.map(NumberText.short)))"
        case .binSize(let size): "bins of \(NumberText.short(size))"
        case .bins(let count, let range?):
            "\(count) bins from \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
        case .bins(let count, nil): "\(count) bins from the least to the greatest activation"
        }
    }
}

/// Turns activations into symbols, in the arithmetic that the activations came in.
struct Quantiser {
    private enum Rule {
        case thresholds([Double])
        case singleSize(Float)
        case doubleSize(Double)
        /// `part`: what values and ends are multiplied by, where the width would be no number.
        case even(low: Double, width: Double, part: Double, bins: Int)
    }

    private let rule: Rule
    private let quantisation: Quantisation

    /// - Parameters:
    ///   - span: the least and greatest activation; for bins without a range of their own.
    ///   - isSinglePrecision: values, sizes and thresholds are rounded to binary32, and divided there.
    init(_ quantisation: Quantisation, span: ClosedRange<Double>?, isSinglePrecision: Bool) {
        self.quantisation = quantisation
        switch quantisation {
        case .thresholds(let thresholds):
            rule = .thresholds(isSinglePrecision ? thresholds.map { Double(Float($0)) } : thresholds)
        case .binSize(let size): rule = isSinglePrecision ? .singleSize(Float(size)) : .doubleSize(size)
        case .bins(let count, let range):
            guard let range = range ?? span else { preconditionFailure("bins over no range") }
            // Half of each is exact, but for numbers that are nothing beside such a width.
            let part = (range.upperBound - range.lowerBound).isFinite ? 1 : 0.5
            let (low, high) = (range.lowerBound * part, range.upperBound * part)
            rule = .even(low: low, width: high - low, part: part, bins: count)
        }
    }

    /// - Throws: a `Fault` (status usage) where a size that is a number is none in the activations' arithmetic.
    static func check(_ quantisation: Quantisation, _ source: any ActivationSource) throws {
        guard case .binSize(let size) = quantisation, source.isSinglePrecision, !Float(size).isNormal else { return }
        throw Fault(
            "a bin size of \(NumberText.short(size)) is too \(size < 1 ? "small" : "large") for binary32, in which \(source.origin) is",
            remedy: "choose one such as --bin-size 0.07", status: .usage)
    }

    /// The symbol of each value of a row.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins.
    func codes(of activations: Matrix<Double>, row: Int, into codes: inout [Int64], at origin: String) throws {
        let tooFar = activations.withRow(row) { values in
            codes.withUnsafeMutableBufferPointer { self.codes(of: values, into: $0) }.map { values[$0] }
        }
        guard let tooFar else { return }
        throw Fault(
            "an activation of \(tooFar) lies over 2^62 bins from 0 (\(quantisation.description))", at: origin,
            remedy: "choose a larger --bin-size, or --bins", status: .data)
    }

    /// The symbol of each value.
    /// - Parameter values: finite.
    /// - Returns: the place of the first value that lies over 2^62 bins from 0, whose symbol says nothing; nil where there is none.
    private func codes(of values: UnsafeBufferPointer<Double>, into codes: UnsafeMutableBufferPointer<Int64>) -> Int? {
        precondition(codes.count >= values.count, "\(codes.count) symbols for \(values.count) values")
        switch rule {
        case .thresholds(let thresholds):
            if thresholds.count == 1 {
                let threshold = thresholds[0]
                for place in values.indices { codes[place] = values[place] > threshold ? 1 : 0 }
            } else {
                thresholds.withUnsafeBufferPointer { thresholds in
                    for place in values.indices { codes[place] = Self.number(of: thresholds, below: values[place]) }
                }
            }
            return nil
        case .singleSize(let size): return Self.floors(values, codes) { Double(Float($0) / size) }
        case .doubleSize(let size): return Self.floors(values, codes) { $0 / size }
        case .even(let low, let width, let part, let bins):
            let last = Double(bins - 1)
            for place in values.indices {
                // Beyond the range the quotient may be infinite, but no NaN: the values are finite, and the width is.
                let share = width > 0 ? (values[place] * part - low) / width * Double(bins) : 0
                codes[place] = Int64(min(max(share, 0), last))
            }
            return nil
        }
    }

    /// How many of the ascending thresholds lie below a value.
    private static func number(of thresholds: UnsafeBufferPointer<Double>, below value: Double) -> Int64 {
        var (low, high) = (0, thresholds.count)
        while low < high {
            let middle = (low + high) / 2
            if thresholds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return Int64(low)
    }

    @inline(__always)
    private static func floors(
        _ values: UnsafeBufferPointer<Double>, _ codes: UnsafeMutableBufferPointer<Int64>, _ quotient: (Double) -> Double
    ) -> Int? {
        var outside: Int?
        for place in values.indices {
            let bin = quotient(values[place])
            guard abs(bin) < 0x1p62 else {
                outside = outside ?? place
                continue
            }
            let truncated = Int64(bin)
            codes[place] = truncated - (Double(truncated) > bin ? 1 : 0)
        }
        return outside
    }
}

extension Matrix<Double> {
    func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result {
        try values.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[row * columns..<(row + 1) * columns])) }
    }
}

/// Numbers as people write them.
enum NumberText {
    /// "0.07", "3", "-1": the fewest digits that read back as the same double.
    static func short(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 0x1p53 { return String(Int64(value)) }
        return "\(value)"
    }
}
