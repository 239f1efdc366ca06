/// A C file as one part: used where one of the names is mentioned that it declares. One that puts names together by its macros declares
/// what no reader of it can tell, so it is always used.
enum CPart {
    static func of(_ tokens: SourceTokens) -> SourcePart {
        let declared = pastesNames(tokens.places) ? [] : declared(tokens.places)
        return SourcePart(
            door: declared.isEmpty ? .open : .names(declared), mentions: SourceTokens.names(tokens.places[...]),
            digest: tokens.digest([tokens.places.indices]))
    }

    private static func pastesNames(_ places: [SourceTokens.Place]) -> Bool {
        zip(places, places.dropFirst()).contains { $0.token == .sign(Byte.hash) && $1.token == .sign(Byte.hash) }
    }

    /// Functions, variables, macros, what stands in the parentheses of a macro that is a declaration by itself, and all that stands within a type's definition.
    private static func declared(_ places: [SourceTokens.Place]) -> Set<String> {
        var names: Set<String> = []
        var braces = 0
        var brackets = 0
        var statement: [SourceTokens.Token] = []
        var isDirective = false
        var isType = false
        var isMacro = false
        for (index, place) in places.enumerated() {
            if place.startsLine {
                isDirective = place.token == .sign(Byte.hash)
                if isDirective, index + 2 < places.count, places[index + 1].token == .name("define"),
                    case .name(let macro) = places[index + 2].token
                {
                    names.insert(macro)
                }
            }
            if isDirective { continue }
            switch place.token {
            case .name(let name):
                if braces == 0, brackets == 0 {
                    if ["typedef", "struct", "enum", "union"].contains(name) { isType = true }
                    statement.append(place.token)
                } else if isType || isMacro {
                    names.insert(name)
                }
                if isType { names.insert(name) }
            case .sign(let sign):
                let before = statement.last
                switch sign {
                case UInt8(ascii: "{"): braces += 1
                case UInt8(ascii: "}"):
                    braces -= 1
                    // The end of a function; a type's goes on to its semicolon.
                    if braces == 0, !isType { statement = [] }
                case Byte.open, UInt8(ascii: "["), UInt8(ascii: "="):
                    if braces == 0, brackets == 0, statement.count > 1, case .name(let name)? = before { names.insert(name) }
                    if braces == 0, brackets == 0, sign == Byte.open, statement.count == 1 { isMacro = true }
                    if sign != UInt8(ascii: "=") { brackets += 1 }
                case Byte.close, UInt8(ascii: "]"):
                    brackets -= 1
                    if isMacro, brackets == 0 {
                        isMacro = false
                        statement = []
                    }
                case UInt8(ascii: ";"):
                    if braces == 0, brackets == 0 {
                        if case .name(let name)? = before { names.insert(name) }
                        statement = []
                        isType = false
                    }
                default: break
                }
            }
        }
        return names.subtracting(words)
    }

    private static let words: Set = [
        "typedef", "struct", "enum", "union", "static", "inline", "const", "void", "float", "double", "int", "char", "unsigned",
        "signed",
        "long", "short", "size_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "int8_t", "int16_t", "int32_t", "int64_t",
        "extern",
        "__attribute__", "restrict", "volatile", "register", "if", "else", "for", "while", "do", "switch", "case", "default",
        "return",
        "sizeof", "bool",
    ]
}
