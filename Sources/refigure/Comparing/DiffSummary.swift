import Results

/// A diff in a terminal: settings first, then the figures, what changed most first.
enum DiffSummary {
    static func text(_ diff: ReportDiff) -> String {
        var text = "before: \(diff.old)\nnow:    \(diff.new)\n"
        let settings = diff.settings
        if !settings.isEmpty {
            text += "\nsettings that differ:\n"
            text += Terminal.table(
                settings.map { setting in
                    let all = setting.figures.count == diff.figures.count
                    return [
                        "  \(setting.change)", all ? "all figures" : setting.figures.map(\.description).joined(separator: ", "),
                    ]
                })
        }
        if !diff.sources.isEmpty { text += "\ncode that differs: \(diff.sources.joined(separator: ", "))\n" }
        let shown = diff.figures.filter { !$0.isIdentical }
        if !shown.isEmpty { text += "\n" + Terminal.table(shown.map { ["\($0.id)", $0.standing, $0.summary] }) }
        let counts = diff.countsInPrint
        text += "\n\(diff.figures.count) figure\(diff.figures.count == 1 ? "" : "s"): \(counts)\n"
        return text
    }
}
