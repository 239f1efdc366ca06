/// The declarations of a Swift file, at the top level and in the types there, by which names each is used, and which names it mentions.
///
/// Code runs only where something names it: a type by its name, a function or member by its own. What the compiler or the standard
/// library calls without a name in the source (initialisers, subscripts, operators, requirements of the standard library's protocols)
/// counts with its type. Where that cannot be told, a declaration counts as used.
struct SwiftParts {
    private(set) var parts: [SourcePart] = []
    private(set) var imports: Set<String> = []
    /// Every type that the file declares, at any depth. Other names for types are none: who uses the type need not know them.
    private(set) var types: Set<String> = []
    /// What the types at the top level inherit and conform to, as their declarations and extensions say.
    private(set) var conformances: [String: Set<String>] = [:]
    private let tokens: SourceTokens
    private var places: [SourceTokens.Place] { tokens.places }

    /// - Returns: nil where brackets do not match, as where one declaration is cut in two by conditions of compilation.
    init?(_ tokens: SourceTokens) {
        self.tokens = tokens
        let places = tokens.places
        var depth = 0
        var start = 0
        for index in places.indices {
            if depth == 0, places[index].startsLine, index > start, tokens.begins(index) {
                add(start..<index)
                start = index
            }
            if case .sign(let sign) = places[index].token {
                if Byte.openers.contains(sign) { depth += 1 }
                if Byte.closers.contains(sign) { depth -= 1 }
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
    private func name(_ index: Int) -> String? { tokens.name(index) }

    private func isSign(_ index: Int, _ sign: UInt8) -> Bool { tokens.isSign(index, sign) }

    private mutating func add(_ range: Range<Int>) {
        let (index, words) = tokens.modifiers(range)
        guard let index, let keyword = name(index), SourceTokens.declarations.contains(keyword) else {
            // A condition of compilation, an attribute in a line of its own before one.
            return append(.file, [range])
        }
        let isPrivate = !words.isDisjoint(with: ["private", "fileprivate"])
        switch keyword {
        case "import":
            var word = index + 1
            if let kind = name(word), SourceTokens.declarations.contains(kind) { word += 1 }
            if let module = name(word) { imports.insert(module) }
            // What it brings into sight counts with the file.
            parts.append(SourcePart(door: .file, mentions: [], digest: tokens.digest([range])))
        case "extension": addExtension(index + 1, range)
        case "struct", "class", "enum", "actor", "protocol": addType(keyword, index + 1, range, isPrivate: isPrivate)
        default:
            append(door(keyword, index + 1, end: range.upperBound, isPrivate: isPrivate), [range])
        }
    }

    private mutating func append(_ door: SourcePart.Door, _ ranges: [Range<Int>], except hidden: Set<Int> = []) {
        let names = ranges.reduce(into: Set<String>()) { names, range in
            var start = range.lowerBound
            for place in hidden.filter(range.contains).sorted() {
                names.formUnion(SourceTokens.names(places[start..<place]))
                start = place + 1
            }
            names.formUnion(SourceTokens.names(places[start..<range.upperBound]))
        }
        parts.append(SourcePart(door: door, mentions: names, digest: tokens.digest(ranges)))
    }

    private func door(_ keyword: String, _ index: Int, end: Int, isPrivate: Bool) -> SourcePart.Door {
        let names: Set<String>? =
            switch keyword {
            case "typealias", "func", "macro": name(index).map { [$0] }
            case "let", "var": tokens.variables(index, end: end)
            default: nil
            }
        guard let names else { return isPrivate ? .file : .open }
        return isPrivate ? .local(names) : .names(names)
    }

    private mutating func addType(_ keyword: String, _ index: Int, _ range: Range<Int>, isPrivate: Bool) {
        guard let type = name(index) else { return append(.open, [range]) }
        let brace = inheritance(index + 1, range, of: type).brace
        if keyword == "protocol" {
            // That a requirement stands here is no call of it.
            return append(.names([type]), [range], except: tokens.declaredNames(behind: brace, range))
        }
        let split = SwiftMembers(tokens, brace: brace, range)
        append(isPrivate ? .local([type]) : .names([type]), split?.own ?? [range])
        for member in split?.members ?? [] { append(.members(of: type, member.names), [member.range]) }
    }

    /// Notes what the type inherits.
    /// - Parameter index: behind the type's name.
    /// - Returns: the place of the brace that opens the body, or the end; whether there is a colon before it.
    private mutating func inheritance(_ index: Int, _ range: Range<Int>, of type: String?) -> (brace: Int, conforms: Bool) {
        var index = index
        var inherited: Set<String>?
        var depth = 0
        while index < range.upperBound, !(depth == 0 && isSign(index, UInt8(ascii: "{"))) {
            if depth == 0, name(index) == "where" {
                while index < range.upperBound, !isSign(index, UInt8(ascii: "{")) { index += 1 }
                break
            }
            if case .sign(let sign) = places[index].token {
                // Within <...> of a generic type a colon tells of its parameters: taken for the type's own, on the safe side.
                if depth == 0, sign == UInt8(ascii: ":") { inherited = inherited ?? [] }
                if Byte.openers.contains(sign) { depth += 1 }
                if Byte.closers.contains(sign) { depth -= 1 }
            } else if depth == 0, let word = name(index), !["unchecked", "retroactive", "preconcurrency", "any"].contains(word),
                !isSign(index - 1, UInt8(ascii: "."))
            {
                inherited?.insert(word)
            }
            index += 1
        }
        if let inherited, let type { conformances[type, default: []].formUnion(inherited) }
        return (index, inherited != nil)
    }

    private mutating func addExtension(_ start: Int, _ range: Range<Int>) {
        /// The first name of "Outer.Inner": nobody has an inner type without the outer one. Nil for [Element] and the like.
        let type = name(start)
        let index = type == nil ? start : start + 1
        let (brace, conforms) = inheritance(index, range, of: type)
        let members = tokens.members(brace, end: range.upperBound)
        guard let type else { return append(conforms || members == nil ? .open : .anyMember(members ?? []), [range]) }
        guard !conforms, let split = SwiftMembers(tokens, brace: brace, range) else {
            return append(.members(of: type, conforms ? [] : members ?? []), [range])
        }
        // The extension's own head, and what cannot be told apart, counts with any of the members, or with the type.
        append(.members(of: type, members ?? []), split.own)
        for member in split.members { append(.members(of: type, member.names), [member.range]) }
    }
}
