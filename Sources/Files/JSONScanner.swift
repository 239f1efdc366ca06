/// Goes through one JSON text (RFC 8259) from its start to its end, strictly and token by token, so that what comes twice is seen and
/// nothing is held that is not asked for.
///
/// Arrays and objects stand in 64 others at most.
package struct JSONScanner {
    /// Where the text is no JSON, or not what was asked for.
    package struct Failure: Error {
        /// "a string expected".
        package var problem: String
        /// Bytes from the start of the text.
        package var place: Int
    }

    /// What holds others.
    package enum List {
        case array
        case object

        var opening: UInt8 { self == .array ? UInt8(ascii: "[") : UInt8(ascii: "{") }
        var closing: UInt8 { self == .array ? UInt8(ascii: "]") : UInt8(ascii: "}") }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    package private(set) var place = 0
    private var depth = 0

    private static let deepest = 64

    package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// - Parameter place: nil: where the scanner is.
    package func failure(_ problem: String, at place: Int? = nil) -> Failure {
        Failure(problem: problem, place: place ?? self.place)
    }

    /// The first byte of what comes next, behind any blanks; 0 at the end.
    package mutating func next() -> UInt8 {
        while peek == 32 || peek == 10 || peek == 13 || peek == 9 { place += 1 }
        return peek
    }

    package mutating func end() throws(Failure) {
        _ = next()
        if place < bytes.count { throw failure("nothing more expected") }
    }

    /// Goes past the opening bracket, and past the closing one where nothing stands between them.
    /// - Returns: whether an element or a member follows.
    package mutating func begin(_ list: List) throws(Failure) -> Bool {
        guard next() == list.opening else { throw failure("'\(Character(UnicodeScalar(list.opening)))' expected") }
        if depth == Self.deepest { throw failure("nested too deeply") }
        place += 1
        guard next() == list.closing else {
            depth += 1
            return true
        }
        place += 1
        return false
    }

    /// Goes past the comma or the closing bracket behind an element or a member.
    /// - Returns: whether another follows.
    package mutating func more(in list: List) throws(Failure) -> Bool {
        let byte = next()
        guard byte == UInt8(ascii: ",") || byte == list.closing else {
            throw failure("a comma or '\(Character(UnicodeScalar(list.closing)))' expected")
        }
        place += 1
        if byte == list.closing { depth -= 1 }
        return byte != list.closing
    }

    /// A member's name, with its colon.
    package mutating func name() throws(Failure) -> String {
        let name = try string()
        guard next() == UInt8(ascii: ":") else { throw failure("a colon expected") }
        place += 1
        return name
    }

    /// Goes past the word.
    package mutating func word(_ text: StaticString) throws(Failure) {
        _ = next()
        for index in 0..<text.utf8CodeUnitCount {
            guard peek == text.utf8Start[index] else { throw failure("'\(text)' expected") }
            place += 1
        }
    }

    package mutating func number() throws(Failure) -> Double {
        _ = next()
        let start = place
        if peek == UInt8(ascii: "-") { place += 1 }
        let whole = place
        digits()
        let isWellFormed = place > whole && (bytes[whole] != UInt8(ascii: "0") || place == whole + 1)
        guard isWellFormed else { throw failure("a value expected") }
        if peek == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            digits()
            if place == fraction { throw failure("a digit expected") }
        }
        if peek | 0x20 == UInt8(ascii: "e") {
            place += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { place += 1 }
            let exponent = place
            digits()
            if place == exponent { throw failure("a digit expected") }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            let shown = text.count > 60 ? "\(text.prefix(57))..." : text
            throw failure("the number \(shown) is beyond a double")
        }
        return value
    }

    /// A whole number from 0, written as such: 3, but not 3.0, 3e0, -0 or 03.
    package mutating func count() throws(Failure) -> Int {
        _ = next()
        let start = place
        digits()
        let isWhole = peek != UInt8(ascii: ".") && peek | 0x20 != UInt8(ascii: "e")
        guard isWhole, place == start + 1 || place > start && bytes[start] != UInt8(ascii: "0") else {
            throw Failure(problem: "a whole number from 0 expected", place: start)
        }
        guard let number = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else {
            throw Failure(problem: "a number is too large", place: start)
        }
        return number
    }

    package mutating func string() throws(Failure) -> String {
        guard next() == UInt8(ascii: "\"") else { throw failure("a string expected") }
        place += 1
        let start = place
        skipPlain()
        var text = Array(bytes[start..<place])
        while peek != UInt8(ascii: "\"") {
            if place >= bytes.count { throw failure("a string is not closed") }
            guard peek == UInt8(ascii: "\\") else { throw failure("a control character in a string") }
            try escape(into: &text)
            let rest = place
            skipPlain()
            text += bytes[rest..<place]
        }
        place += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("a string is not UTF-8") }
        return string
    }

    /// Goes past a value of any kind.
    /// - Parameter check: called before each value; what it throws ends the reading.
    package mutating func skip(_ check: () throws -> Void) throws {
        try check()
        switch next() {
        case UInt8(ascii: "{"):
            guard try begin(.object) else { return }
            repeat {
                _ = try name()
                try skip(check)
            } while try more(in: .object)
        case UInt8(ascii: "["):
            guard try begin(.array) else { return }
            repeat { try skip(check) } while try more(in: .array)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: _ = try number()
        }
    }

    private mutating func digits() {
        while peek >= UInt8(ascii: "0"), peek <= UInt8(ascii: "9") { place += 1 }
    }

    /// Passes what stands for itself in a string.
    private mutating func skipPlain() {
        while place < bytes.count, peek >= 32, peek != UInt8(ascii: "\""), peek != UInt8(ascii: "\\") { place += 1 }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        place += 1
        let code = peek
        place += 1
        switch code {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(code)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if unit & 0xFC00 == 0xD800, peek == UInt8(ascii: "\\") {
                place += 1
                guard peek == UInt8(ascii: "u") else { throw failure("a low surrogate expected") }
                place += 1
                let low = try hexadecimal()
                guard low & 0xFC00 == 0xDC00 else { throw failure("a low surrogate expected") }
                unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = UnicodeScalar(unit) else { throw failure("a lone surrogate") }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw failure("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(peek)).hexDigitValue else { throw failure("a hexadecimal digit expected") }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }

    /// The byte at the place; zero behind the end.
    private var peek: UInt8 { place < bytes.count ? bytes[place] : 0 }
}
