import Files

/// The name of a result: the SHA-256 of everything that it depends on.
public struct CacheKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    /// The key of the inputs, whatever their order.
    ///
    /// Each name and value is preceded by its length in bytes, so no two lists of inputs read the same.
    /// - Precondition: no two inputs have one name.
    public init(_ inputs: [KeyInput]) {
        var text = "refigure key 1\n"
        for input in inputs.sortedByName {
            text += "\(input.name.utf8.count) \(input.name)\n\(input.value.utf8.count) \(input.value)\n"
        }
        hex = SHA256.hex(of: text)
    }

    /// Nil for anything but 64 lower-case hexadecimal digits.
    public init?(hex: String) {
        guard Self.isDigest(hex) else { return nil }
        self.hex = hex
    }

    public var description: String { hex }

    public static func < (a: CacheKey, b: CacheKey) -> Bool { a.hex < b.hex }

    /// The first 32 digits: enough to name a file.
    var short: String { String(hex.prefix(32)) }

    static func isDigest(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { ("0"..."9").contains(UnicodeScalar($0)) || ("a"..."f").contains(UnicodeScalar($0)) }
    }
}

extension CacheKey: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let key = CacheKey(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no key of 64 hexadecimal digits")
        }
        self = key
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
