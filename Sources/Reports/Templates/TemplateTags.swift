import Stencil

/// Stencil's tags, each with what it holds rendered by the run at hand: its own know no limits and cannot be stopped.
final class TemplateTags: Extension {
    /// The rendering at hand.
    private let run: () -> TemplateRun

    init(run: @escaping () -> TemplateRun) {
        self.run = run
        super.init()
        registerTag("if") { try ConditionNode.parse($0, $1, run) }
        registerTag("ifnot") { try ConditionNode.parseNegated($0, $1, run) }
        registerTag("for") { try LoopNode.parse($0, $1, run) }
        registerTag("filter") { try FilteredNode.parse($0, $1, run) }
        registerTag("include") { try IncludedNode.parse($0, $1, run) }
        registerTag("block") { try NamedBlock.parse($0, $1, run) }
        registerTag("extends") { try ExtendingNode.parse($0, $1, run) }
    }
}

typealias CurrentRun = () -> TemplateRun

/// {% if %} with {% elif %} and {% else %}.
private struct ConditionNode: NodeType {
    let token: Token?
    let branches: [(condition: (any Expression)?, nodes: [any NodeType])]
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        var branches: [((any Expression)?, [any NodeType])] = []
        var head = token
        while head.components.first == "if" || head.components.first == "elif" {
            let words = Array(head.components.dropFirst())
            let condition = try parser.compileExpression(components: words, token: head)
            branches.append((condition, try parser.parse(until(["endif", "elif", "else"]))))
            head = try parser.next("endif")
        }
        if head.components == ["else"] {
            branches.append((nil, try parser.parse(until(["endif"]))))
            head = try parser.next("endif")
        }
        guard head.components == ["endif"] else { throw TemplateSyntaxError("'\(head.contents)' cannot stand here") }
        return ConditionNode(token: token, branches: branches, run: run)
    }

    static func parseNegated(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        let condition = try parser.compileExpression(components: Array(token.components.dropFirst()), token: token)
        let otherwise = try parser.parse(until(["endif", "else"]))
        var then: [any NodeType] = []
        if try parser.next("endif").components == ["else"] {
            then = try parser.parse(until(["endif"]))
            _ = try parser.next("endif")
        }
        return ConditionNode(token: token, branches: [(condition, then), (nil, otherwise)], run: run)
    }

    func render(_ context: Context) throws -> String {
        for branch in branches where try branch.condition?.evaluate(context: context) ?? true {
            return try context.push { try run().render(branch.nodes, context) }
        }
        return ""
    }
}

/// {% for x in list where condition %} with {% empty %}.
private struct LoopNode: NodeType {
    let token: Token?
    let variable: String
    let list: any Resolvable
    let condition: (any Expression)?
    let nodes: [any NodeType]
    let emptyNodes: [any NodeType]
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        let words = token.components
        guard words.count == 4 || words.count > 5 && words[4] == "where", words[2] == "in" else {
            throw TemplateSyntaxError("a loop is written {% for x in list %} or {% for x in list where condition %}")
        }
        let list = try parser.compileResolvable(words[3], containedIn: token)
        let condition = words.count == 4 ? nil : try parser.compileExpression(components: Array(words[5...]), token: token)
        let nodes = try parser.parse(until(["endfor", "empty"]))
        var emptyNodes: [any NodeType] = []
        if try parser.next("endfor").components == ["empty"] {
            emptyNodes = try parser.parse(until(["endfor"]))
            _ = try parser.next("endfor")
        }
        return LoopNode(
            token: token, variable: words[1], list: list, condition: condition, nodes: nodes, emptyNodes: emptyNodes, run: run)
    }

    func render(_ context: Context) throws -> String {
        let run = run()
        var items = try items(context)
        if let condition {
            items = try items.filter { item in
                try run.step(token)
                return try context.push(dictionary: [variable: item]) { try condition.evaluate(context: context) }
            }
        }
        guard !items.isEmpty else { return try context.push { try run.render(emptyNodes, context) } }
        var result = ""
        for (index, item) in items.enumerated() {
            try run.step(token)
            let turn: [String: Any] = [
                "first": index == 0, "last": index == items.count - 1, "counter": index + 1, "counter0": index,
                "length": items.count,
            ]
            let (text, isBroken) = try context.push(dictionary: ["forloop": turn, variable: item]) {
                (try run.render(nodes, context), TemplateRun.isBroken(context))
            }
            result += text
            try run.check(size: result.utf8.count, token)
            if isBroken { break }
        }
        return result
    }

    private func items(_ context: Context) throws -> [Any] {
        guard let value = try list.resolve(context) else { return [] }
        guard let items = value as? [Any] else { throw TemplateSyntaxError("'for' goes through a list, and this is none") }
        return items
    }
}

