/// The top-level declarations of a Swift file, by which names each is used, and which names it mentions.
///
/// Code runs only where something names it: a type by its name, a function or member by its own. What the compiler or the standard
/// library calls without a name in the source (initialisers, subscripts, operators, requirements of the standard library's protocols)
/// counts with its type. Where that cannot be told, a declaration counts as used.
struct SwiftParts {
    private(set) var parts: [SourcePart] = []
    private(set) var imports: Set<String> = []
    /// Every type that the file declares, at any depth. Other names for types are none: who uses the type need not know them.
    private(set) var types: Set<String> = []
    private let places: [SourceTokens.Place]

    /// - Returns: nil where brackets do not match, as where one declaration is cut in two by conditions of compilation.
    init?(_ tokens: SourceTokens) {
        places = tokens.places
        var depth = 0
        var start = 0
        for index in places.indices {
            if depth == 0, places[index].startsLine, index > start, begins(index) {
                add(start..<index)
                start = index
            }
            if case .sign(let sign) = places[index].token {
                if Self.opens(sign) { depth += 1 }
                if Self.closes(sign) { depth -= 1 }
                if depth < 0 { return nil }
            }
            if case .name(let keyword) = places[index].token, Self.typeKeywords.contains(keyword), let name = name(index + 1) {
                types.insert(name)
            }
        }
        if depth != 0 { return nil }
        if start < places.count { add(start..<places.count) }
    }

    /// The modules that a file imports whose declarations cannot be told apart: every name behind the word.
    static func imports(_ tokens: SourceTokens) -> Set<String> {
        Set(
            zip(tokens.places, tokens.places.dropFirst()).compactMap { word, next in
                if word.token == .name("import"), case .name(let module) = next.token { module } else { nil }
            })
    }

