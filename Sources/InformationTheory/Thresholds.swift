import CKernels

/// Thresholds of a unit's output: its symbol is how many of them lie below it.
package struct Thresholds<Value: BinaryFloatingPoint & Sendable>: Sendable {
    /// Ascending, at least one.
    package let values: [Value]

    package init(_ values: [Value]) {
        precondition(
            !values.isEmpty && zip(values, values.dropFirst()).allSatisfy { $0 < $1 },
            "thresholds \(values) do not ascend, or there are none")
        self.values = values
    }
}

extension Thresholds<Float> {
    /// The symbol of each output.
    /// - Returns: false where an output is not a number.
    func codes(of outputs: UnsafeBufferPointer<Float>, into codes: inout SymbolCodes) -> Bool {
        codes.resize(outputs.count)
        guard let source = outputs.baseAddress else { return true }
        return refigure_thresholds(source, outputs.count, values, values.count, &codes.narrow) != 0
    }
}

extension Thresholds<Double> {
    /// The symbol of each output, none of which is NaN.
    package func codes(of outputs: UnsafeBufferPointer<Double>, into codes: inout SymbolCodes) {
        codes.resize(outputs.count)
        guard let source = outputs.baseAddress else { return }
        let areNumbers = refigure_thresholds_double(source, outputs.count, values, values.count, &codes.narrow) != 0
        precondition(areNumbers, "an output is not a number")
    }
}
