/// Any `Codable` value as JSON text in the project's one form: members in the order in which the type declares them, dictionaries
/// by key, every double with the digits that bring it back; see `JSONWriter` for the layout.
///
/// Numbers that JSON cannot say are the strings "NaN", "Infinity" and "-Infinity", and read back from them.
public enum CanonicalJSON {
    /// The text of the value, with a line feed at its end.
    /// - Throws: `EncodingError` for a whole number of 2^53 or more.
    public static func text(_ value: some Encodable) throws -> [UInt8] { JSONWriter.text(try tree(of: value)) }

    /// Reads a value from a text.
    /// - Throws: an error that names the place ("panels[0].series[2].id: a string expected").
    public static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try decode(type, from: try JSONReader.read(bytes))
    }

    static func tree(of value: some Encodable) throws -> JSONValue {
        let node = TreeEncoder.Node()
        try node.encode(value, path: [])
        return node.tree
    }

    static func decode<T: Decodable>(_ type: T.Type, from tree: JSONValue) throws -> T {
        do {
            return try TreeDecoder(value: tree, codingPath: []).decode(type)
        } catch let error as DecodingError {
            throw JSONError(error)
        }
    }
}

extension JSONError {
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context): self.init(context.codingPath, "no member '\(key.stringValue)'")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(context.codingPath, context.debugDescription)
        @unknown default: self.init([], "\(error)")
        }
    }

    private init(_ path: [any CodingKey], _ problem: String) {
        var place = ""
        for key in path {
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        self.init(place: place, problem: problem)
    }
}

/// The key of an element in an array.
struct IndexKey: CodingKey {
    var index: Int

    init(_ index: Int) { self.index = index }
    init?(intValue: Int) { index = intValue }
    init?(stringValue: String) { nil }

    var intValue: Int? { index }
    var stringValue: String { "[\(index)]" }
}
