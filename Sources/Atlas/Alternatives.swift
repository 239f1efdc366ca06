import Experiments

/// What else each setting that a paper leaves open might have been, and how else the numbers of rules might have been drawn: written down
/// before anything is run.
public struct Alternatives: Sendable, Equatable {
    /// Values besides the chosen one, by paper and key, in the file's order.
    public var settings: [String: [(key: String, values: [SettingValue])]]
    public var rules: Rules
    /// Open settings that are not varied, each with the reason, by paper, in the file's order.
    public var without: [String: [(key: String, reason: String)]] = [:]
    /// Settings that only say which networks are drawn and how many: varied one at a time, never in a combination, since each combination
    /// would train every network anew and tell of nothing but the draw.
    public var replicates: Set<String> = []
    /// How many random combinations of choices there are besides one at a time.
    public var combinations: Int
    public var seed: UInt64
    /// SHA-256 of the file that it was read from.
    public var digest: String

    /// Factors by which tolerances, margins and thresholds are multiplied, and other levels of shares and tendencies.
    public struct Rules: Sendable, Equatable {
        public var tolerance: [Double]
        public var margin: [Double]
        public var threshold: [Double]
        public var share: [Double]
        public var concordance: [Double]

        public init(
            tolerance: [Double] = [], margin: [Double] = [], threshold: [Double] = [], share: [Double] = [],
            concordance: [Double] = []
        ) {
            self.tolerance = tolerance
            self.margin = margin
            self.threshold = threshold
            self.share = share
            self.concordance = concordance
        }
    }

    public init(
        settings: [String: [(key: String, values: [SettingValue])]] = [:], rules: Rules = Rules(), combinations: Int = 0,
        seed: UInt64 = 1, digest: String = ""
    ) {
        self.settings = settings
        self.rules = rules
        self.combinations = combinations
        self.seed = seed
        self.digest = digest
    }

    public static func == (a: Alternatives, b: Alternatives) -> Bool {
        a.rules == b.rules && a.combinations == b.combinations && a.seed == b.seed && a.digest == b.digest
            && a.replicates == b.replicates
            && a.settings.mapValues { $0.map(\.key) } == b.settings.mapValues { $0.map(\.key) }
            && a.settings.mapValues { $0.map(\.values) } == b.settings.mapValues { $0.map(\.values) }
            && a.without.mapValues { $0.map(\.key) } == b.without.mapValues { $0.map(\.key) }
            && a.without.mapValues { $0.map(\.reason) } == b.without.mapValues { $0.map(\.reason) }
    }

    /// The alternatives of a figure's open settings, in the order of its parameters; none of networks of which it has none.
    func ofFigure(_ entry: ReportDefinition.Entry) -> [(parameter: Parameter, values: [SettingValue])] {
        let listed = settings[entry.experiment.id.paper] ?? []
        let meaningful = Set(entry.settings.records.map(\.key))
        return entry.experiment.parameters.filter { $0.paper == nil && meaningful.contains($0.key) }.compactMap { parameter in
            if replicates.contains(parameter.key), entry.settings[parameter] == .integer(0) { return nil }
            return listed.first { $0.key == parameter.key }.map { (parameter, $0.values) }
        }
    }
}
