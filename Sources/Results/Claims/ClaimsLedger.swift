import Judging

/// Every statement put to the test beside what was measured, and how many came out how.
///
/// Only what the paper says and could have come out either way counts as the paper's; what holds by construction, what was calibrated to
/// hold, and statements of cited works and of this project's own are counted apart. *Reproduced* is said only where all settings that bear on
/// the statement's data are the paper's (`FigureResult.scale(of:)`).
public struct ClaimsLedger: Codable, Sendable, Equatable {
    public var counts: Counts
    public var entries: [Entry]

    public struct Entry: Codable, Sendable, Equatable {
        public var figure: FigureID
        public var scale: Claim.Scale
        public var claim: Claim

        public init(figure: FigureID, scale: Claim.Scale, claim: Claim) {
            self.figure = figure
            self.scale = scale
            self.claim = claim
        }

        /// Whether it can be called reproduced or not: a statement of the paper at its settings.
        var isReproduction: Bool { scale == .paper && claim.origin.isThePapers }

        /// "reproduced", "holds at this scale", "undecided (12 networks would decide)".
        public var verdict: String { claim.verdict(at: scale) }
    }

    /// With whom a claim is counted.
    public enum Group: String, Codable, Sendable, CaseIterable {
        case paper, construction, calibrated, ours
    }

    /// The claims of the results, in their order.
    public init(_ results: [FigureResult]) {
        entries = results.flatMap { result in
            result.claims.map { Entry(figure: result.id, scale: result.scale(of: $0), claim: $0) }
        }
        counts = Counts(entries)
    }

    /// A verdict as it is asked for.
    public enum Wanted: String, Sendable, CaseIterable {
        case reproduced
        case notReproduced = "not-reproduced"
        case holds, partly
        case doesNotHold = "does-not-hold"
        case undecided
        case notAssessed = "not-assessed"

        func isOf(_ entry: Entry) -> Bool {
            switch entry.claim.outcome {
            case .holds: self == .holds || self == .reproduced && entry.isReproduction
            case .partly: self == .partly
            case .doesNotHold: self == .doesNotHold || self == .notReproduced && entry.isReproduction
            case .undecided: self == .undecided
            case .notAssessed: self == .notAssessed
            }
        }
    }

    /// Leaves those of the verdicts; the counts are of what is left.
    public mutating func keep(_ wanted: [Wanted]) {
        entries.removeAll { entry in !wanted.contains { $0.isOf(entry) } }
        counts = Counts(entries)
    }
}

extension Claim {
    public var group: ClaimsLedger.Group {
        guard origin.isThePapers else { return .ours }
        return switch basis {
        case .measured: .paper
        case .construction: .construction
        case .calibrated: .calibrated
        }
    }
}
