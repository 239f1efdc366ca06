extension Int {
    /// The number in groups of three: "12 345" with narrow spaces; four digits stand together.
    package var printed: String {
        let digits = String(magnitude)
        guard digits.count > 4 else { return (self < 0 ? "−" : "") + digits }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append("\u{202F}") }
            result.append(digit)
        }
        return (self < 0 ? "−" : "") + result
    }
}
