import Judging
import Results

extension Claim {
    /// What the number of a claim of one part is, with its unit: "I(X;T) at the end, in bits". It stands before the number in `measured`.
    /// - Returns: nil where the claim has several parts, was not assessed, or names no quantity.
    var quantity: String? {
        guard parts.count == 1, let part = parts.first else { return nil }
        // How many digits are printed is not kept.
        for digits in 0...Self.mostDigits {
            if let place = measured.firstRange(of: ": \(part.printed(digits: digits))"), place.lowerBound > measured.startIndex {
                return String(measured[..<place.lowerBound])
            }
        }
        return nil
    }

    private static let mostDigits = 12
}
