import Networks

/// JSON with one member or element of a list a line.
enum JSON {
    /// On one line; the same value gives the same text.
    static func line(_ value: some Encodable) -> String { canonicalJSON(value) }

    /// A list whose elements stand on lines of their own.
    static func lines(_ values: [some Encodable]) -> String {
        values.isEmpty ? "[]" : "[\n" + values.map { "    \(line($0))" }.joined(separator: ",\n") + "\n  ]"
    }

    /// - Parameter members: names, and values as JSON.
    static func object(_ members: [(String, String)]) -> String {
        "{\n" + members.map { "  \(line($0)): \($1)" }.joined(separator: ",\n") + "\n}\n"
    }
}
