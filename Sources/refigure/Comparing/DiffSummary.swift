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
        let standIns = diff.onStandIns
        if let first = standIns.first {
            text += "\non stand-ins: \(standIns.count) not comparable (\(first.summary)\(standIns.count == 1 ? "" : ", ..."))\n"
            text += "  \(standIns.map(\.id.description).joined(separator: ", "))\n"
        }
        for (reason, ids) in diff.notComputed {
            text +=
                "\nout of date: \(ids.count) not computed since (\(reason))\n  \(ids.map(\.description).joined(separator: ", "))\n"
        }
        let shown = diff.figures.filter { !$0.isIdentical && $0.verdict != .notComparable && $0.standing != "out of date" }
        if !shown.isEmpty { text += "\n" + Terminal.table(shown.map { ["\($0.id)", $0.standing, $0.summary] }) }
        for (lead, items) in diff.leftOut?.sentences ?? [] {
            text += "\n\(lead)\n" + items.map { "  \($0)\n" }.joined()
        }
        let counts = diff.countsInPrint
        text +=
            "\n\(diff.figures.count) figure\(diff.figures.count == 1 ? "" : "s")\(diff.leftOut == nil ? "" : " compared")\(counts.isEmpty ? "" : ": \(counts)")\n"
        return text
    }
}
