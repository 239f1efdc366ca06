import Judging
import Results

extension Claim {
    /// A statement on one measured number.
    public init(
        _ id: String, _ statement: String, _ origin: Origin, _ source: String, basis: Basis = .measured, published: String? = nil,
        _ quantity: String, digits: Int, within bounds: Bounds? = nil, _ sample: Sample, _ rule: Rule, readings: [Reading] = [],
        remark: String? = nil
    ) {
        self.init(
            id, statement, origin, source, basis: basis, published: published, quantity, digits: digits, within: bounds,
            [.init(sample, rule)], readings: readings, remark: remark)
    }

    /// A statement that says several things.
    public init(
        _ id: String, _ statement: String, _ origin: Origin, _ source: String, basis: Basis = .measured, published: String? = nil,
        _ quantity: String, digits: Int, within bounds: Bounds? = nil, _ parts: [Part], readings: [Reading] = [],
        remark: String? = nil
    ) {
        self.init(
            id: id, statement: statement, source: source, origin: origin, basis: basis, published: published, quantity: quantity,
            digits: digits, within: bounds, parts: parts, readings: readings, remark: remark)
    }

    /// A statement that cannot be put to the test here.
    public init(
        _ id: String, _ statement: String, _ origin: Origin, _ source: String, published: String? = nil, notAssessed reason: String
    ) {
        self.init(id: id, statement: statement, source: source, origin: origin, published: published, notAssessed: reason)
    }
}

extension Claim.Reading {
    /// Another way to read a statement on one number.
    public init(_ name: String, _ sample: Sample, _ rule: Rule, within bounds: Bounds? = nil) {
        self.init(name, [.init(sample, rule, within: bounds)])
    }
}
