extension Formula.Sign {
    /// The sign as Unicode writes it in its alphabet, where that is one of letters with forms of their own: "ℝ" for a blackboard's R. Italic, bold
    /// and upright letters stay as they are; the font makes the difference.
    public var shown: String {
        switch alphabet {
        case .italic, .upright, .bold, .boldItalic, .monospaced, .sans: text
        case .blackboard: mapped(upper: 0x1D538, lower: 0x1D552, digit: 0x1D7D8, Self.blackboard)
        case .script: mapped(upper: 0x1D49C, lower: 0x1D4B6, digit: nil, Self.script)
        case .fraktur: mapped(upper: 0x1D504, lower: 0x1D51E, digit: nil, Self.fraktur)
        }
    }

    /// The sign as MathML has it, where the letter itself says how it looks: bold letters too.
    var inMathML: String {
        switch alphabet {
        case .bold: mapped(upper: 0x1D400, lower: 0x1D41A, digit: 0x1D7CE, [:], greek: (0x1D6A8, 0x1D6C2))
        case .boldItalic: mapped(upper: 0x1D468, lower: 0x1D482, digit: 0x1D7CE, [:], greek: (0x1D71C, 0x1D736))
        case .sans: mapped(upper: 0x1D5A0, lower: 0x1D5BA, digit: 0x1D7E2, [:])
        case .monospaced: mapped(upper: 0x1D670, lower: 0x1D68A, digit: 0x1D7F6, [:])
        default: shown
        }
    }

    private func mapped(
        upper: UInt32, lower: UInt32, digit: UInt32?, _ exceptions: [Unicode.Scalar: Unicode.Scalar],
        greek: (upper: UInt32, lower: UInt32)? = nil
    ) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let code: UInt32? =
                switch scalar.value {
                case 0x41...0x5A: upper + scalar.value - 0x41
                case 0x61...0x7A: lower + scalar.value - 0x61
                case 0x30...0x39: digit.map { $0 + scalar.value - 0x30 }
                case 0x391...0x3A9: greek.map { $0.upper + scalar.value - 0x391 }
                case 0x3B1...0x3C9: greek.map { $0.lower + scalar.value - 0x3B1 }
                default: nil
                }
            result.append(exceptions[scalar] ?? code.flatMap(Unicode.Scalar.init) ?? scalar)
        }
        return String(result)
    }

    /// Letters that were in Unicode before their alphabets.
    private static let blackboard: [Unicode.Scalar: Unicode.Scalar] = [
        "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ]
    private static let script: [Unicode.Scalar: Unicode.Scalar] = [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
    ]
    private static let fraktur: [Unicode.Scalar: Unicode.Scalar] = ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
}
