import Judging

/// A claim's verdict as a table's cell shows it: a sign, then words.
package enum Verdict: String, CaseIterable {
    case reproduced, partly, failed, undecided, open

    /// The sign ahead of the words, so that colour is never the only difference.
    package var sign: String {
        switch self {
        case .reproduced: "✓"
        case .partly: "◐"
        case .failed: "✗"
        case .undecided: "◇"
        case .open: "○"
        }
    }

    package init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .holds: .reproduced
            case .partly: .partly
            case .doesNotHold: .failed
            case .undecided: .undecided
            case .notAssessed: .open
            }
    }

    package init?(cell: [MarkdownDocument.Inline]) {
        let text = cell.plainText
        guard let verdict = Self.allCases.first(where: { text.hasPrefix("\($0.sign) ") }) else { return nil }
        self = verdict
    }
}
