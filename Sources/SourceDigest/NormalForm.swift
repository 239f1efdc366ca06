/// What the normal forms of Swift and C share: reading ahead, and writing blanks so that they matter only where they can.
struct NormalForm {
    let text: [UInt8]
    /// The next byte to read.
    var position = 0
    private(set) var output: [UInt8] = []
    /// Where the output is text inside a literal, not code; in order, none empty.
    private(set) var texts: [Range<Int>] = []
    /// The blank seen since the last byte written: none, a space or a line break.
    private var pending: UInt8?
    /// False while every blank must stay (inside C's preprocessor directives).
    var tightens = true

    init(_ text: [UInt8]) {
        self.text = text
        output.reserveCapacity(text.count)
    }

    var isAtEnd: Bool { position >= text.count }

    /// The byte so many places ahead; zero beyond the end.
    func peek(_ ahead: Int = 0) -> UInt8 {
        let index = position + ahead
        return index < text.count ? text[index] : 0
    }

    func starts(with bytes: StaticString, ahead: Int = 0) -> Bool {
        for index in 0..<bytes.utf8CodeUnitCount where peek(ahead + index) != bytes.utf8Start[index] { return false }
        return true
    }

    /// Notes a blank; a line break outweighs a space.
    mutating func blank(isBreak: Bool) {
        if isBreak || pending == nil { pending = isBreak ? Byte.newline : Byte.space }
    }

    /// Writes the pending blank, then the byte.
    ///
    /// A space goes after an opening bracket, a comma or a semicolon and before a closing bracket, a comma or a semicolon: no token
    /// of Swift or C joins with these, and Swift's rule for operators takes them for blanks.
    mutating func emit(_ byte: UInt8) {
        if let blank = pending, let last = output.last {
            let idle = tightens && blank == Byte.space && (Byte.opens(last) || Byte.closes(byte))
            if !idle { output.append(blank) }
        }
        pending = nil
        output.append(byte)
    }

    /// Writes the next bytes as they are.
    mutating func copy(_ count: Int = 1) {
        for _ in 0..<count where position < text.count {
            emit(text[position])
            position += 1
        }
    }

    /// Writes a byte inside a literal, where blanks are part of the text.
    /// - Parameter isText: false in a name between backticks.
    mutating func copyVerbatim(_ count: Int = 1, isText: Bool = true) {
        precondition(pending == nil, "a blank is pending inside a literal")
        let start = output.count
        for _ in 0..<count where position < text.count {
            output.append(text[position])
            position += 1
        }
        guard isText, start < output.count else { return }
        if let last = texts.last, last.upperBound == start {
            texts[texts.count - 1] = last.lowerBound..<output.count
        } else {
            texts.append(start..<output.count)
        }
    }

    /// Takes the indentation of a multi-line literal off its lines.
    mutating func unindent(linesAt starts: [Int], by indentation: [UInt8]) {
        guard !indentation.isEmpty else { return }
        for start in starts.reversed() where output[start...].starts(with: indentation) {
            let removed = start..<(start + indentation.count)
            output.removeSubrange(removed)
            for index in texts.indices.reversed() {
                let range = texts[index]
                guard range.upperBound > removed.lowerBound else { break }
                let lower = range.lowerBound <= removed.lowerBound ? range.lowerBound : range.lowerBound - removed.count
                texts[index] = lower..<(range.upperBound - removed.count)
            }
        }
    }

    /// Line breaks as a single newline.
    static func unixLines(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(Byte.carriageReturn) else { return text }
        var result: [UInt8] = []
        for (index, byte) in text.enumerated() {
            if byte == Byte.carriageReturn {
                if index + 1 < text.count, text[index + 1] == Byte.newline { continue }
                result.append(Byte.newline)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}

enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backslash = UInt8(ascii: "\\")
    static let slash = UInt8(ascii: "/")
    static let hash = UInt8(ascii: "#")
    static let backtick = UInt8(ascii: "`")
    static let open = UInt8(ascii: "(")
    static let close = UInt8(ascii: ")")

    /// Space, tab, vertical tab, form feed.
    static func isSpace(_ byte: UInt8) -> Bool { byte == space || byte == 9 || byte == 11 || byte == 12 }

    static func isBlank(_ byte: UInt8) -> Bool { byte == newline || isSpace(byte) }

    static func opens(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ";"): true
        default: false
        }
    }

    static func closes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"): true
        default: false
        }
    }
}
