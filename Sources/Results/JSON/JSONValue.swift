/// A JSON text as a tree. Objects keep the order of their members.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Equatable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}

/// What is wrong with a JSON text, and where: "values[3]: a number expected", "byte 17: a comma expected".
package struct JSONError: Error, Equatable, CustomStringConvertible {
    var place: String
    var problem: String

    package var description: String { place.isEmpty ? problem : "\(place): \(problem)" }
}
