import Stencil

/// The grammar of what stands in a tag, read strictly before Stencil reads it: Stencil ends the process for some of what it does not
/// expect (a bar with no filter, the last of an empty list, a range beyond its integers), or recurses without a limit.
///
/// An expression is made of texts in quotes, numbers, names with members ("figure.title"), filters with arguments
/// ("|link:\"Figure 1\""), round brackets and operators.
struct TemplateGrammar {
    /// Which expression of a tag is read.
    enum Place {
        case condition
        /// What a loop goes through, where a range may stand.
        case list
    }

    /// The names that the expression reads, with their members: "figure.title".
    private(set) var names: [String] = []

    private let signs: [Character]
    private var index = 0
    private var depth = 0
    private var count = 0
    /// Whether the word read last is a value, and no operator such as "and".
    private var isValue = true

    /// - Throws: a `Problem`.
    init(_ expression: String, place: Place = .condition) throws {
        signs = Array(expression)
        try read(place)
    }

    /// What is wrong, and what to write instead.
    struct Problem: Error {
        let problem: String
        let remedy: String

        init(_ problem: String, _ remedy: String) {
            self.problem = problem
            self.remedy = remedy
        }
    }

    private static let operators: Set = ["==", "!=", "<", ">", "<=", ">="]
    private static let words: Set = ["if", "else", "and", "or", "not", "in", "where", "true", "false"]

    private mutating func read(_ place: Place) throws {
        var followsOperand = false
        var mayTakeArguments = false
        while skipBlanks() {
            count += 1
            guard count <= TemplateLimits.pieces else {
                throw Problem("the tag has more than \(TemplateLimits.pieces) names and signs", "divide it")
            }
            let sign = signs[index]
            let couldTakeArguments = mayTakeArguments
            mayTakeArguments = false
            switch sign {
            case "(":
                guard !followsOperand, isFree(before: index, or: "(") else { throw Self.wantsBlanks(sign) }
                depth += 1
                guard depth <= TemplateLimits.brackets else {
                    throw Problem("brackets stand more than \(TemplateLimits.brackets) deep", "say it with fewer")
                }
                index += 1
                followsOperand = false
            case ")":
                depth -= 1
                guard depth >= 0 else { throw Problem("a ')' closes no bracket", "take it away") }
                index += 1
                guard isFree(before: index + 1, or: ")") else { throw Self.wantsBlanks(sign) }
                followsOperand = true
            case "|":
                index += 1
                guard followsOperand, skipBlanks(), let name = filterName() else {
                    throw Problem("a '|' stands between a value and a filter's name", "write value|filter")
                }
                guard name != "filter" else {
                    throw Problem("there is no filter 'filter' here", "name the filter itself")
                }
                mayTakeArguments = true
            case ":":
                guard couldTakeArguments else {
                    throw Problem("a ':' stands after a filter's name only", "write value|filter:argument")
                }
                repeat {
                    index += 1
                    guard skipBlanks(), try operand() else {
                        throw Problem("a filter's argument is missing", "write value|filter:argument")
                    }
                } while skipBlanks() && signs[index] == ","
                followsOperand = true
            default:
                let start = index
                if let found = symbol() {
                    guard isFree(before: start), isFree(before: index + 1) else { throw Self.wantsBlanks(sign) }
                    guard Self.operators.contains(found) else {
                        throw Problem("'\(found)' is no operator", "use one of \(Self.operators.sorted().joined(separator: " "))")
                    }
                    followsOperand = false
                } else if try operand(allowingRange: place == .list) {
                    followsOperand = isValue
                } else {
                    throw Problem("'\(sign)' cannot stand here", "check the tag")
                }
            }
        }
        guard depth == 0 else { throw Problem("a '(' is never closed", "add a ')'") }
    }

    /// Whether a blank, an end of the expression or `sign` stands before the place.
    private func isFree(before place: Int, or sign: Character = " ") -> Bool {
        guard place > 0, place <= signs.count else { return true }
        return [" ", "\t", sign].contains(signs[place - 1])
    }

    private static func wantsBlanks(_ sign: Character) -> Problem {
        Problem("a '\(sign)' stands against a name", "put blanks around it")
    }

    /// False at the end.
    private mutating func skipBlanks() -> Bool {
        while index < signs.count, signs[index] == " " || signs[index] == "\t" { index += 1 }
        return index < signs.count
    }

    private mutating func symbol() -> String? {
        let run = signs[index...].prefix { "=!<>".contains($0) }
        guard !run.isEmpty else { return nil }
        index = run.endIndex
        return String(run)
    }

    private mutating func filterName() -> String? {
        let run = signs[index...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard let first = run.first, first.isLetter else { return nil }
        index = run.endIndex
        return String(run)
    }

    /// Reads a text, a number, a name or an operator that is a word; false where none stands here.
    private mutating func operand(allowingRange: Bool = false) throws -> Bool {
        isValue = true
        let sign = signs[index]
        if sign == "\"" || sign == "'" {
            guard let end = signs[(index + 1)...].firstIndex(of: sign) else {
                throw Problem("a text in quotes is never closed", "close it with \(sign)")
            }
            index = end + 1
            return true
        }
        let run = signs[index...].prefix { $0.isLetter || $0.isNumber || "._-".contains($0) }
        guard !run.isEmpty else { return false }
        index = run.endIndex
        let word = String(run)
        if word.contains("...") {
            guard allowingRange else { throw Problem("a range stands only in 'for'", "write for x in 1...9") }
            let ends = word.split(separator: "...", omittingEmptySubsequences: false).map(String.init)
            guard ends.count == 2 else { throw Problem("'\(word)' is no range", "write 1...9") }
            for end in ends { try simple(end, ofRange: true) }
        } else {
            try simple(word)
        }
        return true
    }

    private mutating func simple(_ word: String, ofRange: Bool = false) throws {
        let digits = word.hasPrefix("-") ? word.dropFirst() : Substring(word)
        if let first = digits.first, first.isNumber {
            let isWhole = digits.allSatisfy { $0.isASCII && $0.isNumber }
            let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
            let isDecimal = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
            guard digits.count <= (ofRange ? 6 : 15), isWhole || isDecimal && !ofRange else {
                throw Problem("'\(word)' is no number that can stand here", ofRange ? "write a whole number" : "write 12 or 1.5")
            }
            return
        }
        guard !Self.words.contains(word) else {
            isValue = word == "true" || word == "false"
            return
        }
        let members = word.split(separator: ".", omittingEmptySubsequences: false)
        guard members.allSatisfy(Self.isName) else {
            throw Problem("'\(word)' is no name", "write a name, with members after points")
        }
        if members.dropFirst().contains("last"), word != "forloop.last" {
            throw Problem("'last' is a member of forloop only", "go through the list with 'for'")
        }
        names.append(word)
    }

    /// Of digits alone it is a place in a list; a member that begins with one, as ids of claims do, is a name like others. (What begins
    /// with one before the first point was read as a number.)
    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first else { return false }
        func isDigit(_ sign: Character) -> Bool { sign.isASCII && sign.isNumber }
        if isDigit(first), text.allSatisfy(isDigit) { return text.count <= 6 }
        return isDigit(first) || first.isLetter || first == "_"
    }
}
