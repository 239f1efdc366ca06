import Files

/// What begins with a backslash.
extension FormulaParser {
    /// The name after a backslash: letters, or one sign.
    mutating func command() -> String {
        place += 1
        guard let first = peek else { return "" }
        guard first.isASCII, first.isLetter else {
            place += 1
            return String(first)
        }
        var name = ""
        while let letter = peek, letter.isASCII, letter.isLetter {
            name.append(letter)
            place += 1
        }
        return name
    }

    mutating func formula(of name: String, at start: Int) throws -> Formula {
        if var sign = FormulaSigns.signs[name] {
            // Bold is for Greek letters and signs too; the other alphabets have Latin letters alone.
            if let alphabet, alphabet == .bold || alphabet == .boldItalic, sign.role == .ordinary { sign.alphabet = alphabet }
            return .sign(sign)
        }
        if let function = FormulaSigns.functions[name] { return .function(function.text, hasLimits: function.hasLimits) }
        if let gap = FormulaSigns.spaces[name] { return .space(gap) }
        if let accent = FormulaSigns.accents[name] {
            let base = try argument(of: "\\\(name)")
            let isBrace = accent == .overbrace || accent == .underbrace
            return isBrace ? .scripts(.accented(base, accent), below: nil, above: nil, .stacked) : .accented(base, accent)
        }
        if let alphabet = FormulaSigns.alphabets[name] { return try inAlphabet(alphabet, "\\\(name)") }
        if FormulaSigns.texts.contains(name) { return .text(try words(after: "\\\(name)")) }
        if let size = FormulaSigns.sizes[name] {
            return .delimiter(try delimiter(after: "\\\(name)"), scale: size.scale, size.role)
        }
        switch name {
        case "{", "}", "|", "%", "$", "#", "&", "_":
            let role: Formula.Role = name == "{" ? .opening : name == "}" ? .closing : .ordinary
            return .sign(.init(name == "|" ? "‖" : name, role))
        case "frac", "dfrac", "tfrac", "cfrac":
            return .fraction(try argument(of: "\\\(name)"), try argument(of: "\\\(name)"), hasRule: true)
        case "binom", "dbinom", "tbinom":
            return .fenced("(", .fraction(try argument(of: "\\\(name)"), try argument(of: "\\\(name)"), hasRule: false), ")")
        case "sqrt":
            skipBlanks()
            var degree: Formula?
            if peek == "[" {
                place += 1
                degree = try row(until: .bracket)
            }
            return .root(try argument(of: "\\sqrt"), degree: degree)
        case "overset", "stackrel":
            let above = try argument(of: "\\\(name)")
            return .scripts(try argument(of: "\\\(name)"), below: nil, above: above, .stacked)
        case "underset":
            let below = try argument(of: "\\underset")
            return .scripts(try argument(of: "\\underset"), below: below, above: nil, .stacked)
        case "operatorname":
            let hasLimits = peek == "*"
            if hasLimits { place += 1 }
            return .function(try words(after: "\\operatorname"), hasLimits: hasLimits)
        case "pmod":
            let inner = try argument(of: "\\pmod")
            return .row([
                .space(0.5), .sign(.init("(", .opening)), .function("mod", hasLimits: false), inner, .sign(.init(")", .closing)),
            ])
        case "not":
            let base = try argument(of: "\\not")
            guard case .sign(var sign) = base else {
                throw problem("\\not stands before no sign", "write \\ne, \\notin or the like", start)
            }
            sign.text = (["=": "≠", "∈": "∉", "∣": "∤", "∥": "∦", "∃": "∄"][sign.text] as String?) ?? sign.text + "\u{338}"
            return .sign(sign)
        case "left": return try fenced(start)
        case "substack":
            try open("\\substack")
            return .grid(try grid(until: .brace, .centred), .centred)
        case "begin": return try environment(start)
        case "right": throw problem("\\right without a \\left", "write \\left. before it, or take it out", start)
        case "end": throw problem("\\end without a \\begin", "take it out", start)
        case "middle": throw problem("\\middle is not known here", "write \\big| or \\mid", start)
        case "": throw problem("a backslash stands at the end", "take it out", start)
        case "(", ")", "[", "]": throw problem("\\\(name) does not open an equation here", "write $…$ or $$…$$", start)
        default:
            // Two letters that changed places are the likeliest slip.
            let near =
                FormulaSigns.commands.first { $0.sorted() == name.sorted() }
                ?? NearestNames.suggestions(for: name, among: FormulaSigns.commands).first
            throw problem(
                "there is no command '\\\(name.prefix(40))' for equations here",
                near.map { "did you mean '\\\($0)'?" } ?? "write it by other commands; words stand in \\text{…}", start)
        }
    }

