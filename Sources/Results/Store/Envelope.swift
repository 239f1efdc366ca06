import Files

/// A JSON file that says what its content was made from and notices damage to any of its bytes:
/// {"format", "key", "inputs", "digest", and the content under a name of its own}.
///
/// The digest is the SHA-256 of the content's text as it stands in the file; all before it follows from the inputs and the digest,
/// so reading writes that part anew and compares.
package struct Envelope: Sendable, Equatable {
    /// Sorted by name.
    package let inputs: [KeyInput]
    package let key: CacheKey
    let digest: String
    /// The whole file.
    package let text: [UInt8]

    private static let format = 1
    private static let end = Array("\n}\n".utf8)

    package init(inputs: [KeyInput], name: String, content: JSONValue) {
        let body = JSONWriter.text(content, depth: 1)
        self.inputs = inputs.sortedByName
        key = CacheKey(inputs)
        digest = SHA256.hex(of: body)
        text = Self.head(inputs: self.inputs, key: key, digest: digest, name: name) + body + Self.end
    }

    package init(inputs: [KeyInput], name: String, of value: some Encodable) throws {
        self.init(inputs: inputs, name: name, content: try CanonicalJSON.tree(of: value))
    }

    /// Reads and verifies a file's text, and what its content says.
    /// - Throws: a `JSONError` that says what is damaged.
    package static func open<Value: Decodable>(
        _ text: [UInt8], name: String, as type: Value.Type
    ) throws -> (envelope: Envelope, value: Value) {
        let (envelope, content) = try open(text, name: name)
        return (envelope, try CanonicalJSON.decode(type, from: content))
    }

    /// Reads and verifies a file's text.
    /// - Throws: a `JSONError` that says what is damaged.
    package static func open(_ text: [UInt8], name: String) throws -> (envelope: Envelope, content: JSONValue) {
        let file = try JSONReader.read(text)
        guard case .object(let members) = file else { throw JSONError(place: "", problem: "an object expected") }
        func member(_ name: String) throws -> JSONValue {
            guard let found = members.first(where: { $0.name == name }) else {
                throw JSONError(place: "", problem: "no member '\(name)'")
            }
            return found.value
        }
        let format = try CanonicalJSON.decode(Int.self, from: member("format"))
        guard format == Self.format else { throw JSONError(place: "format", problem: "\(format) is not the format \(Self.format)") }
        let inputs = try CanonicalJSON.decode([KeyInput].self, from: member("inputs"))
        guard Set(inputs.map(\.name)).count == inputs.count else { throw JSONError(place: "inputs", problem: "two have one name") }
        let digest = try CanonicalJSON.decode(String.self, from: member("digest"))
        let content = try member(name)
        let envelope = Envelope(inputs: inputs, digest: digest, text: text)
        let head = head(inputs: envelope.inputs, key: envelope.key, digest: digest, name: name)
        guard text.starts(with: head), text.suffix(end.count).elementsEqual(end), text.count >= head.count + end.count,
            SHA256.hex(of: text[head.count..<(text.count - end.count)]) == digest
        else { throw JSONError(place: "", problem: "its digest does not fit its content") }
        return (envelope, content)
    }

    private init(inputs: [KeyInput], digest: String, text: [UInt8]) {
        self.inputs = inputs.sortedByName
        key = CacheKey(inputs)
        self.digest = digest
        self.text = text
    }

    private static func head(inputs: [KeyInput], key: CacheKey, digest: String, name: String) -> [UInt8] {
        let members: [JSONValue.Member] = [
            .init(name: "format", value: .number(Double(format))),
            .init(name: "key", value: .string(key.hex)),
            .init(
                name: "inputs",
                value: .array(
                    inputs.map {
                        .object([.init(name: "name", value: .string($0.name)), .init(name: "value", value: .string($0.value))])
                    })),
            .init(name: "digest", value: .string(digest)),
        ]
        return JSONWriter.text(.object(members)).dropLast(end.count) + Array(",\n  \"\(name)\": ".utf8)
    }
}
