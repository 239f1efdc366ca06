import Judging

/// A claim's verdict as a table's cell shows it: a sign, then words.
enum Verdict: String, CaseIterable {
    case reproduced, partly, failed, undecided, open

    /// The sign ahead of the words, so that colour is never the only difference.
    var sign: String {
        switch self {
        case .reproduced: "✓"
        case .partly: "◐"
        case .failed: "✗"
        case .undecided: "◇"
        case .open: "○"
        }
    }

    init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .holds: .reproduced
            case .partly: .partly
            case .doesNotHold: .failed
            case .undecided: .undecided
            case .notAssessed: .open
            }
    }

    init?(cell: [MarkdownDocument.Inline]) {
        let text = cell.plainText
        guard let verdict = Self.allCases.first(where: { text.hasPrefix("\($0.sign) ") }) else { return nil }
        self = verdict
    }
}
