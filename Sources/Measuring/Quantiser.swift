import Files
import InformationTheory
import NumericCore

/// Turns activations into symbols, in the arithmetic that the activations came in.
struct Quantiser {
    private enum Rule {
        case thresholds(Thresholds<Double>)
        case size(HeldBinning)
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
            rule = .thresholds(Thresholds(isSinglePrecision ? Self.rounded(thresholds) : thresholds))
        case .binSize(let size): rule = .size(HeldBinning(size: size, isSinglePrecision: isSinglePrecision))
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

    /// Thresholds that one number is nearest to are one.
    private static func rounded(_ thresholds: [Double]) -> [Double] {
        var rounded: [Double] = []
        for threshold in thresholds.map({ Double(Float($0)) }) where rounded.last != threshold { rounded.append(threshold) }
        return rounded
    }

    /// The symbol of each value of a row.
    /// - Parameter activations: finite.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins.
    func codes(of activations: Matrix<Double>, row: Int, into codes: inout SymbolCodes, at origin: String) throws {
        let tooFar = activations.withRow(row) { values in self.codes(of: values, into: &codes).map { values[$0] } }
        guard let tooFar else { return }
        throw Fault(
            "an activation of \(tooFar) lies over 2^62 bins from 0 (\(quantisation.description))", at: origin,
            remedy: "choose a larger --bin-size, or --bins", status: .data)
    }

    /// - Returns: the place of the first value that lies over 2^62 bins from 0, so that the symbols say nothing; nil where there is none.
    private func codes(of values: UnsafeBufferPointer<Double>, into codes: inout SymbolCodes) -> Int? {
        switch rule {
        case .thresholds(let thresholds): thresholds.codes(of: values, into: &codes)
        case .size(let binning): return binning.bin(values, into: &codes)
        case .even(let low, let width, let part, let bins):
            codes.resize(values.count)
            let last = Double(bins - 1)
            codes.narrow.withUnsafeMutableBufferPointer { codes in
                for place in values.indices {
                    // Beyond the range the quotient may be infinite, but no NaN: the values are finite, and the width is.
                    let share = width > 0 ? (values[place] * part - low) / width * Double(bins) : 0
                    codes[place] = Int32(min(max(share, 0), last))
                }
            }
        }
        return nil
    }
}

extension Matrix<Double> {
    func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result {
        try values.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[row * columns..<(row + 1) * columns])) }
    }
}
