import Judging

extension ClaimsLedger {
    /// How many claims of each group came out how.
    public struct Counts: Codable, Sendable, Equatable {
        public var paper = Tally()
        public var construction = Tally()
        public var calibrated = Tally()
        public var ours = Tally()

        public init(_ entries: [Entry] = []) {
            for entry in entries {
                switch entry.claim.group {
                case .paper: paper.add(entry)
                case .construction: construction.add(entry)
                case .calibrated: calibrated.add(entry)
                case .ours: ours.add(entry)
                }
            }
        }

        public var all: Int { paper.all + construction.all + calibrated.all + ours.all }
    }

    /// Outcome by scale.
    public struct Tally: Codable, Sendable, Equatable {
        /// At the paper's settings.
        public var reproduced = 0
        public var partlyReproduced = 0
        public var notReproduced = 0
        /// At reduced or other settings, and statements that are not the paper's.
        public var holds = 0
        public var partly = 0
        public var doesNotHold = 0
        public var undecided = 0
        public var notAssessed = 0

        public init() {}

        mutating func add(_ entry: Entry) {
            let isReproduction = entry.isReproduction
            switch entry.claim.outcome {
            case .holds: if isReproduction { reproduced += 1 } else { holds += 1 }
            case .partly: if isReproduction { partlyReproduced += 1 } else { partly += 1 }
            case .doesNotHold: if isReproduction { notReproduced += 1 } else { doesNotHold += 1 }
            case .undecided: undecided += 1
            case .notAssessed: notAssessed += 1
            }
        }

        public var all: Int {
            reproduced + partlyReproduced + notReproduced + holds + partly + doesNotHold + undecided + notAssessed
        }
    }
}

extension ClaimsLedger.Counts: CustomStringConvertible {
    /// "14 statements of the papers: at the papers' settings 5 reproduced, 1 partly, 2 not; at other settings 3 hold, 0 partly, 1 does not;
    /// 1 undecided, 1 not assessed. Apart: 2 by construction (2 hold), ...": all outcomes, so that failures are as visible as successes.
    public var description: String {
        let own = "\(paper.all) statement\(paper.all == 1 ? "" : "s") of the papers: \(paper)"
        return own + (apart.isEmpty ? "" : ". Apart: " + apart)
    }

    /// "2 by construction (2 hold); 1 not the papers' (1 undecided)"; empty where nothing is counted apart.
    public var apart: String {
        [("by construction", construction), ("calibrated to hold", calibrated), ("not the papers'", ours)]
            .filter { $0.1.all > 0 }.map { "\($0.1.all) \($0.0) (\($0.1.apart))" }.joined(separator: "; ")
    }
}

extension ClaimsLedger.Tally: CustomStringConvertible {
    /// "at the papers' settings 5 reproduced, 1 partly, 2 not; at other settings 3 hold, 0 partly, 1 not; 1 undecided, 1 not assessed".
    public var description: String {
        "at the papers' settings \(reproduced) reproduced, \(partlyReproduced) partly, \(notReproduced) not; at other settings \(holds) "
            + "hold\(holds == 1 ? "s" : ""), \(partly) partly, \(doesNotHold) not; \(undecided) undecided, \(notAssessed) not assessed"
    }

    /// Where scale is of no account: "2 hold, 1 not", those at zero left out.
    var apart: String {
        let held = holds + reproduced
        let parts = [
            (held, held == 1 ? "holds" : "hold"), (partly + partlyReproduced, "partly"), (doesNotHold + notReproduced, "not"),
            (undecided, "undecided"), (notAssessed, "not assessed"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
