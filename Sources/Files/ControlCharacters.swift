extension String {
    /// The text with what no document may hold replaced by U+FFFD: control characters other than tabs and ends of lines, which SVG
    /// and HTML forbid and which tell a terminal what to do, and the 66 code points that Unicode keeps from being characters, which Cairo
    /// refuses as text that is not UTF-8.
    public var withControlsReplaced: String {
        guard unicodeScalars.contains(where: Self.isForbidden) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(Self.isForbidden(scalar) ? "\u{FFFD}" : scalar) }
        return String(result)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }

    /// The text on one line: every run of blanks and ends of lines one blank, control characters replaced.
    public var onOneLine: String {
        withControlsReplaced.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
