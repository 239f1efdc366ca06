/// Text as it may reach a terminal: what would act on one, or turn the order of what is read, is written out.
///
/// Escaped as in Swift, `\u{1B}`: the control characters of ASCII and of Latin-1, the controls of bidirectional text, and the
/// separators of lines and paragraphs.
public enum VisibleText {
    /// The text with its line ends and tabs left as they are.
    public static func of(_ text: String) -> String {
        escaped(text) { $0 != "\n" && $0 != "\t" && isActive($0) }
    }

    /// Text that is to stay on one line: line ends and tabs are written out too.
    public static func line(_ text: String) -> String { escaped(text, isActive) }

    private static func escaped(_ text: String, _ isEscaped: (Unicode.Scalar) -> Bool) -> String {
        guard text.unicodeScalars.contains(where: isEscaped) else { return text }
        var visible = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isEscaped(scalar) {
                visible.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            } else {
                visible.append(scalar)
            }
        }
        return String(visible)
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return scalar.properties.isBidiControl
        default: return false
        }
    }
}
