import Files

extension Formula {
    /// Characters that an equation may have.
    public static let longest = 4000

    /// Reads an equation in the part of TeX that papers use: LaTeX's and amsmath's commands for what stands in an equation, none that define others.
    /// - Parameter isDisplayed: whether it stands on lines of its own, where `\\` and `&` may part it.
    /// - Throws: a `FormulaProblem` with the place of what cannot be read.
    public init(tex: String, isDisplayed: Bool = false) throws {
        var parser = FormulaParser(tex)
        self = try parser.formula(isDisplayed: isDisplayed)
    }
}

/// Reads TeX by going down from rows to what stands in them.
struct FormulaParser {
    /// How deep groups may stand in one another.
    private static let deepest = 40

    private let signs: [Character]
    private var place = 0
    private var depth = 0
    private var alphabet: Formula.Alphabet?
    /// Whether the row read last came to its end, and not to what parts it from another.
    private var hasEnded = false

    init(_ text: String) { signs = Array(text) }

    mutating func formula(isDisplayed: Bool) throws -> Formula {
        guard signs.count <= Formula.longest else {
            throw FormulaProblem(
                offset: 0, problem: "an equation of more than \(Formula.longest) characters", remedy: "divide it")
        }
        let rows = try grid(until: .end, isDisplayed ? .aligned : nil)
        if rows.count == 1, rows[0].count == 1 { return rows[0][0] }
        return .grid(rows, rows.contains { $0.count > 1 } ? .aligned : .centred)
    }

    // MARK: Rows and grids

    private enum End: Equatable {
        case end, brace, bracket
        case right(Int)
        case environment(String, Int)
    }

    /// Rows of cells.
    /// - Parameter columns: nil: there is one cell, and `&` and `\\` are refused.
    private mutating func grid(until end: End, _ columns: Formula.Columns?) throws -> [[Formula]] {
        var rows: [[Formula]] = [[]]
        while true {
            rows[rows.count - 1].append(try row(until: end))
            switch hasEnded ? nil : separator() {
            case nil: break
            case "&":
                guard columns != nil else {
                    throw problem("'&' stands outside a table of an equation", "write \\& for the sign itself", back: 1)
                }
                continue
            default:
                guard columns != nil else {
                    throw problem("'\\\\' stands where there are no lines to part", "use it in $$…$$ or in \\begin{…}", back: 2)
                }
                rows.append([])
                continue
            }
            // A line's end behind the last line begins no other.
            if rows.count > 1, rows[rows.count - 1] == [.row([])] { rows.removeLast() }
            return rows
        }
    }

    /// What parts cells or rows at the place; nil: nothing.
    private mutating func separator() -> String? {
        if peek == "&" {
            place += 1
            return "&"
        }
        guard peek == "\\", at(1) == "\\" else { return nil }
        place += 2
        // A distance after it, as in \\[2pt], is passed over.
        if peek == "[", let close = signs[place...].firstIndex(of: "]"), close - place < 12 { place = close + 1 }
        return "\\\\"
    }

