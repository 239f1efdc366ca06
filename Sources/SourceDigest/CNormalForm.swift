/// C without comments, each run of blanks one space: line breaks matter to the preprocessor only, so each directive has a line of
/// its own.
struct CNormalForm {
    private var form: NormalForm
    private var isDirective = false

    /// The normal form; nil where a literal or comment is not closed.
    static func of(_ text: [UInt8]) -> NormalForm? {
        var lexer = CNormalForm(form: NormalForm(spliced(text)))
        do {
            try lexer.code()
        } catch {
            return nil
        }
        return lexer.form
    }

    private struct Uncertain: Error {}

    private mutating func code() throws(Uncertain) {
        var isLineStart = true
        while !form.isAtEnd {
            let byte = form.peek()
            switch byte {
            case Byte.newline:
                form.blank(isBreak: isDirective)
                enterDirective(false)
                isLineStart = true
                form.position += 1
            case _ where Byte.isSpace(byte):
                form.blank(isBreak: false)
                form.position += 1
            case Byte.slash where form.peek(1) == Byte.slash:
                while !form.isAtEnd, form.peek() != Byte.newline { form.position += 1 }
            case Byte.slash where form.starts(with: "/*"):
                try blockComment()
            case Byte.hash where isLineStart:
                form.blank(isBreak: true)
                form.copy()
                enterDirective(true)
                isLineStart = false
                while Byte.isSpace(form.peek()) { form.position += 1 }
            case Byte.quote, Byte.apostrophe:
                try literal()
                isLineStart = false
            default:
                form.copy()
                isLineStart = false
            }
        }
    }

    /// Every blank in a directive stays: `#define f(x)` and `#define f (x)` differ.
    private mutating func enterDirective(_ enters: Bool) {
        isDirective = enters
        form.tightens = !enters
    }

    private mutating func blockComment() throws(Uncertain) {
        form.position += 2
        while !form.starts(with: "*/") {
            if form.isAtEnd { throw Uncertain() }
            form.position += 1
        }
        form.position += 2
        form.blank(isBreak: false)
    }

    private mutating func literal() throws(Uncertain) {
        let quote = form.peek()
        form.copy()
        while !form.isAtEnd, form.peek() != Byte.newline {
            let byte = form.peek()
            form.copyVerbatim(byte == Byte.backslash ? 2 : 1)
            if byte == quote { return }
        }
        throw Uncertain()
    }

    /// The text with each backslash at a line's end, and that line's break, taken out (translation phase 2).
    private static func spliced(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == Byte.backslash, index + 1 < text.count, text[index + 1] == Byte.newline {
                index += 2
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }
}
