import Files
import Foundation
import Results
import Yams

/// Reads report definitions. Every error names file, line and key, and what is allowed there.
///
///     title: Quick report
///     about: What it is for.
///     publishes: true            # its results may be published though some settings are not the papers'; false without the key
///     settings:                  # over the figures' own defaults, for all figures of a paper
///       information-plane:
///         networks: 3
///     figures:                   # in this order; an id may be a pattern such as information-plane/*
///       - information-plane/table1
///       - id: information-plane/fig1
///         settings: { networks: 5 }
///       - id: information-plane/fig1   # once more, under a name of its own: information-plane/wide-bins
///         as: wide-bins
///         settings: { binSizes: [0.3] }
///       - measure: mutual-information  # of activations in files, by paths from the definition's folder: measure/my-layer
///         as: my-layer
///         activations: acts.npy
///         labels: y.npy
///         bins: 30
public struct DefinitionReader {
    private let file: String
    private let registry: Registry
    private let measures: (any MeasureEntries)?

    /// - Parameters:
    ///   - file: the path that errors name.
    ///   - measures: makes the figures of `measure:` entries; nil: there may be none.
    public init(file: String, registry: Registry, measures: (any MeasureEntries)? = nil) {
        self.file = file
        self.registry = registry
        self.measures = measures
    }

    /// Bytes that a definition may have.
    private static let longest = 1 << 20

