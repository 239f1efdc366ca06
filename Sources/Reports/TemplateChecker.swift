import Files
import Stencil

/// What Stencil lets pass and a report must not: tags without an end, names that nothing defines.
struct TemplateChecker {
    /// The template's name in the folder of templates.
    let name: String
    /// A tag of the template and the line on which it begins, counted from 1.
    let tags: [(token: Token, line: Int)]

    /// - Throws: a `Fault` (status usage) for a tag that is never closed.
    init(name: String, source: String, tokens: [Token]) throws {
        self.name = name
        let lines = try Self.tagLines(in: source, name: name)
        tags = Array(zip(tokens.filter { $0.kind != .text }, lines))
    }

    /// The lines on which tags begin, found as Stencil's own lexer finds them.
    private static func tagLines(in source: String, name: String) throws -> [Int] {
        var lines: [Int] = []
        var line = 1
        var previous: Unicode.Scalar = " "
        var closing: Unicode.Scalar?
        for scalar in source.unicodeScalars {
            if let mark = closing {
                if previous == mark, scalar == "}" { closing = nil }
            } else if previous == "{", let mark = ["{": "}", "%": "%", "#": "#"][scalar] as Unicode.Scalar? {
                closing = mark
                lines.append(line)
                previous = " "
                continue
            }
            if scalar == "\n" { line += 1 }
            previous = scalar
        }
        if closing != nil, let line = lines.last {
            throw Fault("a tag is never closed", at: "\(name):\(line)", remedy: "end it with }}, %} or #}", status: .usage)
        }
        return lines
    }

    /// Checks that blocks, loops and conditions end, that names are among `roots`, loops' variables and Stencil's own, and that
    /// every block is one of the base's.
    /// - Throws: a `Fault` (status usage) that names the template and the line.
    func check(roots: Set<String>, base: (String) throws -> Set<String>) throws {
        var open: [(tag: String, line: Int)] = []
        let known = roots.union(loopVariables).union(["forloop", "block"])
        for (token, line) in tags where token.kind != .comment {
            for path in Self.names(in: token) {
                let root = String(path.prefix { $0 != "." && $0 != "[" })
                guard known.contains(root) else {
                    throw fault("nothing is called '\(root)'", line, "use one of \(known.sorted().joined(separator: ", "))")
                }
            }
            guard token.kind == .block, let tag = token.components.first else { continue }
            if tag.hasPrefix("end") {
                let wanted = tag.dropFirst(3)
                guard let last = open.popLast(), last.tag == wanted || (last.tag == "ifnot" && wanted == "if") else {
                    throw fault("'\(tag)' ends nothing that is open", line, "check the tags above it")
                }
            } else if ["if", "ifnot", "for", "block", "filter"].contains(tag) {
                open.append((tag, line))
            }
        }
        if let last = open.last { throw fault("'\(last.tag)' has no end", last.line, "add {% end\(last.tag) %}") }
        try checkBlocks(base)
    }

    private func checkBlocks(_ base: (String) throws -> Set<String>) throws {
        guard let extends = tags.first(where: { $0.token.kind == .block && $0.token.components.first == "extends" }),
            let target = extends.token.components.last?.trimmingQuotes
        else { return }
        let defined = try base(target)
        for (token, line) in tags where token.kind == .block && token.components.first == "block" {
            guard let block = token.components.last, !defined.contains(block) else { continue }
            throw fault("\(target) has no block '\(block)'", line, "use one of \(defined.sorted().joined(separator: ", "))")
        }
    }

    /// The names that the template's loops define, for itself and for what it includes.
    var loopVariables: Set<String> {
        var names: Set<String> = []
        for (token, _) in tags where token.kind == .block && token.components.first == "for" {
            names.formUnion(token.components.dropFirst().prefix(1).joined().split(separator: ",").map(String.init))
        }
        return names
    }

    /// The blocks that the template defines.
    var blocks: Set<String> {
        Set(tags.compactMap { $0.token.kind == .block && $0.token.components.first == "block" ? $0.token.components.last : nil })
    }

    /// The line of the token in this template; nil for another template's.
    func line(of token: Token) -> Int? {
        tags.first { $0.token === token }?.line ?? tags.first { $0.token.contents.contains(token.contents) }?.line
    }

    private func fault(_ problem: String, _ line: Int, _ remedy: String) -> Fault {
        Fault(problem, at: "\(name):\(line)", remedy: remedy, status: .usage)
    }

    /// The variables that a tag reads, as written: "figure.title".
    private static func names(in token: Token) -> [String] {
        var words = token.components
        if token.kind == .block {
            guard let tag = words.first else { return [] }
            switch tag {
            case "if", "elif", "ifnot": words.removeFirst()
            case "for": words = words.drop { $0 != "in" }.dropFirst().map { $0 }
            default: return []
            }
        }
        let expression = words.joined(separator: " ").withoutStrings
        var names: [String] = []
        // A word right after a bar is a filter; what follows its colon are variables again.
        for (index, part) in expression.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
            var part = part.drop { $0 == " " }
            if index > 0 { part = part.drop { $0 != ":" && $0 != " " } }
            names += part.split { " :,()".contains($0) }.map(String.init)
        }
        let own: Set = ["if", "else", "and", "or", "not", "in", "where", "==", "!=", "<", ">", "<=", ">=", "true", "false"]
        return names.filter { !own.contains($0) && Double($0) == nil && !$0.isEmpty && $0.first?.isNumber == false }
    }
}

extension String {
    fileprivate var trimmingQuotes: String { filter { $0 != "\"" && $0 != "'" } }

    /// The text without its quoted pieces.
    fileprivate var withoutStrings: String {
        var result = ""
        var quote: Character?
        for character in self {
            if let mark = quote {
                if character == mark { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else {
                result.append(character)
            }
        }
        return result
    }
}
