/// A value as Python writes it in its source: what the header of a .npy file is made of.
enum PythonLiteral: Equatable {
    case text(String)
    case bool(Bool)
    case integer(Int)
    /// A tuple or a list.
    case sequence([PythonLiteral])
    case dictionary([String: PythonLiteral])
    case none

    /// nil where the text is no such value, or one nested deeper than 16.
    init?(_ text: some Sequence<UInt8>) {
        var parser = Parser(text: Array(text))
        guard let value = parser.value(depth: 0) else { return nil }
        parser.skipBlanks()
        guard parser.position == parser.text.count else { return nil }
        self = value
    }

    private struct Parser {
        let text: [UInt8]
        var position = 0

        mutating func skipBlanks() {
            while position < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[position]) { position += 1 }
        }

        /// Goes past the character if it is next.
        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func value(depth: Int) -> PythonLiteral? {
            guard depth < 16 else { return nil }
            skipBlanks()
            guard position < text.count else { return nil }
            switch text[position] {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted().map { .text($0) }
            case UInt8(ascii: "("): return sequence(end: ")", depth: depth)
            case UInt8(ascii: "["): return sequence(end: "]", depth: depth)
            case UInt8(ascii: "{"): return dictionary(depth: depth)
            default: return word()
            }
        }

        private mutating func quoted() -> String? {
            let quote = text[position]
            var characters: [UInt8] = []
            position += 1
            while position < text.count, text[position] != quote {
                // No name that is asked for has a character that Python escapes; the one after the bar is taken as it stands.
                if text[position] == UInt8(ascii: "\\") { position += 1 }
                guard position < text.count else { return nil }
                characters.append(text[position])
                position += 1
            }
            guard position < text.count else { return nil }
            position += 1
            return String(decoding: characters, as: UTF8.self)
        }

        private mutating func sequence(end: Unicode.Scalar, depth: Int) -> PythonLiteral? {
            position += 1
            var values: [PythonLiteral] = []
            while !take(end) {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
                if take(",") { continue }
                guard take(end) else { return nil }
                break
            }
            return .sequence(values)
        }

        private mutating func dictionary(depth: Int) -> PythonLiteral? {
            position += 1
            var values: [String: PythonLiteral] = [:]
            while !take("}") {
                guard case .text(let key)? = value(depth: depth + 1), take(":"), let value = value(depth: depth + 1),
                    values.updateValue(value, forKey: key) == nil
                else { return nil }
                if take(",") { continue }
                guard take("}") else { return nil }
                break
            }
            return .dictionary(values)
        }

        private mutating func word() -> PythonLiteral? {
            let start = position
            while position < text.count, let character = Unicode.Scalar(UInt32(text[position])),
                ("0"..."9").contains(character) || ("a"..."z").contains(character) || ("A"..."Z").contains(character)
                    || character == "-"
            {
                position += 1
            }
            switch String(decoding: text[start..<position], as: UTF8.self) {
            case "True": return .bool(true)
            case "False": return .bool(false)
            case "None": return PythonLiteral.none
            // Python 2 wrote its long integers with an L.
            case let word: return Int(word.hasSuffix("L") ? String(word.dropLast()) : word).map { .integer($0) }
            }
        }
    }
}
