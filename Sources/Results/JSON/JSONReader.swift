/// Reads a JSON text (RFC 8259) to a tree. Arrays and objects stand in 64 others at most; no object has two members of one name.
package struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    private static let deepest = 64

    /// - Throws: a `JSONError` with the byte's position, for anything that is not one JSON value in UTF-8.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            do throws(JSONError) {
                let value = try reader.value()
                reader.skipBlanks()
                if reader.position < buffer.count { throw reader.error("nothing more expected") }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipBlanks()
        switch peek {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names = MemberNames()
        try enter()
        skipBlanks()
        if peek == UInt8(ascii: "}") {
            leave()
            return .object([])
        }
        while true {
            skipBlanks()
            let start = position
            let name = try string()
            if let repeated = names.insert(name, after: members) {
                throw JSONError(place: "byte \(start)", problem: "a second member '\(repeated.shortened)'")
            }
            skipBlanks()
            guard peek == UInt8(ascii: ":") else { throw error("a colon expected") }
            position += 1
            members.append(.init(name: name, value: try value()))
            skipBlanks()
            if try isLast(UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        try enter()
        skipBlanks()
        if peek == UInt8(ascii: "]") {
            leave()
            return .array([])
        }
        while true {
            elements.append(try value())
            skipBlanks()
            if try isLast(UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        if depth > Self.deepest { throw error("nested too deeply") }
        position += 1
    }

    private mutating func leave() {
        depth -= 1
        position += 1
    }

    /// Passes a comma (false) or the closing bracket (true).
    private mutating func isLast(_ bracket: UInt8) throws(JSONError) -> Bool {
        if peek == UInt8(ascii: ",") {
            position += 1
            return false
        }
        guard peek == bracket else { throw error("a comma or '\(Character(UnicodeScalar(bracket)))' expected") }
        leave()
        return true
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            guard peek == text.utf8Start[index] else { throw error("'\(text)' expected") }
            position += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> Double {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let whole = position
        digits()
        let isWellFormed = position > whole && (bytes[whole] != UInt8(ascii: "0") || position == whole + 1)
        guard isWellFormed else { throw error("a value expected") }
        if peek == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            digits()
            if position == fraction { throw error("a digit expected") }
        }
        if peek | 0x20 == UInt8(ascii: "e") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            let exponent = position
            digits()
            if position == exponent { throw error("a digit expected") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw error("the number \(text.shortened) is beyond a double") }
        return value
    }

    private mutating func digits() {
        while peek >= UInt8(ascii: "0"), peek <= UInt8(ascii: "9") { position += 1 }
    }

    private mutating func string() throws(JSONError) -> String {
        guard peek == UInt8(ascii: "\"") else { throw error("a string expected") }
        position += 1
        let start = position
        skipPlain()
        var text = Array(bytes[start..<position])
        while peek != UInt8(ascii: "\"") {
            if position >= bytes.count { throw error("a string is not closed") }
            guard peek == UInt8(ascii: "\\") else { throw error("a control character in a string") }
            try escape(into: &text)
            let rest = position
            skipPlain()
            text += bytes[rest..<position]
        }
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw error("a string is not UTF-8") }
        return string
    }

    /// Passes what stands for itself in a string.
    private mutating func skipPlain() {
        while position < bytes.count, peek >= 32, peek != UInt8(ascii: "\""), peek != UInt8(ascii: "\\") { position += 1 }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        position += 1
        let code = peek
        position += 1
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
                position += 1
                guard peek == UInt8(ascii: "u") else { throw error("a low surrogate expected") }
                position += 1
                let low = try hexadecimal()
                guard low & 0xFC00 == 0xDC00 else { throw error("a low surrogate expected") }
                unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = UnicodeScalar(unit) else { throw error("a lone surrogate") }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(peek)).hexDigitValue else { throw error("a hexadecimal digit expected") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func skipBlanks() {
        while peek == 32 || peek == 10 || peek == 13 || peek == 9 { position += 1 }
    }

    /// The byte at the position; zero behind the end.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func error(_ problem: String) -> JSONError { JSONError(place: "byte \(position)", problem: problem) }
}

/// The names that an object has so far.
private struct MemberNames {
    /// Used from so many members on; below, a look at each is faster.
    private static let many = 12
    private var set: Set<String> = []

    /// The name where it is there already, else nil.
    mutating func insert(_ name: String, after members: [JSONValue.Member]) -> String? {
        if members.count < Self.many { return members.contains { $0.name == name } ? name : nil }
        if set.isEmpty { set = Set(members.map(\.name)) }
        return set.insert(name).inserted ? nil : name
    }
}
