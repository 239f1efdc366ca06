/// The language of manual pages: man(7), as groff and mandoc both read it.
enum Roff {
    /// Plain text; `code` becomes bold. Hyphens that a reader may copy stay ASCII.
    static func text(_ text: String) -> String {
        var result = ""
        var isCode = false
        for sign in text {
            if sign == "`" {
                isCode.toggle()
                result += isCode ? "\\fB" : "\\fR"
            } else {
                result += escaped(sign)
            }
        }
        return guarded(result)
    }

    static func bold(_ text: String) -> String { "\\fB" + text.map(escaped).joined() + "\\fR" }

    static func italic(_ text: String) -> String { "\\fI" + text.map(escaped).joined() + "\\fR" }

    private static func escaped(_ sign: Character) -> String {
        switch sign {
        case "\\": "\\e"
        case "-": "\\-"
        case "'": "\\(aq"
        case "`": "\\(ga"
        case "~": "\\(ti"
        case "^": "\\(ha"
        case "\"": "\\(dq"
        default: String(sign)
        }
    }

    /// A line must not begin as a request does.
    private static func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }

    /// Paragraphs, and examples: lines that are indented or begin with the command's name, each with what it does behind two blanks
    /// or more.
    static func paragraphs(_ text: String, command: String) -> [String] {
        var lines: [String] = []
        var paragraph: [String] = []
        func close() {
            if !paragraph.isEmpty { lines += [".PP", Roff.text(paragraph.joined(separator: " "))] }
            paragraph = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let bare = line.trimmed
            if bare.isEmpty {
                close()
            } else if line.hasPrefix("  ") || bare.hasPrefix("\(command) ") {
                close()
                lines += example(bare)
            } else {
                paragraph.append(bare)
            }
        }
        close()
        return lines
    }

    private static func example(_ line: String) -> [String] {
        guard let gap = line.range(of: "  ") else { return [".TP", bold(line), "\\&"] }
        let words = String(line[gap.upperBound...]).trimmed
        return [".TP", bold(String(line[..<gap.lowerBound])), text(words)]
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// The first range of the text.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
