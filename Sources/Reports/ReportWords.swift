import Files
import Results

/// What the report's shell can name. Every text is escaped for Markdown; introductions and sections are Markdown already.
struct ReportWords {
    let content: ReportContent
    let papers: [(paper: Paper, anchor: String, figures: [FigureWords])]

    init(_ content: ReportContent) {
        self.content = content
        // The headings ahead of the papers take their ids first.
        var slugs = Slugger()
        for heading in [content.title.onOneLine] + content.introductionHeadings + ["At a glance", "Contents"] {
            _ = slugs.slug(for: heading)
        }
        papers = content.papers.compactMap { paper in
            let entries = content.entries.filter { $0.id.paper == paper.id }
            guard !entries.isEmpty else { return nil }
            let anchor = slugs.slug(for: paper.title.onOneLine)
            return (paper, anchor, entries.map { FigureWords($0, &slugs) })
        }
    }

    /// - Parameter sections: each figure's Markdown.
    func context(sections: [FigureID: String]) -> [String: Any] {
        [
            "report": TemplateRecord(
                "report", printing: content.title.markdownEscaped,
                [
                    "name": content.name.markdownEscaped, "title": content.title.markdownEscaped,
                    "introduction": content.introduction, "rebuild": content.rebuildCommand.markdownFenced(language: "sh"),
                    "plan": content.planCommand.markdownFenced(language: "sh"),
                ]),
            "summary": summary,
            "papers": papers.map { paper, anchor, figures in
                TemplateRecord(
                    "paper", printing: paper.title.markdownEscaped,
                    [
                        "title": paper.title.markdownEscaped, "citation": paper.citation.markdownEscaped,
                        "address": paper.address?.markdownDestination ?? "", "anchor": anchor,
                        "hasClaims": figures.contains(where: \.hasClaims),
                        "figures": figures.map { record($0, section: sections[$0.entry.id] ?? "") },
                    ])
            },
            "data": dataSets.map { FigureWords.record($0) },
            "provenance": provenance,
        ]
    }

    private func record(_ figure: FigureWords, section: String) -> TemplateRecord {
        var verdicts = Verdicts()
        var claims: [Claim] = []
        var outcome = ""
        switch figure.entry.outcome {
        case .success(let result, _, _, _):
            claims = result.claims
            verdicts = Verdicts(claims)
        case .failure: outcome = "failed"
        case .notRun: outcome = "not run"
        }
        return TemplateRecord(
            "figure", printing: figure.heading.markdownEscaped,
            [
                "id": figure.entry.id.description.markdownEscaped, "heading": figure.heading.markdownEscaped,
                "anchor": figure.anchor, "section": section, "outcome": outcome, "verdicts": verdicts.record,
                "label": figure.entry.label.markdownEscaped, "claims": claims.map(FigureWords.record),
                "key": key(of: figure),
            ])
    }

    private func key(of figure: FigureWords) -> String {
        if case .success(_, _, _, let key) = figure.entry.outcome { key.markdownCode } else { "" }
    }

    private var summary: TemplateRecord {
        let results = content.entries.compactMap { entry in
            if case .success(let result, _, _, _) = entry.outcome { result } else { nil }
        }
        let failed = content.entries.count { if case .failure = $0.outcome { true } else { false } }
        return TemplateRecord(
            "summary",
            [
                "figures": content.entries.count, "built": results.count, "failed": failed,
                "notRun": content.entries.count - results.count - failed,
                "claims": results.reduce(0) { $0 + $1.claims.count }, "verdicts": Verdicts(results.flatMap(\.claims)).record,
                "reduced": results.count { $0.settings.contains { $0.departure == .smaller } },
                "departing": results.count { result in
                    result.settings.contains { $0.departure != nil } && !result.settings.contains { $0.departure == .smaller }
                },
                "standIns": results.count(where: \.usesStandIn),
            ])
    }

    /// The data sets of all figures, each once, in order of first use.
    private var dataSets: [DataRecord] {
        var sets: [DataRecord] = []
        for entry in content.entries {
            guard case .success(let result, _, _, _) = entry.outcome else { continue }
            for record in result.data where !sets.contains(record) { sets.append(record) }
        }
        return sets
    }

    private var provenance: Any {
        guard let run = content.run else { return false }
        return TemplateRecord(
            "provenance",
            [
                "commit": run.commit?.markdownCode ?? "", "hasUncommittedChanges": run.hasUncommittedChanges,
                "difference": run.difference?.markdownCode ?? "", "file": run.file.markdownDestination,
            ])
    }
}

/// How many claims have each verdict.
private struct Verdicts {
    var reproduced = 0
    var partly = 0
    var notReproduced = 0
    var notAssessed = 0

    init(_ claims: [Claim] = []) {
        for claim in claims {
            switch claim.verdict {
            case .reproduced: reproduced += 1
            case .partly: partly += 1
            case .notReproduced: notReproduced += 1
            case .notAssessed: notAssessed += 1
            }
        }
    }

    /// Prints as counts in words, those at zero left out: "✓ 2 reproduced, ✗ 1 not reproduced"; "–" where there are no claims.
    var record: TemplateRecord {
        let counts = [
            ("✓", reproduced, "reproduced"), ("◐", partly, "partly"), ("✗", notReproduced, "not reproduced"),
            ("○", notAssessed, "not assessed"),
        ]
        let words = counts.filter { $0.1 > 0 }.map { "\($0.0)\u{A0}\($0.1)\u{A0}\($0.2.replacing(" ", with: "\u{A0}"))" }
        return TemplateRecord(
            "verdicts", printing: words.isEmpty ? "–" : words.joined(separator: ", "),
            ["reproduced": reproduced, "partly": partly, "notReproduced": notReproduced, "notAssessed": notAssessed])
    }
}
