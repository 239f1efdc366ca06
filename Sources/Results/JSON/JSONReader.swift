import Files

/// Reads a JSON text (RFC 8259) to a tree; no object has two members of one name.
package struct JSONReader {
    private var scanner: JSONScanner

    /// - Throws: a `JSONError` with the byte's position, for anything that is not one JSON value in UTF-8.
    package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONScanner.Failure> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(scanner: JSONScanner(buffer))
            do throws(JSONScanner.Failure) {
                let value = try reader.value()
                try reader.scanner.end()
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        do throws(JSONScanner.Failure) {
            return try result.get()
        } catch {
            throw JSONError(place: "byte \(error.place)", problem: error.problem)
        }
    }

    private mutating func value() throws(JSONScanner.Failure) -> JSONValue {
        switch scanner.next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try scanner.string())
        case UInt8(ascii: "t"):
            try scanner.word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.word("null")
            return .null
        default: return .number(try scanner.number())
        }
    }

    private mutating func object() throws(JSONScanner.Failure) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names = MemberNames()
        guard try scanner.begin(.object) else { return .object(members) }
        repeat {
            _ = scanner.next()
            let start = scanner.place
            let name = try scanner.name()
            if let repeated = names.insert(name, after: members) {
                throw scanner.failure("a second member '\(repeated.shortened)'", at: start)
            }
            members.append(.init(name: name, value: try value()))
        } while try scanner.more(in: .object)
        return .object(members)
    }

    private mutating func array() throws(JSONScanner.Failure) -> JSONValue {
        var elements: [JSONValue] = []
        guard try scanner.begin(.array) else { return .array(elements) }
        repeat { elements.append(try value()) } while try scanner.more(in: .array)
        return .array(elements)
    }
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
