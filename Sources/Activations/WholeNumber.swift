/// A whole number of any length, for labels that no double is equal to.
struct WholeNumber: Hashable, Comparable, CustomStringConvertible, Sendable {
    /// From here on not every whole number is a double.
    static let exactDoubles = 0x1p53

    private let isNegative: Bool
    /// Without leading zeros; "0" for zero.
    private let digits: String

    /// - Precondition: the text is of digits, with or without a sign and blanks around.
    init(_ text: String) {
        let digits = text.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
        precondition(!digits.isEmpty, "'\(text)' is no whole number")
        let significant = digits.drop { $0 == "0" }
        self.digits = significant.isEmpty ? "0" : String(significant)
        isNegative = !significant.isEmpty && text.contains("-")
    }

    var description: String { isNegative ? "-\(digits)" : digits }

    static func < (one: WholeNumber, other: WholeNumber) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        let (small, large) = one.isNegative ? (other, one) : (one, other)
        let lengths = (small.digits.utf8.count, large.digits.utf8.count)
        return lengths.0 == lengths.1 ? small.digits.utf8.lexicographicallyPrecedes(large.digits.utf8) : lengths.0 < lengths.1
    }
}
