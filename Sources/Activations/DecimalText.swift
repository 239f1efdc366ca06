import Foundation

/// Numbers as text.
enum DecimalText {
    /// The number that the text writes, rounded to the nearest double; NaN for a missing one (nothing, or NA); nil for any other text.
    ///
    /// Read: decimal digits with at most one point and an exponent, NaN, inf and infinity in any case, blanks around.
    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var start = 0
        var end = text.count
        while start < end, isBlank(text[start]) { start += 1 }
        while end > start, isBlank(text[end - 1]) { end -= 1 }
        if start == end { return .nan }
        let trimmed = UnsafeBufferPointer(rebasing: text[start..<end])
        return decimal(trimmed) ?? word(trimmed)
    }

    /// Whether the text stands for a number that is missing: what pandas takes for one, but nothing and NaN, which are numbers here; or
    /// a spreadsheet's error (#DIV/0!, in any language).
    static func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= 40 else { return false }
        let word = String(decoding: text, as: UTF8.self).trimmingBlanks.lowercased()
        return missing.contains(word) || word.hasPrefix("#") && (word.hasSuffix("!") || word.hasSuffix("?"))
    }

    private static let missing: Set = [
        "na", "n/a", "<na>", "null", "none", "#n/a", "#na", "#nv", "#n/a n/a", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan",
    ]

    /// Whether the number that the text writes is whole as it is written: digits with or without a sign, no point, no exponent.
    static func isWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var hasDigit = false
        var mayBeSigned = true
        for byte in text where !isBlank(byte) {
            if byte &- UInt8(ascii: "0") < 10 {
                hasDigit = true
            } else if !mayBeSigned || byte != UInt8(ascii: "-") && byte != UInt8(ascii: "+") {
                return false
            }
            mayBeSigned = false
        }
        return hasDigit
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var place = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative || text[0] == UInt8(ascii: "+") { place += 1 }
        /// All digits as one number, as long as it fits.
        var digits: UInt64 = 0
        var hasDigit = false
        var fits = true
        /// The power of ten that the digits are to be multiplied by.
        var exponent = 0
        var isBehindPoint = false
        while place < text.count {
            let byte = text[place]
            if byte == UInt8(ascii: "."), !isBehindPoint {
                isBehindPoint = true
            } else if case let digit = byte &- UInt8(ascii: "0"), digit < 10 {
                hasDigit = true
                if digits < 100_000_000_000_000_000 { digits = digits * 10 + UInt64(digit) } else { fits = false }
                if isBehindPoint { exponent -= 1 }
            } else {
                break
            }
            place += 1
        }
        guard hasDigit else { return nil }
        if place < text.count {
            guard text[place] | 0x20 == UInt8(ascii: "e") else { return nil }
            place += 1
            var isBelow = false
            if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
                isBelow = text[place] == UInt8(ascii: "-")
                place += 1
            }
            guard place < text.count else { return nil }
            var power = 0
            while place < text.count {
                let digit = text[place] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                if power < 100_000 { power = power * 10 + Int(digit) }
                place += 1
            }
            exponent += isBelow ? -power : power
        }
        // Both are doubles without rounding, so that their product or quotient is rounded once.
        if fits, digits <= 1 << 53, abs(exponent) <= 22 {
            let size = exponent < 0 ? Double(digits) / powersOfTen[-exponent] : Double(digits) * powersOfTen[exponent]
            return isNegative ? -size : size
        }
        return Double(String(decoding: text, as: UTF8.self))
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
        1e22,
    ]

    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard text.count <= 9 else { return nil }
        return switch String(decoding: text, as: UTF8.self).lowercased() {
        case "nan", "-nan", "+nan", "na": .nan
        case "inf", "+inf", "infinity", "+infinity": .infinity
        case "-inf", "-infinity": -.infinity
        default: nil
        }
    }
}
