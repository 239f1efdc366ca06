import Files

/// A value as JSON text with a digest of itself as its last member, so that damage to any of it is noticed.
///
/// The digest is the SHA-256 of the canonical text of the object without that member. Blank space between the parts counts for
/// nothing; everything else does, members that no type asks for too.
package enum SealedJSON {
    private static let name = "digest"

    /// - Precondition: the value's form is an object without a member 'digest'.
    /// - Throws: as `CanonicalJSON.text`.
    package static func text(_ value: some Encodable) throws -> [UInt8] {
        guard case .object(let members) = try CanonicalJSON.tree(of: value), !members.contains(where: { $0.name == name }) else {
            preconditionFailure("\(type(of: value)) has no form that can be sealed")
        }
        return sealed(members)
    }

    /// The text of an object with a digest that fits it, in place of the one that it may have.
    package static func sealed(_ members: [JSONValue.Member]) -> [UInt8] {
        let content = members.filter { $0.name != name }
        return JSONWriter.text(.object(content + [.init(name: name, value: .string(digest(of: content)))]))
    }

    /// Reads a value and verifies it.
    /// - Throws: a `JSONError` that says what is damaged.
    package static func decode<T: Decodable>(_ type: T.Type, from text: [UInt8]) throws -> T {
        try decode(type, from: try JSONReader.read(text))
    }

    static func decode<T: Decodable>(_ type: T.Type, from tree: JSONValue) throws -> T {
        guard case .object(var members) = tree else { throw JSONError(place: "", problem: "an object expected") }
        guard let place = members.firstIndex(where: { $0.name == name }) else {
            throw JSONError(place: "", problem: "no member '\(name)'")
        }
        guard members.remove(at: place).value == .string(digest(of: members)) else {
            throw JSONError(place: "", problem: "its digest does not fit its content")
        }
        return try CanonicalJSON.decode(type, from: .object(members))
    }

    private static func digest(of members: [JSONValue.Member]) -> String { SHA256.hex(of: JSONWriter.text(.object(members))) }
}
