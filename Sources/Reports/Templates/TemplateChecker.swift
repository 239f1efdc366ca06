import Files
import Stencil

/// What Stencil lets pass and a report must not: tags without an end, names that nothing defines, what has no limit.
struct TemplateChecker {
    /// The template's path, for messages.
    let name: String
    /// A tag of the template and the line on which it begins, counted from 1.
    let tags: [(token: Token, line: Int)]

    /// - Throws: a `Fault` (status usage) for a tag that is never closed or too long.
    init(name: String, source: String, tokens: [Token]) throws {
        self.name = name
        let lines = try Self.tagLines(in: source, name: name)
        tags = Array(zip(tokens.filter { $0.kind != .text }, lines))
        for (token, line) in tags where token.kind != .comment && token.contents.utf8.count > TemplateLimits.tagLength {
            throw fault("a tag of more than \(TemplateLimits.tagLength) characters", line, "divide it")
        }
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

    /// Checks that blocks, loops and conditions end and stand not too deep in one another, that what is in them can be read, that
    /// names are among `roots`, loops' variables and Stencil's own, and that every block is one of the base's.
    /// - Parameters:
    ///   - base: the blocks of the template of that name.
    /// - Throws: a `Fault` (status usage) that names the template and the line.
    func check(roots: Set<String>, base: (String) throws -> Set<String>) throws {
        var open: [(tag: String, line: Int)] = []
        let known = roots.union(loopVariables).union(["forloop", "block"])
        for (token, line) in tags where token.kind != .comment {
            for path in try names(in: token, line) {
                let root = String(path.prefix { $0 != "." })
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
                guard open.count <= TemplateLimits.nesting else {
                    throw fault(
                        "tags stand in one another more than \(TemplateLimits.nesting) deep", line,
                        "put the inner ones into a template of their own")
                }
            }
        }
        if let last = open.last { throw fault("'\(last.tag)' has no end", last.line, "add {% end\(last.tag) %}") }
        try checkBlocks(base)
    }

    private func checkBlocks(_ base: (String) throws -> Set<String>) throws {
        guard let extends = tags.first(where: { $0.token.kind == .block && $0.token.components.first == "extends" }) else { return }
        guard extends.token.components.count == 2, let target = extends.token.components[1].unquoted else {
            throw fault("'extends' takes one template's name in quotes", extends.line, "write {% extends \"figure.md\" %}")
        }
        let defined = try base(target)
        for (token, line) in tags where token.kind == .block && token.components.first == "block" {
            guard let block = token.components.last, !defined.contains(block) else { continue }
            throw fault("\(target) has no block '\(block)'", line, "use one of \(defined.sorted().joined(separator: ", "))")
        }
    }

    /// The names that the template's loops define, for itself and for what it includes.
    var loopVariables: Set<String> {
        Set(
            tags.compactMap {
                $0.token.kind == .block && $0.token.components.first == "for" ? $0.token.components.dropFirst().first : nil
            })
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
    private func names(in token: Token, _ line: Int) throws -> [String] {
        do {
            guard token.kind == .block else { return try TemplateGrammar(token.contents).names }
            let (tag, rest) = token.contents.dividedAtBlank
            switch tag {
            case "if", "elif", "ifnot": return try TemplateGrammar(rest).names
            case "for":
                let words = token.components
                guard words.count > 3, words[2] == "in", !words[1].contains(",") else {
                    throw TemplateGrammar.Problem("a loop has one name and one list", "write {% for x in list %}")
                }
                // The first " in " is the loop's own: its name has no blanks.
                let list = rest.dividedAtBlank.rest.dividedAtBlank.rest
                return try TemplateGrammar(list, place: .list).names
            case "include": return try TemplateGrammar(rest).names
            case "filter": return try TemplateGrammar("\"\"|\(rest)").names
            default: return []
            }
        } catch let problem as TemplateGrammar.Problem {
            throw fault(problem.problem, line, problem.remedy)
        }
    }
}

extension String {
    /// The text between its quotes; nil where it stands in none.
    fileprivate var unquoted: String? {
        guard count >= 2, let first, first == "\"" || first == "'", last == first else { return nil }
        return String(dropFirst().dropLast())
    }

    /// The first word and what follows it.
    fileprivate var dividedAtBlank: (first: String, rest: String) {
        let text = drop { $0 == " " }
        let end = text.firstIndex(of: " ") ?? text.endIndex
        return (String(text[..<end]), String(text[end...].drop { $0 == " " }))
    }
}
