import CKernels

/// `Binning` of values that are held as doubles: binary32 ones in their own arithmetic, others in binary64.
package struct HeldBinning: Sendable {
    private enum Size {
        case single(Float)
        case double(Double)
    }

    private let size: Size

    /// - Parameter isSinglePrecision: whether the values are binary32, so that the size is rounded to that and values are divided there.
    package init(size: Double, isSinglePrecision: Bool) {
        self.size = isSinglePrecision ? .single(Float(size)) : .double(size)
    }

    /// The bin of each value.
    /// - Returns: the place of the first value that lies over 2^62 bins from 0, so that the codes say nothing; nil where there is none.
    package func bin(_ values: UnsafeBufferPointer<Double>, into codes: inout SymbolCodes) -> Int? {
        codes.resize(values.count)
        guard let source = values.baseAddress else { return nil }
        if narrow(source, values.count, &codes.narrow) == values.count { return nil }
        codes.widen()
        let fitting = wide(source, values.count, &codes.wide)
        return fitting == values.count ? nil : fitting
    }

    private func narrow(_ source: UnsafePointer<Double>, _ count: Int, _ codes: UnsafeMutablePointer<Int32>) -> Int {
        switch size {
        case .single(let size): refigure_bin_held(source, count, size, codes)
        case .double(let size): refigure_bin_double(source, count, size, codes)
        }
    }

    private func wide(_ source: UnsafePointer<Double>, _ count: Int, _ codes: UnsafeMutablePointer<Int64>) -> Int {
        switch size {
        case .single(let size): refigure_bin_held_wide(source, count, size, codes)
        case .double(let size): refigure_bin_double_wide(source, count, size, codes)
        }
    }
}
