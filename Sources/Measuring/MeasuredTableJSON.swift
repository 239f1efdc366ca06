extension MeasuredTable {
    /// The whole measurement as JSON, a row a line. Every column has an entry that says what it is and in which unit; what has no value
    /// is null.
    public var json: String { json(of: nil) }

    /// The same, headed by where it comes from.
    public func json(of origin: MeasuredOrigin?) -> String {
        typealias JSON = JSONText
        var members: [(String, String)] = []
        if let origin {
            members += [
                ("refigure", JSON.string(origin.version)), ("command", JSON.string(origin.command)),
                (
                    "inputs",
                    JSON.lines(
                        origin.inputs.map { JSON.object([("file", JSON.string($0.file)), ("sha256", JSON.string($0.digest))]) })
                ),
            ]
        }
        let measured = unitsByLayer.isEmpty ? String(units) : JSON.array(unitsByLayer.map(String.init))
        members += [
            ("measure", JSON.string(measure.rawValue)), ("source", JSON.string(measure.source)),
            ("activations", JSON.array(activations.map(JSON.string))), ("labels", labels.map(JSON.string) ?? "null"),
            ("samples", String(samples)), ("measured_units", measured),
            ("settings", JSON.object(settings.map { ($0.name, JSON.string($0.value)) })),
            ("values", JSON.object(values.map { ($0.id, MeasuredTable.Cell.number($0.number).json) })),
        ]
        members.append(
            (
                "columns",
                JSON.lines(
                    columns.map { column in
                        JSON.object([
                            ("id", JSON.string(column.id)), ("quantity", JSON.string(column.quantity)),
                            ("unit", column.unit.map(JSON.string) ?? "null"),
                        ])
                    })
            ))
        members.append(
            ("rows", JSON.lines(rows.map { row in JSON.object(zip(columns, row).map { ($0.id, $1.json) }) })))
        members.append(("notes", JSON.lines(notes.map(JSON.string))))
        return "{\n" + members.map { "  \(JSON.string($0)): \($1)" }.joined(separator: ",\n") + "\n}\n"
    }
}

extension MeasuredTable.Cell {
    fileprivate var json: String {
        switch self {
        case .none: "null"
        case .number(let value) where !value.isFinite: "null"
        case .integer, .number: exact
        case .text(let text): JSONText.string(text)
        case .units(let units): JSONText.array(units.map(String.init))
        }
    }
}

/// The few forms of JSON that a measurement has.
private enum JSONText {
    static func string(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case let control where control.value < 32:
                output += "\\u00\(control.value < 16 ? "0" : "")\(String(control.value, radix: 16))"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }

    static func array(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

    static func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\(string($0)): \($1)" }.joined(separator: ", "))}"
    }

    /// An array with an element a line.
    static func lines(_ elements: [String]) -> String {
        elements.isEmpty ? "[]" : "[\n" + elements.map { "    \($0)" }.joined(separator: ",\n") + "\n  ]"
    }
}
