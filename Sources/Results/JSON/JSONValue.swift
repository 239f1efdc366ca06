/// A JSON text as a tree. Objects keep the order of their members.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    struct Member: Equatable, Sendable {
        var name: String
        var value: JSONValue
    }

    var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}

/// What is wrong with a JSON text, and where: "values[3]: a number expected", "byte 17: a comma expected".
struct JSONError: Error, Equatable, CustomStringConvertible {
    var place: String
    var problem: String

    var description: String { place.isEmpty ? problem : "\(place): \(problem)" }
}
