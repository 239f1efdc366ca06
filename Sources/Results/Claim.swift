import Judging

/// A statement put to the test: what was measured of it, by which rule it is judged, and what came out.
///
/// It is declared: its outcome, the rule's words and what was measured in print all follow from its parts.
public struct Claim: Codable, Sendable, Equatable {
    /// Unique in its figure and stable: "finer-bins-top-right".
    public var id: String
    /// The statement, in one sentence.
    public var statement: String
    /// Where the paper says it: "Section 2.2.1, figure 1".
    public var source: String
    public var origin: Origin
    public var basis: Basis
    /// The paper's value in print; nil where it states none.
    public var published: String?
    /// What was measured, in print, with its interval and the number of networks.
    public var measured: String
    /// The measured number of a claim of one part, for the diff; nil where it has several.
    public var estimate: Estimate?
    /// The rule by which the outcome was reached, in print.
    public var rule: String
    public var outcome: Outcome
    /// What the outcome follows from; empty where nothing was assessed.
    public var parts: [Part]
    /// Other ways to read the statement's words, each as fair as the first: their outcomes are told and decide nothing.
    public var readings: [Reading]
    /// The data sets that it rests on, by name; nil: all of its figure's.
    public var data: [String]?

    public typealias Estimate = Judging.Estimate

    /// Who says it. Only the first three are statements of the paper.
    public enum Origin: String, Codable, Sendable, CaseIterable {
        /// A number that the paper prints.
        case number
        /// A sentence of the paper.
        case sentence
        /// What the paper's figure shows, read off it.
        case figure
        /// A statement of a work that the paper cites.
        case cited
        /// A statement of this project's own.
        case ours

        public var isThePapers: Bool { self == .number || self == .sentence || self == .figure }
    }

    /// What its outcome can tell.
    public enum Basis: String, Codable, Sendable, CaseIterable {
        /// It could have come out either way.
        case measured
        /// It holds by construction: an identity, a theorem, an example made for it. A failure would be a fault of the code.
        case construction
        /// A setting was chosen so that it holds.
        case calibrated
    }

    /// One of the things that a statement says.
    public struct Part: Codable, Sendable, Equatable {
        /// "layer 4"; empty where there is one part only.
        public var label: String
        public var sample: Sample
        public var rule: Rule
        /// Between which numbers what was measured lies; nil: as the whole statement's.
        public var bounds: Bounds?

        public init(_ label: String, _ sample: Sample, _ rule: Rule, within bounds: Bounds? = nil) {
            self.label = label
            self.sample = sample
            self.rule = rule
            self.bounds = bounds
        }

        /// The only part of a statement.
        public init(_ sample: Sample, _ rule: Rule, within bounds: Bounds? = nil) { self.init("", sample, rule, within: bounds) }

        public var judgement: Judgement { Judgement(sample, by: rule, within: bounds ?? .none) }

        /// "layer 4 1.21 (1.02 to 1.40, n = 5)".
        public func printed(digits: Int) -> String {
            "\(label.isEmpty ? "" : "\(label) ")\(sample.printed(digits: digits, within: bounds ?? .none))"
        }

        /// The same part, within these bounds unless it has its own.
        func within(_ bounds: Bounds) -> Part {
            var part = self
            part.bounds = self.bounds ?? bounds
            return part
        }
    }

    /// Another way to read a statement: other parts or other rules for the same words.
    public struct Reading: Codable, Sendable, Equatable {
        /// "sizes 2 to 13", "within 20 %".
        public var name: String
        public var parts: [Part]

        public init(_ name: String, _ parts: [Part]) {
            self.name = name
            self.parts = parts
        }

        public var outcome: Outcome { Outcome(ofAll: parts.map(\.judgement.outcome)) }
    }

    /// - Parameters:
    ///   - quantity: what the parts' numbers are: "I(X;T) at the end, in bits".
    ///   - digits: how many of a number follow the point in print.
    ///   - bounds: between which numbers they lie; those of the readings, too.
    ///   - parts: the statement holds where all of them do.
    ///   - remark: what else was measured and decides nothing.
    public init(
        id: String, statement: String, source: String, origin: Origin, basis: Basis = .measured, published: String? = nil,
        quantity: String, digits: Int, within bounds: Bounds? = nil, parts: [Part], readings: [Reading] = [], remark: String? = nil
    ) {
        let parts = bounds.map { bounds in parts.map { $0.within(bounds) } } ?? parts
        let readings = bounds.map { bounds in readings.map { Reading($0.name, $0.parts.map { $0.within(bounds) }) } } ?? readings
        self.id = id
        self.statement = statement
        self.source = source
        self.origin = origin
        self.basis = basis
        self.published = published
        self.parts = parts
        self.readings = readings
        let judged = parts.map(\.judgement)
        estimate = judged.count == 1 ? judged[0].estimate : nil
        outcome = Outcome(ofAll: judged.map(\.outcome))
        measured = ClaimWords.measured(quantity, parts, judged, readings, digits: digits, remark: remark)
        rule = ClaimWords.rule(parts)
    }

    /// A statement that cannot be put to the test here.
    /// - Parameter reason: "other architecture", "stand-in data".
    public init(
        id: String, statement: String, source: String, origin: Origin, published: String? = nil, notAssessed reason: String
    ) {
        self.init(
            id: id, statement: statement, source: source, origin: origin, published: published, quantity: "", digits: 0, parts: [])
        outcome = .notAssessed(reason)
        measured = "–"
        rule = "–"
    }
}

extension Outcome {
    /// Of a statement that says several things: it holds where all do; partly where some hold and some do not.
    public init(ofAll parts: [Outcome]) {
        let reasons = parts.compactMap { part in if case .notAssessed(let reason) = part { reason } else { nil } }
        if let reason = reasons.first ?? (parts.isEmpty ? "nothing was measured" : nil) {
            self = .notAssessed(reason)
        } else if parts.contains(.doesNotHold) {
            self = parts.contains(.holds) ? .partly : .doesNotHold
        } else if parts.allSatisfy({ $0 == .holds }) {
            self = .holds
        } else {
            // The part that needs most; none would do where one part is out of reach.
            let needed = parts.compactMap { part -> Int?? in
                if case .undecided(let networks) = part { .some(networks) } else { nil }
            }
            self = .undecided(networks: needed.contains(nil) ? nil : needed.compactMap(\.self).max())
        }
    }
}

extension Claim {
    /// The outcome in the words of its scale: "reproduced" only of a paper's statement at the paper's settings.
    public func verdict(at scale: Scale) -> String {
        let words: (holds: String, partly: String, fails: String) =
            switch scale {
            case _ where !origin.isThePapers: ("holds", "partly", "does not hold")
            case .paper: ("reproduced", "partly reproduced", "not reproduced")
            case .reduced: ("holds at this scale", "partly at this scale", "does not hold at this scale")
            case .other: ("holds at these settings", "partly at these settings", "does not hold at these settings")
            }
        return switch outcome {
        case .holds: words.holds
        case .partly: words.partly
        case .doesNotHold: words.fails
        default: outcome.label
        }
    }
}
