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

    let signs: [Character]
    var place = 0
    private var depth = 0
    var alphabet: Formula.Alphabet?
    /// Whether the row read last came to its end, and not to what parts it from another.
    var hasEnded = false

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

    enum End: Equatable {
        case end, brace, bracket
        case right(Int)
        case environment(String, Int)
    }

    /// Rows of cells.
    /// - Parameter columns: nil: there is one cell, and `&` and `\\` are refused.
    mutating func grid(until end: End, _ columns: Formula.Columns?) throws -> [[Formula]] {
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
    mutating func separator() -> String? {
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
    mutating func row(until end: End) throws -> Formula {
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

    static func joined(_ atoms: [Formula]) -> Formula { atoms.count == 1 ? atoms[0] : .row(atoms) }

    // MARK: Atoms

    /// A group, or one sign: what a command or a script takes.
    mutating func argument(of name: String) throws -> Formula {
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

    // MARK: Characters

    var peek: Character? { place < signs.count ? signs[place] : nil }

    func at(_ offset: Int) -> Character? { place + offset < signs.count ? signs[place + offset] : nil }

    mutating func skipBlanks() {
        while let sign = peek, sign.isWhitespace { place += 1 }
    }

    func problem(_ problem: String, _ remedy: String, _ start: Int? = nil, back: Int = 0) -> FormulaProblem {
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