/// {% filter name %}.
private struct FilteredNode: NodeType {
    let token: Token?
    let filter: any Resolvable
    let nodes: [any NodeType]
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        guard token.components.count == 2 else { throw TemplateSyntaxError("'filter' takes one filter") }
        let nodes = try parser.parse(until(["endfilter"]))
        _ = try parser.next("endfilter")
        let filter = try parser.compileFilter("filter_value|\(token.components[1])", containedIn: token)
        return FilteredNode(token: token, filter: filter, nodes: nodes, run: run)
    }

    func render(_ context: Context) throws -> String {
        let text = try run().render(nodes, context)
        return try context.push(dictionary: ["filter_value": text]) {
            try VariableNode(variable: filter, token: token).render(context)
        }
    }
}

/// {% include "file" %}.
private struct IncludedNode: NodeType {
    let token: Token?
    let name: any Resolvable
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        guard token.components.count == 2 else { throw TemplateSyntaxError("'include' takes one template's name") }
        return IncludedNode(token: token, name: try parser.compileFilter(token.components[1], containedIn: token), run: run)
    }

    func render(_ context: Context) throws -> String {
        guard let name = try name.resolve(context) as? String else {
            throw TemplateSyntaxError("'include' takes a template's name")
        }
        let run = run()
        return try run.entering(name, token) {
            let nodes = try context.environment.nodes(ofTemplate: name)
            return try context.push { try run.render(nodes, context) }
        }
    }
}

/// The blocks that templates put in the place of their base's, those of the template rendered first ahead.
private final class Overrides {
    static let key = "block_context"

    private var blocks: [String: [NamedBlock]] = [:]

    func add(_ block: NamedBlock) { blocks[block.name, default: []].append(block) }

    func take(_ name: String) -> NamedBlock? {
        guard blocks[name]?.isEmpty == false else { return nil }
        return blocks[name]?.removeFirst()
    }
}

/// {% block name %}.
private struct NamedBlock: NodeType {
    let token: Token?
    let name: String
    let nodes: [any NodeType]
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        guard token.components.count == 2 else { throw TemplateSyntaxError("'block' takes one name") }
        let nodes = try parser.parse(until(["endblock"]))
        _ = try parser.next("endblock")
        return NamedBlock(token: token, name: token.components[1], nodes: nodes, run: run)
    }

    func render(_ context: Context) throws -> String {
        let run = run()
        guard let overrides = context[Overrides.key] as? Overrides, let other = overrides.take(name) else {
            return try run.render(nodes, context)
        }
        let own = try render(context)
        return try context.push(dictionary: ["block": ["super": own]]) { try run.render([other], context) }
    }
}

/// {% extends "file" %}.
private struct ExtendingNode: NodeType {
    let token: Token?
    let name: any Resolvable
    let blocks: [NamedBlock]
    let run: CurrentRun

    static func parse(_ parser: TokenParser, _ token: Token, _ run: @escaping CurrentRun) throws -> any NodeType {
        guard token.components.count == 2 else { throw TemplateSyntaxError("'extends' takes one template's name") }
        let nodes = try parser.parse()
        guard !nodes.contains(where: { $0 is ExtendingNode }) else {
            throw TemplateSyntaxError("'extends' cannot stand twice in a template")
        }
        return ExtendingNode(
            token: token, name: try parser.compileFilter(token.components[1], containedIn: token),
            blocks: nodes.compactMap { $0 as? NamedBlock }, run: run)
    }

    func render(_ context: Context) throws -> String {
        guard let name = try name.resolve(context) as? String else {
            throw TemplateSyntaxError("'extends' takes a template's name")
        }
        let overrides = context[Overrides.key] as? Overrides ?? Overrides()
        // Of blocks of one name the last counts.
        for block in Dictionary(blocks.map { ($0.name, $0) }, uniquingKeysWith: { $1 }).values { overrides.add(block) }
        let run = run()
        return try run.entering(name, token) {
            let nodes = try context.environment.nodes(ofTemplate: name)
            return try context.push(dictionary: [Overrides.key: overrides]) { try run.render(nodes, context) }
        }
    }
}

extension TokenParser {
    fileprivate func next(_ wanted: String) throws -> Token {
        guard let token = nextToken() else { throw TemplateSyntaxError("'\(wanted)' is missing") }
        return token
    }
}

extension Environment {
    /// What the template is made of.
    /// - Throws: a `Fault` (status usage); `TemplateSyntaxError`.
    func nodes(ofTemplate name: String) throws -> [any NodeType] {
        try TokenParser(tokens: try loadTemplate(name: name).tokens, environment: self).parse()
    }
}
