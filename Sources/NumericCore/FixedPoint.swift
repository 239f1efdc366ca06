import Foundation

extension Double {
    /// The number with so many digits behind the point, in no locale: 0.5.fixed(2) is "0.50"; never "-0.00".
    public func fixed(_ digits: Int) -> String {
        let text = String(format: "%.\(digits)f", self)
        return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
    }
}
