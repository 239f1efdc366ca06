/// Goes through JSON text (RFC 8259) from its start to its end, strictly, member by member, so that what comes twice is seen and
/// nothing is held that is not asked for.
struct JSONScanner {
    /// Where the text is no JSON, or not what was asked for.
    struct Failure: Error {
        /// "a text was expected".
        var problem: String
        /// Bytes from the start of the text.
        var place: Int
    }

    private let text: [UInt8]
    private(set) var place = 0
    private let check: () throws -> Void
    private var values = 0

    /// Deeper nesting is refused; serde_json has the same limit.
    private static let deepest = 128

    /// - Parameter check: called every thousand values; what it throws ends the reading.
    init(_ text: [UInt8], check: @escaping () throws -> Void = {}) {
        self.text = text
        self.check = check
    }

    func failure(_ problem: String) -> Failure { Failure(problem: problem, place: place) }

    /// - Throws: a `Failure` where anything but blanks follows.
    mutating func end() throws {
        skipBlanks()
        if place < text.count { throw failure("the end was expected") }
    }

    /// - Parameter member: called behind each name and its colon, and goes past the value.
    mutating func object(_ member: (inout JSONScanner, String) throws -> Void) throws {
        try list(from: "{", to: "}") { scanner in
            scanner.skipBlanks()
            let name = try scanner.string()
            try scanner.expect(":")
            try member(&scanner, name)
        }
    }

    /// - Parameter element: called before each element, and goes past it.
    mutating func array(_ element: (inout JSONScanner) throws -> Void) throws { try list(from: "[", to: "]", element) }

    private mutating func list(
        from start: Unicode.Scalar, to end: Unicode.Scalar, _ element: (inout JSONScanner) throws -> Void
    ) throws {
        try expect(start)
        if take(end) { return }
        repeat {
            values += 1
            if values % 1000 == 0 { try check() }
            try element(&self)
        } while take(",")
        try expect(end)
    }

    mutating func string() throws -> String {
        guard take("\"") else { throw failure("a text in quotes was expected") }
        var bytes: [UInt8] = []
        while place < text.count {
            let byte = text[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: bytes, as: UTF8.self) else { throw failure("a text is no UTF-8") }
                return string
            case UInt8(ascii: "\\"): try bytes.append(contentsOf: escape().utf8)
            case 0..<0x20: throw failure("a text has a control character")
            default: bytes.append(byte)
            }
        }
        throw failure("a text has no closing quote")
    }

    /// What stands behind a backslash.
    private mutating func escape() throws -> String {
        guard place < text.count else { throw failure("a text has no closing quote") }
        place += 1
        switch text[place - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            var units = [unit]
            if UTF16.isLeadSurrogate(unit), place + 1 < text.count, text[place] == UInt8(ascii: "\\"),
                text[place + 1] == UInt8(ascii: "u")
            {
                place += 2
                units.append(try codeUnit())
            }
            guard let string = String(validating: units, as: UTF16.self) else { throw failure("a text has half a character") }
            return string
        default: throw failure("a text has an unknown escape")
        }
    }

    private mutating func codeUnit() throws -> UInt16 {
        guard place + 4 <= text.count, text[place..<place + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: text[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits were expected") }
        place += 4
        return unit
    }

    /// A whole number from 0, written as such: 3, but not 3.0, 3e0, -0 or 03.
    mutating func count() throws -> Int {
        skipBlanks()
        let start = place
        while place < text.count, isDigit(text[place]) { place += 1 }
        let digits = text[start..<place]
        let isWhole = place == text.count || ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(text[place])
        guard isWhole, digits.count == 1 || digits.count > 1 && digits.first != UInt8(ascii: "0") else {
            place = start
            throw failure("a whole number from 0 was expected")
        }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
            place = start
            throw failure("a number is too large")
        }
        return number
    }

    /// Goes past the word if it is next.
    mutating func take(word: String) -> Bool {
        skipBlanks()
        guard text[place...].starts(with: word.utf8) else { return false }
        place += word.utf8.count
        return true
    }

    /// Goes past a value of any kind.
    mutating func skip(depth: Int = 0) throws {
        guard depth < Self.deepest else { throw failure("values are nested deeper than \(Self.deepest)") }
        skipBlanks()
        switch place < text.count ? text[place] : 0 {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"): try object { scanner, _ in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "["): try array { try $0.skip(depth: depth + 1) }
        case UInt8(ascii: "t") where take(word: "true"), UInt8(ascii: "f") where take(word: "false"),
            UInt8(ascii: "n") where take(word: "null"):
            break
        default: try skipNumber()
        }
    }

    private mutating func skipNumber() throws {
        let start = place
        _ = take("-")
        let digits = place
        while place < text.count, isDigit(text[place]) || "+-.eE".utf8.contains(text[place]) { place += 1 }
        let number = text[digits..<place]
        let isLong = number.count > 1 && number.first == UInt8(ascii: "0") && isDigit(number[digits + 1])
        guard number.first.map(isDigit) == true, number.last.map(isDigit) == true, !isLong,
            Double(String(decoding: number, as: UTF8.self)) != nil
        else {
            place = start
            throw failure("a value was expected")
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private mutating func skipBlanks() {
        while place < text.count, case let byte = text[place], byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
            place += 1
        }
    }

    /// Goes past the character if it is next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard take(character) else { throw failure("\(character) was expected") }
    }
}
