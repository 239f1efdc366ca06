import Judging
import Results

/// A claim under every choice that was tried.
public struct ClaimAtlas: Codable, Sendable, Equatable {
    public var figure: FigureID
    /// As it was judged with the settings and the reading that were chosen.
    public var claim: Claim
    /// The chosen ones first.
    public var points: [Point]
    public var verdict: Verdict

    /// The claim under one set of choices.
    public struct Point: Codable, Sendable, Equatable {
        /// Sorted; empty for what was chosen.
        public var choices: [Choice]
        public var isCombination: Bool
        /// Nil where the claim has several parts.
        public var estimate: Estimate?
        public var outcome: Outcome

        public init(choices: [Choice], isCombination: Bool, estimate: Estimate?, outcome: Outcome) {
            self.choices = choices
            self.isCombination = isCombination
            self.estimate = estimate
            self.outcome = outcome
        }
    }

    public enum Verdict: Codable, Sendable, Equatable {
        /// Decided under some choices, and always so.
        case holdsWhateverIsChosen
        case failsWhateverIsChosen
        /// Single choices that turn it; empty where only combinations do.
        case hangsOn([Choice])
        /// Decided under no choice, or under fewer than half of them.
        case undecided

        /// "holds whatever is chosen", "hangs on learning rate of plain SGD, tanh networks: 0.05".
        public var words: String {
            switch self {
            case .holdsWhateverIsChosen: "holds whatever is chosen"
            case .failsWhateverIsChosen: "fails whatever is chosen"
            case .hangsOn([]): "hangs on combinations of choices"
            case .hangsOn(let choices): "hangs on \(choices.map(\.words).joined(separator: "; "))"
            case .undecided: "undecided"
            }
        }
    }

    /// - Parameter points: the first is what was chosen.
    public init(figure: FigureID, claim: Claim, points: [Point]) {
        self.figure = figure
        self.claim = claim
        self.points = points
        verdict = Self.verdict(points)
    }

    private static func verdict(_ points: [Point]) -> Verdict {
        let decided = points.filter { $0.outcome.side != .open }
        guard 2 * decided.count >= points.count, !decided.isEmpty else { return .undecided }
        let holding = decided.count { $0.outcome.side == .holds }
        if holding == decided.count { return .holdsWhateverIsChosen }
        if holding == 0 { return .failsWhateverIsChosen }
        // Against what was chosen, or, where that is undecided, against what most choices give.
        let chosen = points[0].outcome.side
        let reference = chosen != .open ? chosen : 2 * holding >= decided.count ? .holds : .fails
        let turning = decided.filter { $0.choices.count == 1 && !$0.isCombination && $0.outcome.side != reference }
        return .hangsOn(turning.flatMap(\.choices).sorted())
    }
}

extension Outcome {
    enum Side { case holds, fails, open }

    /// A statement that holds partly does not hold as it is said.
    var side: Side {
        switch self {
        case .holds: .holds
        case .partly, .doesNotHold: .fails
        case .undecided, .notAssessed: .open
        }
    }
}