    private static let typeKeywords: Set = ["struct", "class", "enum", "actor", "protocol"]
    private static let modifiers: Set = [
        "public", "package", "internal", "open", "private", "fileprivate", "final", "static", "class", "indirect", "nonisolated",
        "mutating", "nonmutating", "override", "lazy", "weak", "unowned", "dynamic", "required", "convenience", "prefix", "postfix",
        "infix", "consuming", "borrowing", "isolated", "distributed",
    ]
    private static let declarations: Set = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "func", "let", "var", "extension", "import", "operator",
        "precedencegroup", "macro",
    ]
    /// Members that are called without being named.
    private static let unnamed: Set = [
        "init", "subscript", "deinit", "callAsFunction", "dynamicallyCall", "description", "debugDescription", "hash", "encode",
        "makeIterator",
        "next", "appendInterpolation", "appendLiteral", "CodingKeys", "rawValue", "allCases", "id", "errorDescription",
        "wrappedValue",
        "projectedValue", "hashValue", "stringValue", "intValue", "startIndex", "endIndex", "index", "formIndex", "customMirror",
        "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray", "buildFinalResult", "buildPartialBlock",
        "validate", "run", "main", "advanced", "distance",
    ]

    /// Whether a declaration begins with the token: a modifier, an attribute, a keyword, a condition of compilation.
    private func begins(_ index: Int) -> Bool {
        switch places[index].token {
        case .name(let name): Self.modifiers.contains(name) || Self.declarations.contains(name)
        case .sign(let sign): sign == UInt8(ascii: "@") || sign == Byte.hash
        }
    }

    private func name(_ index: Int) -> String? {
        guard places.indices.contains(index) else { return nil }
        var index = index
        if places[index].token == .sign(Byte.backtick), index + 1 < places.count { index += 1 }
        guard case .name(let name) = places[index].token else { return nil }
        return name
    }

    private func isSign(_ index: Int, _ sign: UInt8) -> Bool {
        places.indices.contains(index) && places[index].token == .sign(sign)
    }

    private static func opens(_ sign: UInt8) -> Bool {
        sign == UInt8(ascii: "{") || sign == Byte.open || sign == UInt8(ascii: "[")
    }

    private static func closes(_ sign: UInt8) -> Bool {
        sign == UInt8(ascii: "}") || sign == Byte.close || sign == UInt8(ascii: "]")
    }

    /// The place behind a bracket and what is in it.
    private func behindBracket(_ index: Int, end: Int) -> Int {
        var depth = 0
        var index = index
        repeat {
            if case .sign(let sign) = places[index].token { depth += Self.opens(sign) ? 1 : Self.closes(sign) ? -1 : 0 }
            index += 1
        } while depth > 0 && index < end
        return index
    }

    private mutating func add(_ range: Range<Int>) {
        var index = range.lowerBound
        var isPrivate = false
        // Attributes and modifiers.
        while index < range.upperBound {
            if isSign(index, UInt8(ascii: "@")) {
                index += 2
                while isSign(index, UInt8(ascii: ".")) { index += 2 }
                if isSign(index, Byte.open), places[index].isJoined { index = behindBracket(index, end: range.upperBound) }
            } else if let word = name(index), Self.modifiers.contains(word),
                word != "class" || name(index + 1).map(Self.declarations.contains) == true
            {
                if word == "private" || word == "fileprivate" { isPrivate = true }
                index += 1
                if isSign(index, Byte.open) { index = behindBracket(index, end: range.upperBound) }
            } else {
                break
            }
        }
        guard index < range.upperBound, let keyword = name(index), Self.declarations.contains(keyword) else {
            // A condition of compilation, an attribute in a line of its own before one.
            return append(.file, range)
        }
        if keyword == "import" {
            var word = index + 1
            if let kind = name(word), Self.declarations.contains(kind) { word += 1 }
            if let module = name(word) { imports.insert(module) }
            return
        }
        append(isPrivate ? .file : door(keyword, index + 1, end: range.upperBound), range)
    }

    private mutating func append(_ door: SourcePart.Door, _ range: Range<Int>) {
        parts.append(SourcePart(door: door, mentions: SourceTokens.names(places[range])))
    }

    private func door(_ keyword: String, _ index: Int, end: Int) -> SourcePart.Door {
        switch keyword {
        case "struct", "class", "enum", "actor", "protocol", "typealias", "func", "macro":
            return name(index).map { .names([$0]) } ?? .open
        case "let", "var":
            return variables(index, end: end).map { .names($0) } ?? .open
        case "extension":
            return extensionDoor(index, end: end)
        default:
            return .open
        }
    }

    /// The names that a `let` or `var` declares; nil where it declares several one after another.
    private func variables(_ index: Int, end: Int) -> Set<String>? {
        var names: Set<String> = []
        var index = index
        while index < end {
            if index > 0, places[index].startsLine, !names.isEmpty { break }
            switch places[index].token {
            case .name(let name): names.insert(name)
            case .sign(UInt8(ascii: ":")), .sign(UInt8(ascii: "=")), .sign(UInt8(ascii: "{")):
                return hasFurtherVariable(index, end: end) ? nil : names
            default: break
            }
            index += 1
        }
        return names.isEmpty ? nil : names
    }

    /// Whether a comma outside of brackets, on the declaration's own line, brings another variable.
    private func hasFurtherVariable(_ index: Int, end: Int) -> Bool {
        var depth = 0
        var index = index
        while index < end {
            if places[index].startsLine, depth == 0 { return false }
            if case .sign(let sign) = places[index].token {
                if Self.opens(sign) { depth += 1 }
                if Self.closes(sign) { depth -= 1 }
                if depth < 0 { return false }
                // Within <...> of a type a comma parts no variables; that is told as one that does, which is on the safe side.
                if depth == 0, sign == UInt8(ascii: ",") { return true }
            }
            index += 1
        }
        return false
    }

    private func extensionDoor(_ start: Int, end: Int) -> SourcePart.Door {
        var index = start
        /// The first name of "Outer.Inner": nobody has an inner type without the outer one. Nil for [Element] and the like.
        let type = name(index)
        if type != nil { index += 1 }
        var conforms = false
        var depth = 0
        while index < end, !(depth == 0 && isSign(index, UInt8(ascii: "{"))) {
            if depth == 0, name(index) == "where" {
                while index < end, !isSign(index, UInt8(ascii: "{")) { index += 1 }
                break
            }
            if case .sign(let sign) = places[index].token {
                if depth == 0, sign == UInt8(ascii: ":") { conforms = true }
                if Self.opens(sign) { depth += 1 }
                if Self.closes(sign) { depth -= 1 }
            }
            index += 1
        }
        let members = members(index, end: end)
        guard let type else { return conforms || members == nil ? .open : .anyMember(members ?? []) }
        return .members(of: type, conforms ? [] : members ?? [])
    }

    /// The names of the members between the braces; nil where one is called without its name.
    private func members(_ start: Int, end: Int) -> Set<String>? {
        var names: Set<String> = []
        var depth = 0
        for index in start..<end {
            if case .sign(let sign) = places[index].token {
                if Self.opens(sign) { depth += 1 }
                if Self.closes(sign) { depth -= 1 }
                continue
            }
            guard depth == 1, !isSign(index - 1, UInt8(ascii: ".")), case .name(let keyword) = places[index].token else { continue }
            switch keyword {
            case "func", "struct", "enum", "actor", "protocol", "typealias", "case", "associatedtype", "macro":
                guard let name = name(index + 1), !Self.unnamed.contains(name) else { return nil }
                names.insert(name)
            case "class":
                guard let name = name(index + 1) else { return nil }
                if !Self.declarations.contains(name), !Self.modifiers.contains(name) { names.insert(name) }
            case "let", "var":
                guard let variables = variables(index + 1, end: end), variables.isDisjoint(with: Self.unnamed) else { return nil }
                names.formUnion(variables)
            case "init", "subscript":
                return nil
            default: break
            }
        }
        return names.isEmpty ? nil : names
    }
}
