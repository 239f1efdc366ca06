/// The body of a type or an extension, told apart into members that run only where they are named, and the rest.
///
/// Members are functions, computed variables, and what is static; all others are part of the type: what it stores, its cases,
/// initialisers, subscripts, types in it, and whatever is called without its name.
struct SwiftMembers {
    /// The head, the braces and what is no member; in order, together with the members the whole.
    private(set) var own: [Range<Int>] = []
    private(set) var members: [(names: Set<String>, range: Range<Int>)] = []

    /// - Parameter brace: the place of the body's opening brace; what closes it ends the range.
    /// - Returns: nil where there is no such body, or conditions of compilation cut it.
    init?(_ tokens: SourceTokens, brace: Int, _ range: Range<Int>) {
        let last = range.upperBound - 1
        guard brace < last, tokens.isSign(last, UInt8(ascii: "}")), tokens.behindBracket(brace, end: range.upperBound) > last else {
            return nil
        }
        var start = range.lowerBound
        var depth = 0
        var isBody = false
        func end(_ index: Int) {
            guard index > start else { return }
            if isBody, let names = Self.names(tokens, start..<index) {
                members.append((names, start..<index))
            } else if let before = own.last, before.upperBound == start {
                own[own.count - 1] = before.lowerBound..<index
            } else {
                own.append(start..<index)
            }
            start = index
        }
        for index in (brace + 1)..<last {
            if depth == 0, tokens.places[index].startsLine, tokens.begins(index) {
                if tokens.isSign(index, Byte.hash) { return nil }
                end(index)
                isBody = true
            }
            depth += tokens.turn(index)
        }
        end(last)
        isBody = false
        end(range.upperBound)
    }

    /// The names of a member that is called by them; nil for anything else.
    private static func names(_ tokens: SourceTokens, _ range: Range<Int>) -> Set<String>? {
        let (index, words) = tokens.modifiers(range)
        guard let index, let keyword = tokens.name(index), isAlone(tokens, (index + 1)..<range.upperBound) else { return nil }
        let isStatic = words.contains("static") || words.contains("class")
        var names: Set<String>?
        switch keyword {
        case "func": names = tokens.name(index + 1).map { [$0] }
        case "let" where isStatic && !words.contains("@"): names = tokens.variables(index + 1, end: range.upperBound)
        case "var" where !words.contains("@") && (isStatic || isComputed(tokens, (index + 1)..<range.upperBound)):
            names = tokens.variables(index + 1, end: range.upperBound)
        default: return nil
        }
        guard let names, !names.isEmpty, names.isDisjoint(with: SourceTokens.unnamed) else { return nil }
        return names
    }

    /// Whether no other declaration follows in the same piece.
    private static func isAlone(_ tokens: SourceTokens, _ range: Range<Int>) -> Bool {
        var depth = 0
        for index in range {
            depth += tokens.turn(index)
            if depth == 0, !tokens.isSign(index - 1, UInt8(ascii: ".")), case .name(let word) = tokens.places[index].token,
                SourceTokens.declarations.contains(word) || ["init", "subscript", "deinit", "case"].contains(word)
            {
                return false
            }
        }
        return true
    }

    /// Whether a variable has a body and no value or observers.
    private static func isComputed(_ tokens: SourceTokens, _ range: Range<Int>) -> Bool {
        guard let brace = range.first(where: { tokens.isSign($0, UInt8(ascii: "{")) || tokens.isSign($0, UInt8(ascii: "=")) }),
            tokens.isSign(brace, UInt8(ascii: "{"))
        else { return false }
        return !range.contains { ["willSet", "didSet"].contains(tokens.name($0)) }
    }
}
