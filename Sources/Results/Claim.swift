/// A statement of a paper beside what was measured here.
public struct Claim: Codable, Sendable, Equatable {
    /// Unique in its figure and stable: "finer-bins-top-right".
    public var id: String
    /// The paper's statement, in one sentence.
    public var statement: String
    /// Where the paper says it: "Section 2.2.1, figure 1".
    public var source: String
    public var kind: Kind
    /// The paper's value in print; nil where it states none.
    public var published: String?
    /// What was measured, in print, with its interval or test where there is one.
    public var measured: String
    /// The measured number with its 95 % interval, for the diff; nil where the claim is not about one number.
    public var estimate: Estimate?
    /// The rule by which the verdict was reached, in one sentence; it must be able to fail.
    public var rule: String
    public var verdict: Verdict

    public init(
        id: String, statement: String, source: String, kind: Kind, published: String? = nil, measured: String,
        estimate: Estimate? = nil, rule: String, verdict: Verdict
    ) {
        self.id = id
        self.statement = statement
        self.source = source
        self.kind = kind
        self.published = published
        self.measured = measured
        self.estimate = estimate
        self.rule = rule
        self.verdict = verdict
    }

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case number, order, trend, test
    }

    public struct Estimate: Codable, Sendable, Equatable {
        public var value: Double
        public var lower: Double
        public var upper: Double

        public init(value: Double, lower: Double, upper: Double) {
            self.value = value
            self.lower = lower
            self.upper = upper
        }
    }

    public enum Verdict: Codable, Sendable, Equatable {
        case reproduced
        case partly
        case notReproduced
        /// With the reason: "stand-in data", "one network only".
        case notAssessed(String)

        /// "reproduced", "partly", "not reproduced", "not assessed (stand-in data)".
        public var label: String {
            switch self {
            case .reproduced: "reproduced"
            case .partly: "partly"
            case .notReproduced: "not reproduced"
            case .notAssessed(let reason): "not assessed (\(reason))"
            }
        }
    }
}
