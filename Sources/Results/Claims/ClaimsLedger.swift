/// Every statement of the papers beside what was measured, and how many have which verdict.
public struct ClaimsLedger: Codable, Sendable, Equatable {
    public var counts: Counts
    public var entries: [Entry]

    public struct Counts: Codable, Sendable, Equatable {
        public var reproduced = 0
        public var partly = 0
        public var notReproduced = 0
        public var notAssessed = 0

        public init(_ claims: [Claim]) {
            for claim in claims {
                switch claim.verdict {
                case .reproduced: reproduced += 1
                case .partly: partly += 1
                case .notReproduced: notReproduced += 1
                case .notAssessed: notAssessed += 1
                }
            }
        }

        public var all: Int { reproduced + partly + notReproduced + notAssessed }
    }

    public struct Entry: Codable, Sendable, Equatable {
        public var figure: FigureID
        public var claim: Claim
    }

    /// The claims of the results, in their order.
    public init(_ results: [FigureResult]) {
        entries = results.flatMap { result in result.claims.map { Entry(figure: result.id, claim: $0) } }
        counts = Counts(entries.map(\.claim))
    }

    /// A verdict as it is asked for.
    public enum Wanted: String, Sendable, CaseIterable {
        case reproduced, partly
        case notReproduced = "not-reproduced"
        case notAssessed = "not-assessed"

        func isOf(_ verdict: Claim.Verdict) -> Bool {
            switch verdict {
            case .reproduced: self == .reproduced
            case .partly: self == .partly
            case .notReproduced: self == .notReproduced
            case .notAssessed: self == .notAssessed
            }
        }
    }

    /// Leaves those of the verdicts; the counts are of what is left.
    public mutating func keep(_ wanted: [Wanted]) {
        entries.removeAll { entry in !wanted.contains { $0.isOf(entry.claim.verdict) } }
        counts = Counts(entries.map(\.claim))
    }
}

extension ClaimsLedger.Counts: CustomStringConvertible {
    /// "14 statements: 9 reproduced, 2 partly, 1 not reproduced, 2 not assessed": all four, so that failures are as visible as successes.
    public var description: String {
        "\(all) statement\(all == 1 ? "" : "s"): \(reproduced) reproduced, \(partly) partly, \(notReproduced) not reproduced, "
            + "\(notAssessed) not assessed"
    }
}
