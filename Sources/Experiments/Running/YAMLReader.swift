import Files
import Foundation
import Yams

/// Reads YAML node by node. Every error names file, line and key, and what is allowed there.
package struct YAMLReader {
    package typealias Pair = (key: String, keyNode: Yams.Node, value: Yams.Node)

    private let file: String

    /// - Parameter file: the path that errors name.
    package init(file: String) { self.file = file }

    /// The text's top node.
    /// - Parameter content: what an empty one should have.
    /// - Throws: a `Fault` (status usage).
    package func compose(_ text: String, wanting content: String) throws -> Yams.Node {
        guard YAMLBounds.hold(for: text) else {
            throw Fault(
                "its aliases stand for far more than they are given for", at: file, remedy: "write out what '&' and '*' repeat",
                status: .usage)
        }
        do {
            // Some editors put a byte-order mark before the text.
            let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            if let node = try Yams.compose(yaml: text) { return node }
        } catch let error as YamlError {
            throw yamlFault(error)
        }
        throw Fault("the file is empty", at: file, remedy: "give \(content)", status: .usage)
    }

    package func fields(_ node: Yams.Node, path: String, allowed: [String]) throws -> [String: Yams.Node] {
        Dictionary(uniqueKeysWithValues: try pairs(node, path: path, allowed: allowed).map { ($0.key, $0.value) })
    }

    /// The mapping's pairs in their order; unknown and repeated keys are refused.
    package func pairs(_ node: Yams.Node, path: String, allowed: [String]) throws -> [Pair] {
        guard let mapping = node.mapping else {
            let place = path.isEmpty ? "the definition" : "'\(path)'"
            throw fault(
                "\(place) is not a mapping", node, path: path,
                remedy: "write 'key: value' lines; keys: \(allowed.joined(separator: ", "))")
        }
        var result: [Pair] = []
        for (keyNode, value) in mapping {
            let key = keyNode.scalar?.string ?? ""
            let full = path.isEmpty ? key : "\(path).\(key)"
            guard allowed.contains(key) else {
                let nearest = NearestNames.suggestions(for: key, among: allowed).first
                // Of many keys the nearest is told, not all.
                let list = "allowed: \(allowed.joined(separator: ", "))"
                let hint = nearest.map { "did you mean '\($0)'?\(allowed.count > 12 ? "" : " \(list)")" } ?? list
                throw fault(
                    keyNode.scalar == nil ? "a list or a mapping stands for a key" : "unknown key '\(shortened(key))'", keyNode,
                    path: shortened(full), remedy: hint)
            }
            guard !result.contains(where: { $0.key == key }) else {
                throw fault("the key '\(key)' stands twice", keyNode, path: full, remedy: "keep one of them")
            }
            result.append((key, keyNode, value))
        }
        // A key without a value counts as one that is not there.
        return result.filter { !isNull($0.value) }
    }

    /// "~", "null", or nothing after the key.
    private func isNull(_ node: Yams.Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    package func string(_ node: Yams.Node, path: String) throws -> String {
        guard let scalar = node.scalar, !isNull(node), scalar.string.contains(where: { !$0.isWhitespace }) else {
            throw fault("'\(path)' is not a text", node, path: path, remedy: "write a text after the key")
        }
        return scalar.string
    }

    /// A text, or a list of texts, with the place of each.
    func texts(_ node: Yams.Node, path: String) throws -> [(text: String, place: String)] {
        guard let list = node.sequence else { return [(try string(node, path: path), place(node, path: path))] }
        return try list.enumerated().map { index, node in
            (try string(node, path: "\(path)[\(index)]"), place(node, path: "\(path)[\(index)]"))
        }
    }

    func flag(_ node: Yams.Node, path: String) throws -> Bool {
        guard let text = node.scalar?.string, let flag = ["true": true, "false": false][text] else {
            throw fault("'\(path)' is neither true nor false", node, path: path, remedy: "write '\(path): true', or leave it out")
        }
        return flag
    }

    /// No message is longer than a few lines, whatever a file holds.
    package func shortened(_ text: String) -> String { text.count > 120 ? text.prefix(100) + "..." : text }

    package func fault(_ problem: String, _ node: Yams.Node, path: String, remedy: String?) -> Fault {
        Fault(problem, at: place(node, path: path), remedy: remedy, status: .usage)
    }

    /// "reports/quick.yml:12: figures[0].settings.epochs".
    package func place(_ node: Yams.Node, path: String) -> String {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        return "\(file)\(line)\(path.isEmpty ? "" : ": \(path)")"
    }

    private func yamlFault(_ error: YamlError) -> Fault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            Fault(
                "is not YAML: \(problem) (column \(mark.column))", at: "\(file):\(mark.line)",
                remedy: "mend the line or the one above it",
                status: .usage)
        case .duplicatedKeysInMapping(let duplicates, let context):
            Fault(
                "the key '\(shortened(duplicates.min() ?? ""))' stands twice", at: "\(file):\(context.mark.line)",
                remedy: "keep one of them", status: .usage)
        default:
            Fault("is not YAML: \(error)", at: file, remedy: "mend it", status: .usage)
        }
    }

    /// A value that the parameter allows.
    package func value(_ node: Yams.Node, for parameter: Parameter, path: String) throws -> SettingValue {
        func number(_ node: Yams.Node) -> Double? {
            guard case .scalar(let scalar) = node, scalar.style == .plain, let value = Double(scalar.string), value.isFinite else {
                return nil
            }
            return value
        }
        let read: SettingValue? =
            switch parameter.allowed {
            case .integers:
                if case .scalar(let scalar) = node, scalar.style == .plain { Int(scalar.string).map { .integer($0) } } else { nil }
            case .numbers: number(node).map { .number($0) }
            case .lists:
                node.sequence.flatMap { nodes in
                    let values = nodes.map(number)
                    return values.contains(nil) ? nil : .numbers(values.compactMap(\.self))
                }
            case .choices: node.scalar.map { .choice($0.string) }
            }
        guard let read, parameter.allowed.contains(read) else {
            let found =
                read?.description ?? node.scalar.map { "'\(shortened($0.string))'" }
                ?? (node.sequence != nil ? "this list" : "this mapping")
            throw fault(
                "\(shortened(found)) is not allowed for '\(parameter.key)'", node, path: path, remedy: "give \(parameter.allowed)")
        }
        return read
    }
}
