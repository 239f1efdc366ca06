/// A claim's verdict as a table's cell shows it: a sign, then words.
package enum Verdict: String, CaseIterable {
    case reproduced, partly, failed, open

    package init?(cell: [MarkdownDocument.Inline]) {
        let text = cell.plainText
        if text == "✓ reproduced" {
            self = .reproduced
        } else if text == "◐ partly" {
            self = .partly
        } else if text == "✗ not reproduced" {
            self = .failed
        } else if text.hasPrefix("○ not assessed") {
            self = .open
        } else {
            return nil
        }
    }
}
