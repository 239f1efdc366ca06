/// What a field of a CSV file looks like: how far it is certain that it is a number, or that it is none.
enum CellKind: Equatable {
    /// Written as `DecimalText` reads numbers, NaN and infinity among them.
    case number
    /// Nothing but blanks.
    case empty
    /// A word for a value that is not there: NA, null, None, a spreadsheet's error, a dash.
    case missing
    /// A number in another spelling: −1 with a sign of typesetters, 1,5 or 10 %, 0x1f, 1d5, a date.
    case numberLike
    case word

    init(_ text: UnsafeBufferPointer<UInt8>) {
        let string = String(decoding: text, as: UTF8.self).trimmingBlanks
        if string.isEmpty {
            self = .empty
        } else if Self.dashes.contains(string) || DecimalText.isMissing(text) {
            self = .missing
        } else if DecimalText.number(text) != nil {
            self = .number
        } else {
            self = Self.looksLikeNumber(string) ? .numberLike : .word
        }
    }

    /// What stands for a missing value, but is not read as one.
    private static let dashes: Set = ["-", "--", "---", "–", "—", "−", ".", "..", "...", "…", "?", "*", "missing", "nil"]

    /// Signs, currencies, brackets and blanks, then digits, with no letters but those of exponents, hexadecimal and complex numbers.
    private static func looksLikeNumber(_ text: String) -> Bool {
        var scalars = Array(text.unicodeScalars.prefix(64).drop(while: isAffix))
        if scalars.first == "∞" { return true }
        if scalars.starts(with: ["0", "x"]) || scalars.starts(with: ["0", "X"]) {
            return scalars.dropFirst(2).allSatisfy { Character($0).isHexDigit }
        }
        while let first = scalars.first, [".", ",", "·", "٫", "'"].contains(first) { scalars.removeFirst() }
        guard scalars.first?.properties.numericType != nil else { return false }
        var letters = 0
        for scalar in scalars {
            letters = scalar.properties.isAlphabetic ? letters + 1 : 0
            if letters > 1 || letters == 1 && !"eEdDfFiIjJlL".unicodeScalars.contains(scalar) { return false }
        }
        return true
    }

    private static func isAffix(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .mathSymbol: scalar != "∞"
        case .currencySymbol, .dashPunctuation, .openPunctuation, .spaceSeparator, .format, .control: true
        default: scalar == "'" || scalar == "\"" || scalar == "`" || scalar == "^"
        }
    }
}
