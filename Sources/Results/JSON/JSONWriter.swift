/// Writes JSON in the project's one form: the same tree is always the same text, and a change of a value changes few lines.
///
/// * Two spaces of indentation; a line feed at the end.
/// * An object or array of scalars stands on one line where it fits into 132 columns. Longer arrays of scalars have five to a line
///   (a fixed number, so that a longer number moves no other), longer objects one member a line.
/// * Doubles have the fewest digits that read back as the same double; whole numbers below 2^53 have no point; minus zero is -0.0.
/// * What JSON cannot say is a string: "NaN" (whatever its payload), "Infinity", "-Infinity".
package struct JSONWriter {
    private var output: [UInt8] = []

    package static func text(_ value: JSONValue) -> [UInt8] { text(value, depth: 0) + [UInt8(ascii: "\n")] }

    /// The text of a value inside so many others, without a line feed at its end.
    static func text(_ value: JSONValue, depth: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value, depth: depth)
        return writer.output
    }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .array(let elements): write(elements, depth: depth)
        case .object(let members): write(members, depth: depth)
        default: write(scalar: value)
        }
    }

    private mutating func write(_ elements: [JSONValue], depth: Int) {
        if elements.isEmpty { return append("[]") }
        let isFlat = elements.allSatisfy(\.isScalar)
        if isFlat, onOneLine(depth: depth, { $0.writeInline(elements) }) { return }
        let perLine = isFlat ? 5 : 1
        append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            if index % perLine == 0 { breakLine(depth + 1) } else { append(" ") }
            write(element, depth: depth + 1)
        }
        breakLine(depth)
        append("]")
    }

    private mutating func write(_ members: [JSONValue.Member], depth: Int) {
        if members.isEmpty { return append("{}") }
        if members.allSatisfy(\.value.isScalar), onOneLine(depth: depth, { $0.writeInline(members) }) { return }
        append("{")
        for (index, member) in members.enumerated() {
            if index > 0 { append(",") }
            breakLine(depth + 1)
            write(string: member.name)
            append(": ")
            write(member.value, depth: depth + 1)
        }
        breakLine(depth)
        append("}")
    }

    private mutating func writeInline(_ elements: [JSONValue]) {
        append("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { append(", ") }
            write(scalar: element)
        }
        append("]")
    }

    private mutating func writeInline(_ members: [JSONValue.Member]) {
        append("{")
        for (index, member) in members.enumerated() {
            if index > 0 { append(", ") }
            write(string: member.name)
            append(": ")
            write(scalar: member.value)
        }
        append("}")
    }

    /// Writes and answers true, or writes nothing and answers false where the line would pass 132 columns.
    private mutating func onOneLine(depth: Int, _ write: (inout JSONWriter) -> Void) -> Bool {
        var line = JSONWriter()
        write(&line)
        guard 2 * depth + line.output.count <= 132 else { return false }
        output += line.output
        return true
    }

    private mutating func write(scalar: JSONValue) {
        switch scalar {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let value): write(number: value)
        case .string(let value): write(string: value)
        case .array, .object: preconditionFailure("\(scalar) is no scalar")
        }
    }

    private mutating func write(number value: Double) {
        if value.isNaN { return append("\"NaN\"") }
        if value.isInfinite { return append(value < 0 ? "\"-Infinity\"" : "\"Infinity\"") }
        if abs(value) < 0x1p53, !(value == 0 && value.sign == .minus), let whole = Int64(exactly: value) {
            return append(String(whole))
        }
        append(value.description)
    }

    private mutating func write(string: String) {
        append("\"")
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\t"): append("\\t")
            case UInt8(ascii: "\r"): append("\\r")
            case 0..<32: append("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))")
            default: output.append(byte)
            }
        }
        append("\"")
    }

    private mutating func breakLine(_ depth: Int) {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { append("  ") }
    }

    private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }
}