    private mutating func inAlphabet(_ wanted: Formula.Alphabet, _ name: String) throws -> Formula {
        let before = alphabet
        alphabet = wanted
        defer { alphabet = before }
        let inner = try argument(of: name)
        // Upright letters that stand together are a word.
        if wanted == .upright || wanted == .sans || wanted == .monospaced || wanted == .bold, case .row(let parts) = inner,
            parts.count > 1
        {
            var word = ""
            for part in parts {
                guard case .sign(let sign) = part, sign.alphabet == wanted || sign.role == .number,
                    sign.role == .ordinary || sign.role == .number
                else { return inner }
                word += sign.text
            }
            return .sign(.init(word, .ordinary, wanted))
        }
        return inner
    }

    private mutating func fenced(_ start: Int) throws -> Formula {
        let left = try delimiter(after: "\\left")
        let inner = try row(until: .right(start))
        if !hasEnded {
            throw FormulaProblem(
                offset: start, problem: "\\left has no \\right in its cell", remedy: "close it before '&' and '\\\\' with \\right")
        }
        return .fenced(left, inner, try delimiter(after: "\\right"))
    }

    private mutating func delimiter(after name: String) throws -> String {
        skipBlanks()
        let start = place
        guard let first = peek else {
            throw problem("\(name) is followed by nothing", "write a bracket after it, or a full stop for none")
        }
        var sign = String(first)
        if first == "\\" { sign = "\\" + command() } else { place += 1 }
        guard let found = FormulaSigns.delimiters[sign] ?? (["⟨", "⟩", "⌈", "⌉", "⌊", "⌋", "‖"].contains(sign) ? sign : nil) else {
            throw FormulaProblem(
                offset: start, problem: "\(name) is followed by '\(sign.prefix(20))', which is no bracket",
                remedy:
                    "write one of ( ) [ ] \\{ \\} | \\| \\langle \\rangle \\lfloor \\rfloor \\lceil \\rceil, or a full stop for none"
            )
        }
        return found
    }

    mutating func environment(_ start: Int) throws -> Formula {
        let name = try word(after: "\\begin")
        guard var kind = FormulaSigns.environments[name] else {
            let known = FormulaSigns.environments.keys.sorted()
            let near = NearestNames.suggestions(for: name, among: known).first
            throw problem(
                "there is no environment '\(name.prefix(40))' for equations here",
                near.map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))", start)
        }
        if name == "array" {
            let columns = try word(after: "\\begin{array}").filter { !$0.isWhitespace && $0 != "|" }
            guard !columns.isEmpty, columns.allSatisfy({ "lcr".contains($0) }) else {
                throw problem("'\(columns.prefix(20))' says no columns", "write l, c or r for each: \\begin{array}{lcr}")
            }
            kind.columns = .given(Array(columns))
        }
        let before = alphabet
        alphabet = nil
        defer { alphabet = before }
        let grid = Formula.grid(try grid(until: .environment(name, start), kind.columns), kind.columns)
        return kind.left.isEmpty && kind.right.isEmpty ? grid : .fenced(kind.left, grid, kind.right)
    }

    /// A name in braces.
    mutating func word(after name: String) throws -> String {
        try open(name)
        guard let close = signs[place...].firstIndex(of: "}") else {
            throw problem("'{' after \(name) is never closed", "close it with '}'")
        }
        defer { place = close + 1 }
        return String(signs[place..<close])
    }

    /// Words in braces, in which braces may stand in pairs; `\` before a sign is the sign.
    mutating func words(after name: String) throws -> String {
        try open(name)
        let start = place
        var (words, level) = ("", 0)
        while let sign = peek {
            place += 1
            switch sign {
            case "{": level += 1
            case "}":
                if level == 0 { return words.replacing("~", with: "\u{A0}") }
                level -= 1
            case "$":
                throw problem("'$' stands in the words of an equation", "end \(name) before the sign, and go on after it", back: 1)
            case "\\":
                guard let next = peek else { break }
                if next.isASCII, next.isLetter {
                    throw problem("\(name) takes words, no commands", "write the command outside", back: 1)
                }
                words.append(next)
                place += 1
            default: words.append(sign)
            }
        }
        throw FormulaProblem(offset: start - 1, problem: "'{' after \(name) is never closed", remedy: "close it with '}'")
    }

    mutating func open(_ name: String) throws {
        skipBlanks()
        guard peek == "{" else { throw problem("\(name) is not followed by '{'", "write \(name){…}") }
        place += 1
    }
}
