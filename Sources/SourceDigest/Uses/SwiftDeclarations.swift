/// How Swift's declarations are told in its tokens.
extension SourceTokens {
    static let modifiers: Set = [
        "public", "package", "internal", "open", "private", "fileprivate", "final", "static", "class", "indirect", "nonisolated",
        "mutating", "nonmutating", "override", "lazy", "weak", "unowned", "dynamic", "required", "convenience", "prefix", "postfix",
        "infix", "consuming", "borrowing", "isolated", "distributed",
    ]
    static let declarations: Set = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "func", "let", "var", "extension", "import", "operator",
        "precedencegroup", "macro",
    ]
    /// Members that are called without being named.
    static let unnamed: Set = [
        "init", "subscript", "deinit", "callAsFunction", "dynamicallyCall", "description", "debugDescription", "hash", "encode",
        "makeIterator",
        "next", "appendInterpolation", "appendLiteral", "CodingKeys", "rawValue", "allCases", "id", "errorDescription",
        "wrappedValue",
        "projectedValue", "hashValue", "stringValue", "intValue", "startIndex", "endIndex", "index", "formIndex", "customMirror",
        "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray", "buildFinalResult", "buildPartialBlock",
        "validate", "run", "main", "advanced", "distance",
    ]

    /// Whether a declaration begins with the token: a modifier, an attribute, a keyword, a condition of compilation.
    func begins(_ index: Int) -> Bool {
        switch places[index].token {
        case .name(let name): Self.modifiers.contains(name) || Self.declarations.contains(name)
        case .sign(let sign): sign == UInt8(ascii: "@") || sign == Byte.hash
        }
    }

    /// The name at the place, backticks aside; nil where there is none.
    func name(_ index: Int) -> String? {
        guard places.indices.contains(index) else { return nil }
        var index = index
        if places[index].token == .sign(Byte.backtick), index + 1 < places.count { index += 1 }
        guard case .name(let name) = places[index].token else { return nil }
        return name
    }

    func isSign(_ index: Int, _ sign: UInt8) -> Bool {
        places.indices.contains(index) && places[index].token == .sign(sign)
    }

    /// 1 for a bracket that opens, -1 for one that closes, else 0.
    func turn(_ index: Int) -> Int {
        guard case .sign(let sign) = places[index].token else { return 0 }
        return Byte.openers.contains(sign) ? 1 : Byte.closers.contains(sign) ? -1 : 0
    }

    /// The place behind a bracket and what is in it.
    func behindBracket(_ index: Int, end: Int) -> Int {
        var depth = 0
        var index = index
        repeat {
            depth += turn(index)
            index += 1
        } while depth > 0 && index < end
        return index
    }

    /// Attributes and modifiers at the start of a declaration.
    /// - Returns: the place of the keyword behind them (nil: there is none) and the modifiers' words, "@" for an attribute.
    func modifiers(_ range: Range<Int>) -> (keyword: Int?, words: Set<String>) {
        var index = range.lowerBound
        var words: Set<String> = []
        while index < range.upperBound {
            if isSign(index, UInt8(ascii: "@")) {
                words.insert("@")
                index += 2
                while isSign(index, UInt8(ascii: ".")) { index += 2 }
                if isSign(index, Byte.open), places[index].isJoined { index = behindBracket(index, end: range.upperBound) }
            } else if let word = name(index), Self.modifiers.contains(word),
                word != "class" || name(index + 1).map(Self.declarations.contains) == true
            {
                words.insert(word)
                index += 1
                if isSign(index, Byte.open) { index = behindBracket(index, end: range.upperBound) }
            } else {
                break
            }
        }
        return (index < range.upperBound ? index : nil, words)
    }

    /// The names that a `let` or `var` declares; nil where it declares several one after another.
    func variables(_ start: Int, end: Int) -> Set<String>? {
        var names: Set<String> = []
        for index in start..<max(start, end) {
            if places[index].startsLine, !names.isEmpty { break }
            switch places[index].token {
            case .name(let name): names.insert(name)
            case .sign(UInt8(ascii: ":")), .sign(UInt8(ascii: "=")), .sign(UInt8(ascii: "{")):
                return hasFurtherVariable(index, end: end) ? nil : names
            default: break
            }
        }
        return names.isEmpty ? nil : names
    }

    /// Whether a comma outside of brackets, on the declaration's own line, brings another variable.
    private func hasFurtherVariable(_ start: Int, end: Int) -> Bool {
        var depth = 0
        for index in start..<end {
            if places[index].startsLine, depth == 0 { return false }
            depth += turn(index)
            if depth < 0 { return false }
            // Within <...> of a type a comma parts no variables; that is told as one that does, which is on the safe side.
            if depth == 0, isSign(index, UInt8(ascii: ",")) { return true }
        }
        return false
    }

    /// The names of the members between the braces; nil where one is called without its name.
    func members(_ start: Int, end: Int) -> Set<String>? {
        var names: Set<String> = []
        var depth = 0
        for index in start..<max(start, end) {
            let turn = turn(index)
            depth += turn
            guard turn == 0, depth == 1, !isSign(index - 1, UInt8(ascii: ".")), case .name(let keyword) = places[index].token else {
                continue
            }
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

    /// The places of the names that stand behind `func`, `var` and `associatedtype` between the braces.
    func declaredNames(behind brace: Int, _ range: Range<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var depth = 0
        for index in brace..<max(brace, range.upperBound) {
            depth += turn(index)
            if depth == 1, case .name(let word) = places[index].token, ["func", "var", "associatedtype"].contains(word),
                index + 1 < range.upperBound
            {
                found.insert(index + 1)
            }
        }
        return found
    }
}

extension Byte {
    static let openers: Set = [UInt8(ascii: "{"), open, UInt8(ascii: "[")]
    static let closers: Set = [UInt8(ascii: "}"), close, UInt8(ascii: "]")]
}
