import Files

extension String {
    /// The text so written that Markdown shows it as it is, on one line, in a paragraph, a heading or a table's cell.
    var markdownEscaped: String {
        var result = ""
        let line = onOneLine
        for character in line {
            if "\\`*_[]<>#|~&!".contains(character) { result.append("\\") }
            result.append(character)
        }
        // A mark at the start could open a list or underline a heading: "- a", "+ a", "= a", "1. a", "1) a".
        if let first = line.first, "-+=".contains(first) { return "\\" + result }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, let mark = line.dropFirst(digits.count).first, mark == "." || mark == ")",
            line.dropFirst(digits.count + 1).first.map({ $0 == " " }) ?? true
        {
            return digits + "\\" + result.dropFirst(digits.count)
        }
        return result
    }

    /// The text as inline code (nothing for an empty one), whatever backticks it holds; for a table's cell too.
    var markdownCode: String {
        let line = withControlsReplaced.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard !line.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let padding = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
        return fence + padding + line.replacing("|", with: "\\|") + padding + fence
    }

    /// The text as a fenced block of code, whatever fences it holds.
    func markdownFenced(language: String) -> String {
        var fence = "```"
        while contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(self)\n\(fence)"
    }

    /// The path or address so written that it can stand between a link's round brackets.
    var markdownDestination: String {
        var result = ""
        for byte in utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && !"()<>\\\"".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + [byte].hexadecimal.uppercased()
            }
        }
        return result
    }
}
