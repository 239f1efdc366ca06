/// Swift without comments, each run of blanks one space or one line break: a line break can end a statement, and the blanks around
/// an operator say whether it is infix.
///
/// A comment counts as the blank it is to the compiler. Literals stay as they are, interpolations inside them are code again, and a
/// multi-line literal loses the indentation that the compiler takes off.
struct SwiftNormalForm {
    private var form: NormalForm

    /// The normal form; nil where a literal or comment is not closed, or a slash may start a regular expression.
    static func of(_ text: [UInt8]) -> NormalForm? {
        var lexer = SwiftNormalForm(form: NormalForm(text))
        do {
            try lexer.code(isInterpolation: false)
        } catch {
            return nil
        }
        return lexer.form
    }

    private struct Uncertain: Error {}

    /// Reads code to the end of the text, or behind the bracket that closes an interpolation.
    private mutating func code(isInterpolation: Bool) throws(Uncertain) {
        var depth = 0
        while !form.isAtEnd {
            let byte = form.peek()
            switch byte {
            case _ where Byte.isBlank(byte):
                form.blank(isBreak: byte == Byte.newline)
                form.position += 1
            case Byte.slash where form.peek(1) == Byte.slash:
                while !form.isAtEnd, form.peek() != Byte.newline { form.position += 1 }
                form.blank(isBreak: false)
            case Byte.slash where form.starts(with: "/*"):
                try blockComment()
            case Byte.slash where mayStartRegularExpression:
                throw Uncertain()
            case Byte.quote:
                try literal(hashes: 0)
            case Byte.hash:
                try hash()
            case Byte.backtick:
                try rawIdentifier()
            case Byte.open:
                depth += 1
                form.copy()
            case Byte.close:
                form.copy()
                if isInterpolation, depth == 0 { return }
                depth -= 1
            default:
                form.copy()
            }
        }
        if isInterpolation { throw Uncertain() }
    }

    /// A comment nests, and one that spans lines breaks the line.
    private mutating func blockComment() throws(Uncertain) {
        var depth = 0
        var breaks = false
        repeat {
            if form.isAtEnd { throw Uncertain() }
            if form.starts(with: "/*") {
                depth += 1
                form.position += 2
            } else if form.starts(with: "*/") {
                depth -= 1
                form.position += 2
            } else {
                breaks = breaks || form.peek() == Byte.newline
                form.position += 1
            }
        } while depth > 0
        form.blank(isBreak: breaks)
    }

    /// True for a slash in the place of a prefix, with another slash on its line.
    private var mayStartRegularExpression: Bool {
        if form.position > 0 {
            let before = form.text[form.position - 1]
            guard Byte.isBlank(before) || Byte.opens(before) || before == UInt8(ascii: ":") || before == Byte.slash else {
                return false
            }
        }
        if Byte.isBlank(form.peek(1)) || form.peek(1) == Byte.close { return false }
        var ahead = 1
        while form.position + ahead < form.text.count, form.peek(ahead) != Byte.newline {
            if form.peek(ahead) == Byte.slash { return true }
            ahead += 1
        }
        return false
    }

    /// A raw literal (#"..."#), an extended regular expression (#/.../#), or the start of a directive or macro.
    private mutating func hash() throws(Uncertain) {
        var count = 1
        while form.peek(count) == Byte.hash { count += 1 }
        switch form.peek(count) {
        case Byte.quote: try literal(hashes: count)
        case Byte.slash: try regularExpression(hashes: count)
        default: form.copy(count)
        }
    }

    private mutating func regularExpression(hashes: Int) throws(Uncertain) {
        form.copy()
        form.copyVerbatim(hashes)
        while !form.isAtEnd {
            if form.peek() == Byte.backslash {
                form.copyVerbatim(2)
            } else if form.peek() == Byte.slash, closes(hashes: hashes, ahead: 1) {
                form.copyVerbatim(1 + hashes)
                return
            } else {
                form.copyVerbatim()
            }
        }
        throw Uncertain()
    }

    /// `a name with blanks`.
    private mutating func rawIdentifier() throws(Uncertain) {
        form.copy()
        while !form.isAtEnd, form.peek() != Byte.newline {
            let isEnd = form.peek() == Byte.backtick
            form.copyVerbatim(isText: false)
            if isEnd { return }
        }
        throw Uncertain()
    }

    private mutating func literal(hashes: Int) throws(Uncertain) {
        let isMultiline = opensMultiline(hashes: hashes)
        if hashes == 0, !isMultiline, form.starts(with: "\"\"\"") { throw Uncertain() }
        let quotes = isMultiline ? 3 : 1
        form.copy()
        form.copyVerbatim(hashes + quotes - 1)
        var lineStarts: [Int] = []
        while !form.isAtEnd {
            switch form.peek() {
            case Byte.backslash where closes(hashes: hashes, ahead: 1):
                form.copyVerbatim(1 + hashes)
                if form.peek() == Byte.open {
                    form.copyVerbatim(isText: false)
                    try code(isInterpolation: true)
                } else if form.peek() != Byte.newline {
                    form.copyVerbatim()
                }
            case Byte.newline:
                if !isMultiline { throw Uncertain() }
                form.copyVerbatim()
                lineStarts.append(form.output.count)
            case Byte.quote where isMultiline && !form.starts(with: "\"\"\""):
                form.copyVerbatim()
            case Byte.quote where closes(hashes: hashes, ahead: quotes):
                if isMultiline, let last = lineStarts.last {
                    form.unindent(linesAt: lineStarts, by: Array(form.output[last...]))
                }
                form.copyVerbatim(quotes + hashes)
                return
            default:
                form.copyVerbatim()
            }
        }
        throw Uncertain()
    }

    /// Three quotes start a multi-line literal where nothing else stands on their line; #"""# is a quote in a raw literal.
    private func opensMultiline(hashes: Int) -> Bool {
        guard form.starts(with: "\"\"\"", ahead: hashes) else { return false }
        var ahead = hashes + 3
        while Byte.isSpace(form.peek(ahead)) { ahead += 1 }
        return form.peek(ahead) == Byte.newline
    }

    private func closes(hashes: Int, ahead: Int) -> Bool {
        (0..<hashes).allSatisfy { form.peek(ahead + $0) == Byte.hash }
    }
}
