import Judging

extension Claim {
    public typealias Verdict = Outcome

    public enum Kind: Sendable { case number, order, trend, test }

    /// A claim whose rule is code: its words say what the code does.
    public init(
        id: String, statement: String, source: String, kind: Kind, published: String? = nil, measured: String,
        estimate: Estimate? = nil, rule: String, verdict: Outcome, origin: Origin = .sentence, basis: Basis = .measured
    ) {
        self.init(id: id, statement: statement, source: source, origin: origin, published: published, notAssessed: "")
        self.basis = basis
        self.measured = measured
        self.estimate = estimate
        self.rule = rule
        outcome = verdict
    }
}