    /// What stands up to the end, which is taken too, or up to a separator, which is not.
    private mutating func row(until end: End) throws -> Formula {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw problem("groups stand in one another more than \(Self.deepest) deep", "nest them less")
        }
        var atoms: [Formula] = []
        while true {
            hasEnded = true
            skipBlanks()
            guard let sign = peek else {
                guard end == .end else { throw unended(end) }
                return Self.joined(atoms)
            }
            switch sign {
            case "}":
                guard end == .brace else { throw problem("'}' closes nothing that is open", "take it out, or write \\}") }
                place += 1
                return Self.joined(atoms)
            case "]" where end == .bracket:
                place += 1
                return Self.joined(atoms)
            case "&":
                hasEnded = false
                return Self.joined(atoms)
            case "\\" where at(1) == "\\":
                hasEnded = false
                return Self.joined(atoms)
            case "^", "_": try addScript(to: &atoms)
            case "'": addPrimes(to: &atoms)
            case "$": throw problem("'$' stands inside an equation", "write \\$ for the sign itself")
            case "#", "%": throw problem("'\(sign)' stands inside an equation", "write \\\(sign) for the sign itself")
            case "\\":
                let start = place
                let name = command()
                if name == "right", case .right = end { return Self.joined(atoms) }
                if name == "end", case .environment(let wanted, _) = end {
                    let found = try word(after: "\\end")
                    guard found == wanted else {
                        throw FormulaProblem(
                            offset: start, problem: "'\\end{\(found)}' ends '\\begin{\(wanted)}'", remedy: "write \\end{\(wanted)}")
                    }
                    return Self.joined(atoms)
                }
                if name == "limits" || name == "nolimits" {
                    try setLimits(name == "limits", on: &atoms, at: start)
                } else {
                    atoms.append(try formula(of: name, at: start))
                }
            default: atoms.append(try atom())
            }
        }
    }

    private static func joined(_ atoms: [Formula]) -> Formula { atoms.count == 1 ? atoms[0] : .row(atoms) }

    // MARK: Atoms

    /// A group, or one sign: what a command or a script takes.
    private mutating func argument(of name: String) throws -> Formula {
        skipBlanks()
        guard let sign = peek, sign != "}", sign != "&", !(sign == "\\" && at(1) == "\\") else {
            throw problem("\(name) has nothing to stand on or with", "write \(name){…}")
        }
        if sign == "\\" {
            let start = place
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.deepest else {
                throw problem("groups stand in one another more than \(Self.deepest) deep", "nest them less")
            }
            return try formula(of: command(), at: start)
        }
        if sign == "^" || sign == "_" { throw problem("\(name) is followed by '\(sign)'", "write \(name){…}") }
        if sign.isNumber {
            // Without braces, one digit.
            place += 1
            return .sign(.init(String(sign), .number, alphabet ?? .upright))
        }
        return try atom()
    }

    private mutating func atom() throws -> Formula {
        guard let sign = peek else { return .row([]) }
        if sign == "{" {
            place += 1
            // A group is one thing for its neighbours.
            let inner = try row(until: .brace)
            if case .row = inner { return inner }
            return inner.role == .ordinary || inner.role == .number ? inner : .row([inner, .row([])])
        }
        if sign.isNumber || sign == "." && (at(1)?.isNumber ?? false) {
            var digits = ""
            while let digit = peek, digit.isNumber || digit == "." && (at(1)?.isNumber ?? false) {
                digits.append(digit)
                place += 1
            }
            return .sign(.init(digits, .number, alphabet == .italic ? .upright : alphabet ?? .upright))
        }
        if sign == "~" {
            place += 1
            return .space(0.25)
        }
        guard var found = FormulaSigns.sign(sign) else {
            throw problem("'\(sign)' has no meaning in an equation", "put words into \\text{…}")
        }
        place += 1
        if let alphabet, sign.isLetter { found.alphabet = alphabet }
        return .sign(found)
    }

    // MARK: Scripts

    private mutating func addScript(to atoms: inout [Formula]) throws {
        let mark = signs[place]
        let start = place
        place += 1
        let script = try argument(of: "'\(mark)'")
        let base = atoms.popLast() ?? .row([])
        var (inner, below, above, stands) = (base, nil as Formula?, nil as Formula?, Formula.Place.natural)
        if case .scripts(let own, let under, let over, let place) = base {
            (inner, below, above, stands) = (own, under, over, place)
        }
        if case .space = base {
            throw FormulaProblem(offset: start, problem: "'\(mark)' stands on a gap", remedy: "write it after a sign, or after {}")
        }
        if mark == "^" {
            if let primes = above, Self.arePrimes(primes) {
                above = .row([primes, script])
            } else {
                guard above == nil else { throw double("superscripts", start) }
                above = script
            }
        } else {
            guard below == nil else { throw double("subscripts", start) }
            below = script
        }
        atoms.append(.scripts(inner, below: below, above: above, stands))
    }

    private func double(_ scripts: String, _ start: Int) -> FormulaProblem {
        FormulaProblem(offset: start, problem: "two \(scripts) stand on one sign", remedy: "group them with braces: {x^a}^b")
    }

    private mutating func addPrimes(to atoms: inout [Formula]) {
        var primes = ""
        while peek == "'" {
            primes += "′"
            place += 1
        }
        let sign = Formula.sign(.init(primes, .ordinary))
        let base = atoms.popLast() ?? .row([])
        if case .scripts(let inner, let below, let above, let place) = base {
            atoms.append(.scripts(inner, below: below, above: above.map { .row([$0, sign]) } ?? sign, place))
        } else {
            atoms.append(.scripts(base, below: nil, above: sign, .natural))
        }
    }

    private static func arePrimes(_ formula: Formula) -> Bool {
        if case .sign(let sign) = formula { sign.text.allSatisfy { $0 == "′" } } else { false }
    }

    private func setLimits(_ areStacked: Bool, on atoms: inout [Formula], at start: Int) throws {
        switch atoms.last {
        case .sign(let sign)?:
            guard case .large = sign.role else { break }
            atoms[atoms.count - 1] = .scripts(.sign(sign), below: nil, above: nil, areStacked ? .stacked : .beside)
            return
        case .function(let name, _)?:
            atoms[atoms.count - 1] = .scripts(
                .function(name, hasLimits: areStacked), below: nil, above: nil, areStacked ? .stacked : .beside)
            return
        default: break
        }
        throw FormulaProblem(
            offset: start, problem: "limits are set on what is no operator",
            remedy: "write it after \\sum, \\int, \\max or the like")
    }

    // MARK: Commands

    /// The name after a backslash: letters, or one sign.
    private mutating func command() -> String {
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

    private mutating func formula(of name: String, at start: Int) throws -> Formula {
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

    private mutating func environment(_ start: Int) throws -> Formula {
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
    private mutating func word(after name: String) throws -> String {
        try open(name)
        guard let close = signs[place...].firstIndex(of: "}") else {
            throw problem("'{' after \(name) is never closed", "close it with '}'")
        }
        defer { place = close + 1 }
        return String(signs[place..<close])
    }

    /// Words in braces, in which braces may stand in pairs; `\` before a sign is the sign.
    private mutating func words(after name: String) throws -> String {
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

    private mutating func open(_ name: String) throws {
        skipBlanks()
        guard peek == "{" else { throw problem("\(name) is not followed by '{'", "write \(name){…}") }
        place += 1
    }

    // MARK: Characters

    private var peek: Character? { place < signs.count ? signs[place] : nil }

    private func at(_ offset: Int) -> Character? { place + offset < signs.count ? signs[place + offset] : nil }

    private mutating func skipBlanks() {
        while let sign = peek, sign.isWhitespace { place += 1 }
    }

    private func problem(_ problem: String, _ remedy: String, _ start: Int? = nil, back: Int = 0) -> FormulaProblem {
        FormulaProblem(offset: start ?? max(0, place - back), problem: problem, remedy: remedy)
    }

    private func unended(_ end: End) -> FormulaProblem {
        switch end {
        case .right(let start): FormulaProblem(offset: start, problem: "\\left has no \\right", remedy: "close it: \\right)")
        case .environment(let name, let start):
            FormulaProblem(offset: start, problem: "\\begin{\(name)} has no end", remedy: "write \\end{\(name)}")
        case .bracket: problem("'[' is never closed", "close it with ']'")
        case .brace, .end: problem("'{' is never closed", "close it with '}'")
        }
    }
}