    /// Reads the definition that stands at the place.
    /// - Parameter name: what errors call its file; by default the file's path.
    /// - Throws: a `Fault` (status usage).
    public static func read(
        _ place: ReportPlace, name: String? = nil, registry: Registry, measures: (any MeasureEntries)? = nil
    ) throws -> ReportDefinition {
        let name = name ?? place.file
        let bytes: [UInt8]?
        do {
            bytes = try PlainFile.read(place.file, limit: longest)
        } catch let fault as Fault {
            throw Fault(fault.problem, at: name, remedy: "give the file of a report's definition", status: .usage)
        }
        guard let bytes else {
            throw Fault(
                "there is no such report definition", at: name, remedy: "name one of reports/*.yml or the path of your own",
                status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("is not UTF-8 text", at: name, remedy: "save it as UTF-8", status: .usage)
        }
        return try DefinitionReader(file: name, registry: registry, measures: measures).read(text, place: place)
    }

    /// Reads a definition from its text.
    public func read(_ text: String, place: ReportPlace) throws -> ReportDefinition {
        guard YAMLBounds.hold(for: text) else {
            throw Fault(
                "its aliases stand for far more than they are given for", at: file,
                remedy: "write out what '&' and '*' repeat", status: .usage)
        }
        let document: Yams.Node?
        do {
            // Some editors put a byte-order mark before the text.
            let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            document = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw yamlFault(error)
        }
        guard let document else {
            throw Fault("the definition is empty", at: file, remedy: "give it a title and figures", status: .usage)
        }
        let top = try fields(document, path: "", allowed: ["title", "about", "publishes", "settings", "figures"])
        let title = try top["title"].map { try line(string($0, path: "title")) } ?? place.name
        let about = try top["about"].map { $0.scalar?.string.isEmpty == true ? "" : try string($0, path: "about") } ?? ""
        let publishes = try top["publishes"].map { try flag($0, path: "publishes") } ?? false
        let paperSettings = try top["settings"].map(readPaperSettings) ?? [:]
        guard let figures = top["figures"] else {
            throw fault("'figures' is missing", document, path: "", remedy: "list the figures' ids under 'figures:'")
        }
        guard let list = figures.sequence else {
            throw fault("'figures' is not a list", figures, path: "figures", remedy: "write one '- id' a line")
        }
        var entries: [ReportDefinition.Entry] = []
        for (index, node) in list.enumerated() {
            let path = "figures[\(index)]"
            let isMeasure = measures != nil && node.mapping?.contains { $0.key.scalar?.string == "measure" } == true
            let found =
                try isMeasure
                ? [readMeasure(node, path: path, folder: FilePath(place.file).folder)]
                : readEntry(node, path: path, paperSettings: paperSettings)
            for entry in found {
                guard !entries.contains(where: { $0.id == entry.id }) else {
                    throw fault(
                        "\(entry.id) is listed twice", node, path: path,
                        remedy: "list it once, or give one a name of its own: as: my-name")
                }
                entries.append(entry)
            }
        }
        guard !entries.isEmpty else {
            throw fault("no figures are listed", figures, path: "figures", remedy: "list at least one; `refigure list` shows them")
        }
        // In the order of the file.
        for (paper, node) in try top["settings"].map({ try pairs($0, path: "settings", allowed: registry.papers.map(\.id)) })?.map({
            ($0.key, $0.keyNode)
        }) ?? [] where !entries.contains(where: { $0.id.paper == paper }) {
            throw fault(
                "settings are given for '\(paper)', of which no figure is listed", node, path: "settings.\(paper)",
                remedy: "list one of its figures, or leave its settings out")
        }
        return ReportDefinition(place: place, title: title, about: about, entries: entries, publishes: publishes)
    }

    private typealias RawSettings = [(key: String, keyNode: Yams.Node, value: Yams.Node)]

    private func readPaperSettings(_ node: Yams.Node) throws -> [String: RawSettings] {
        let papers = registry.papers.map(\.id)
        var settings: [String: RawSettings] = [:]
        for (paper, _, value) in try pairs(node, path: "settings", allowed: papers) {
            let path = "settings.\(paper)"
            let known = registry.experiments.filter { $0.id.paper == paper }.flatMap(\.parameters)
            var raw: RawSettings = []
            for (key, keyNode, setting) in try pairs(value, path: path, allowed: unique(known.map(\.key))) {
                // Each key is checked against the first parameter of its name: a paper's figures share their parameters' meaning.
                if let parameter = known.first(where: { $0.key == key }) {
                    _ = try self.value(setting, for: parameter, path: "\(path).\(key)")
                }
                raw.append((key, keyNode, setting))
            }
            settings[paper] = raw
        }
        return settings
    }

    private func readEntry(_ node: Yams.Node, path: String, paperSettings: [String: RawSettings]) throws -> [ReportDefinition.Entry]
    {
        let pattern: String
        var ownSettings: Yams.Node?
        var name: String?
        if node.mapping != nil {
            let fields = try fields(node, path: path, allowed: ["id", "as", "settings"])
            guard let id = fields["id"] else {
                throw fault("'id' is missing", node, path: path, remedy: "write 'id: paper/figure', or 'measure: entropy'")
            }
            pattern = try string(id, path: "\(path).id")
            name = try fields["as"].map { try entryName($0, path: "\(path).as") }
            ownSettings = fields["settings"]
        } else {
            pattern = try string(node, path: path)
        }
        let experiments: [any Experiment]
        guard pattern.utf8.count <= 200 else {
            throw fault("'\(shortened(pattern))' is no figure's id", node, path: path, remedy: "`refigure list` shows all figures")
        }
        do {
            experiments = try registry.matching(pattern)
        } catch let error as Fault {
            throw fault(error.problem, node, path: path, remedy: error.remedy)
        }
        if let name, experiments.count > 1 {
            throw fault(
                "'as: \(name)' names one figure, and '\(shortened(pattern))' are \(experiments.count)", node, path: "\(path).as",
                remedy: "give the id of one of them")
        }
        if let name, let other = registry.experiments.first(where: { "\($0.id)" == "\(experiments[0].id.paper)/\(name)" }) {
            throw fault("\(other.id) is a figure of the paper", node, path: "\(path).as", remedy: "choose another name")
        }
        return try experiments.map { experiment in
            var given: [String: SettingValue] = [:]
            for (key, _, value) in paperSettings[experiment.id.paper] ?? [] {
                guard let parameter = experiment.parameters.first(where: { $0.key == key }) else { continue }
                given[key] = try self.value(value, for: parameter, path: "settings.\(experiment.id.paper).\(key)")
            }
            if let ownSettings {
                let settingsPath = "\(path).settings"
                for (key, _, value) in try pairs(ownSettings, path: settingsPath, allowed: experiment.parameters.map(\.key)) {
                    guard let parameter = experiment.parameters.first(where: { $0.key == key }) else { continue }
                    given[key] = try self.value(value, for: parameter, path: "\(settingsPath).\(key)")
                }
            }
            return ReportDefinition.Entry(
                experiment: experiment, settings: Settings(experiment.parameters, given: given), name: name)
        }
    }

    /// A measure of activations in files.
    private func readMeasure(_ node: Yams.Node, path: String, folder: String) throws -> ReportDefinition.Entry {
        guard let measures, let named = node.mapping?.first(where: { $0.key.scalar?.string == "measure" })?.value else {
            throw fault("'measure' is missing", node, path: path, remedy: "write 'measure: entropy'")
        }
        let measure = try string(named, path: "\(path).measure")
        guard measures.names.contains(measure) else {
            let near = NearestNames.suggestions(for: measure, among: measures.names).first.map { "did you mean '\($0)'? " } ?? ""
            throw fault(
                "there is no measure '\(shortened(measure))'", named, path: "\(path).measure",
                remedy: "\(near)there are \(measures.names.joined(separator: ", "))")
        }
        let pairs = try pairs(node, path: path, allowed: ["measure", "as", "title"] + measures.keys(of: measure))
        let words = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, $0.value) })
        var fields: [String: DefinitionValue] = [:]
        var places: [String: [String]] = [:]
        for (key, _, value) in pairs where !["measure", "as", "title"].contains(key) {
            fields[key] = try self.text(value, path: "\(path).\(key)")
            let texts = value.sequence?.enumerated().map { ($1, "\(path).\(key)[\($0)]") } ?? [(value, "\(path).\(key)")]
            places[key] = texts.map { place($0, path: $1) }
        }
        let name = try words["as"].map { try entryName($0, path: "\(path).as") } ?? measure
        let title = try words["title"].map { try line(string($0, path: "\(path).title")) }
        do {
            let experiment = try measures.figure(
                of: measure, name: name, title: title, fields: fields, places: places, folder: folder)
            return ReportDefinition.Entry(experiment: experiment, settings: Settings(experiment.parameters))
        } catch let problem as MeasureEntryProblem {
            let key = problem.key.flatMap { words[$0] == nil ? nil : $0 }
            throw fault(
                problem.problem, key.flatMap { words[$0] } ?? node, path: key.map { "\(path).\($0)" } ?? path,
                remedy: problem.remedy)
        }
    }

    /// A scalar's text, or a list of such.
    private func text(_ node: Yams.Node, path: String) throws -> DefinitionValue {
        if let list = node.sequence {
            return .list(try list.enumerated().map { try text($1, path: "\(path)[\($0)]") })
        }
        return .text(try string(node, path: path))
    }

    /// What a figure is called in its report: part of its id, and of files' names.
    private func entryName(_ node: Yams.Node, path: String) throws -> String {
        let name = try string(node, path: path)
        let isName =
            name.count <= 60 && name.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isName else {
            throw fault(
                "'\(shortened(name))' cannot be a name", node, path: path,
                remedy: "take letters, digits, '-', '_' and '.', 60 at most, a letter or a digit first")
        }
        return name
    }

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
                if case .scalar(let scalar) = node, scalar.style == .plain, let value = Int(scalar.string) {
                    .integer(value)
                } else {
                    nil
                }
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

    package func fields(_ node: Yams.Node, path: String, allowed: [String]) throws -> [String: Yams.Node] {
        Dictionary(uniqueKeysWithValues: try pairs(node, path: path, allowed: allowed).map { ($0.key, $0.value) })
    }

    /// The mapping's pairs in their order; unknown and repeated keys are refused.
    package func pairs(_ node: Yams.Node, path: String, allowed: [String]) throws -> [(
        key: String, keyNode: Yams.Node, value: Yams.Node
    )] {
        guard let mapping = node.mapping else {
            let place = path.isEmpty ? "the definition" : "'\(path)'"
            throw fault(
                "\(place) is not a mapping", node, path: path,
                remedy: "write 'key: value' lines; keys: \(allowed.joined(separator: ", "))")
        }
        var result: [(key: String, keyNode: Yams.Node, value: Yams.Node)] = []
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

    private func string(_ node: Yams.Node, path: String) throws -> String {
        guard let scalar = node.scalar, !isNull(node), scalar.string.contains(where: { !$0.isWhitespace }) else {
            throw fault("'\(path)' is not a text", node, path: path, remedy: "write a text after the key")
        }
        return scalar.string
    }

    private func flag(_ node: Yams.Node, path: String) throws -> Bool {
        guard let text = node.scalar?.string, let flag = ["true": true, "false": false][text] else {
            throw fault("'\(path)' is neither true nor false", node, path: path, remedy: "write '\(path): true', or leave it out")
        }
        return flag
    }

    /// The text on one line.
    private func line(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// No message is longer than a few lines, whatever a file holds.
    private func shortened(_ text: String) -> String { text.count > 120 ? text.prefix(100) + "..." : text }

    private func unique(_ keys: [String]) -> [String] {
        var seen: Set<String> = []
        return keys.filter { seen.insert($0).inserted }
    }

    package func fault(_ problem: String, _ node: Yams.Node, path: String, remedy: String?) -> Fault {
        Fault(problem, at: place(node, path: path), remedy: remedy, status: .usage)
    }

    /// "reports/quick.yml:12: figures[0].settings.epochs".
    private func place(_ node: Yams.Node, path: String) -> String {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        return "\(file)\(line)\(path.isEmpty ? "" : ": \(path)")"
    }

    package func yamlFault(_ error: YamlError) -> Fault {
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
}
