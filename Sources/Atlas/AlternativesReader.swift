import Experiments
import Files
import Results
import Yams

/// Reads alternatives.yml. Every error names file, line and key.
///
///     combinations: 30               # random ones, besides one choice at a time
///     seed: 1
///     rules:                         # other numbers of rules
///       tolerance: [0.5, 2]          # times that of a published number
///       margin: [0.5, 2]             # times that of an equivalence
///       threshold: [0.5, 2]          # times that of an effect; 0 stays 0
///       share: [0.66, 0.8]           # of networks
///       concordance: [0, 0.8]        # Kendall's tau of a series that rises or falls
///     replicates: [firstSeed]        # settings that are no choices: never in combinations
///     settings:                      # two to four other values of each setting that a paper leaves open
///       information-plane:
///         tanhLearningRate: [0.05, 0.2]
///     without:                       # open settings that are not varied, each with the reason
///       ablation:
///         steps: it says how outlines are drawn, not what is measured
public struct AlternativesReader {
    private let registry: Registry
    private let reader: YAMLReader

    /// - Parameter file: the path that errors name.
    public init(file: String, registry: Registry) {
        self.registry = registry
        reader = YAMLReader(file: file)
    }

    /// How many other values a setting has.
    static let counts = 2...4

    /// - Throws: a `Fault` (status usage).
    public func read(_ text: String) throws -> Alternatives {
        let document = try reader.compose(text, wanting: "'settings' and 'rules'")
        let top = try reader.fields(
            document, path: "", allowed: ["combinations", "seed", "rules", "replicates", "settings", "without"])
        var alternatives = Alternatives(digest: SHA256.hex(of: Array(text.utf8)))
        if let node = top["combinations"] { alternatives.combinations = try whole(node, "combinations", 0...1000) }
        if let node = top["seed"] { alternatives.seed = UInt64(try whole(node, "seed", 0...1_000_000)) }
        if let node = top["rules"] { alternatives.rules = try rules(node) }
        if let node = top["settings"] {
            for (paper, _, keys) in try reader.pairs(node, path: "settings", allowed: registry.papers.map(\.id)) {
                alternatives.settings[paper] = try settings(keys, of: paper)
            }
        }
        if let node = top["replicates"] { alternatives.replicates = try replicates(node) }
        if let node = top["without"] {
            for (paper, _, keys) in try reader.pairs(node, path: "without", allowed: registry.papers.map(\.id)) {
                alternatives.without[paper] = try reasons(keys, of: paper, besides: alternatives.settings[paper] ?? [])
            }
        }
        return alternatives
    }

    private func settings(_ node: Yams.Node, of paper: String) throws -> [(key: String, values: [SettingValue])] {
        let open = open(paper)
        return try reader.pairs(node, path: "settings.\(paper)", allowed: keys(open)).map { key, _, value in
            let path = "settings.\(paper).\(key)"
            // Of each figure that leaves it open: they may allow different values.
            let parameters = open.filter { $0.key == key }
            guard let list = value.sequence else {
                throw reader.fault("'\(path)' is not a list", value, path: path, remedy: "write [one, other]")
            }
            let values = try list.enumerated().map { index, node in
                try parameters.map { try reader.value(node, for: $0, path: "\(path)[\(index)]") }[0]
            }
            guard Self.counts.contains(values.count), Set(values).count == values.count else {
                throw reader.fault(
                    "'\(path)' has \(values.count) values", value, path: path,
                    remedy: "give \(Self.counts.lowerBound) to \(Self.counts.upperBound) different ones")
            }
            return (key, values)
        }
    }

    private func replicates(_ node: Yams.Node) throws -> Set<String> {
        let known = Set(registry.papers.flatMap { keys(open($0.id)) })
        guard let list = node.sequence else {
            throw reader.fault("'replicates' is not a list", node, path: "replicates", remedy: "write [firstSeed, networks]")
        }
        return Set(
            try list.map { node in
                guard let key = node.scalar?.string, known.contains(key) else {
                    throw reader.fault(
                        "'replicates' names '\(node.scalar?.string ?? "no key")', which no paper leaves open", node,
                        path: "replicates", remedy: "name keys of settings, as firstSeed")
                }
                return key
            })
    }

    private func reasons(
        _ node: Yams.Node, of paper: String, besides settings: [(key: String, values: [SettingValue])]
    ) throws -> [(key: String, reason: String)] {
        try reader.pairs(node, path: "without.\(paper)", allowed: keys(open(paper))).map { key, keyNode, value in
            let path = "without.\(paper).\(key)"
            guard let reason = value.scalar?.string, reason.contains(where: { !$0.isWhitespace }) else {
                throw reader.fault("'\(path)' is not a text", value, path: path, remedy: "say why it is not varied")
            }
            guard !settings.contains(where: { $0.key == key }) else {
                throw reader.fault(
                    "'\(key)' has alternatives, too", keyNode, path: path, remedy: "leave it out here, or under 'settings'")
            }
            return (key, reason)
        }
    }

    /// What the paper leaves open, figure by figure.
    private func open(_ paper: String) -> [Parameter] {
        registry.experiments.filter { $0.id.paper == paper }.flatMap(\.parameters).filter { $0.paper == nil }
    }

    private func keys(_ parameters: [Parameter]) -> [String] { parameters.map(\.key).unique }

    private func rules(_ node: Yams.Node) throws -> Alternatives.Rules {
        var rules = Alternatives.Rules()
        let members: KeyValuePairs<String, WritableKeyPath<Alternatives.Rules, [Double]>> = [
            "tolerance": \.tolerance, "margin": \.margin, "threshold": \.threshold, "share": \.share, "concordance": \.concordance,
        ]
        for (key, _, value) in try reader.pairs(node, path: "rules", allowed: members.map(\.key)) {
            guard let member = members.first(where: { $0.key == key })?.value else { continue }
            let isShare = key == "share" || key == "concordance"
            let numbers = value.sequence?.map { $0.scalar.flatMap { Double($0.string) } }
            let allowed: (Double) -> Bool = { isShare ? $0 >= 0 && $0 < 1 : $0 > 0 && $0 <= 100 }
            guard let numbers, !numbers.isEmpty, numbers.count <= Self.counts.upperBound,
                numbers.allSatisfy({ $0.map(allowed) == true })
            else {
                throw reader.fault(
                    "'rules.\(key)' is not a list of \(isShare ? "shares" : "factors")", value, path: "rules.\(key)",
                    remedy: isShare ? "write [0.66, 0.8], each from 0 to under 1" : "write [0.5, 2], each over 0 and up to 100")
            }
            rules[keyPath: member] = numbers.compactMap(\.self)
        }
        return rules
    }

    private func whole(_ node: Yams.Node, _ path: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            throw reader.fault(
                "'\(path)' is not a whole number from \(range.lowerBound) to \(range.upperBound)", node, path: path,
                remedy: "write '\(path): \(path == "seed" ? 1 : 30)'")
        }
        return number
    }
}
