import Files
import Notebook
import Results

/// What the report's shell can name. Every text is escaped for Markdown; introductions and sections are Markdown already.
struct ReportWords {
    let content: ReportContent
    let papers: [(paper: Paper, anchor: String, figures: [FigureWords])]
    /// The headings of the pages, with the ids that they have in the report.
    let sections: PageSections
    let references: References
    /// The id of the heading above the list of references.
    let referencesAnchor: String

    init(_ content: ReportContent, _ sections: PageSections, _ references: References) {
        self.content = content
        self.references = references
        // The headings ahead of the papers take their ids first.
        var slugs = Slugger()
        for heading in [content.title.onOneLine] + content.introductionHeadings + [
            "At a glance", "What changed", "What does not hold, or only in part", "Contents",
        ] {
            _ = slugs.slug(for: heading)
        }
        var named = sections
        named.name(&slugs)
        self.sections = named
        referencesAnchor = references.entries.isEmpty ? "" : slugs.slug(for: Self.referencesTitle)
        papers = content.papers.compactMap { paper in
            let entries = content.entries.filter { $0.id.paper == paper.id }
            guard !entries.isEmpty else { return nil }
            let anchor = slugs.slug(for: paper.title.onOneLine)
            return (paper, anchor, entries.map { FigureWords($0, &slugs) })
        }
    }

    private static let referencesTitle = "References"

    /// - Parameters:
    ///   - sections: each figure's Markdown.
    ///   - pages: each page's.
    func context(sections: [FigureID: String], pages: [String]) -> [String: Any] {
        let doubts = papers.map { Self.doubts($0.figures) }
        return [
            "report": TemplateRecord(
                "report", printing: content.title.markdownEscaped,
                [
                    "name": content.name.markdownEscaped, "title": content.title.markdownEscaped,
                    "introduction": content.introduction, "rebuild": content.rebuildCommand.markdownFenced(language: "sh"),
                    "plan": content.planCommand.markdownFenced(language: "sh"),
                ]),
            "summary": summary(doubts: doubts.reduce(0) { $0 + $1.count }),
            "papers": zip(papers, doubts).map { entry, doubts in
                let (paper, anchor, figures) = entry
                return TemplateRecord(
                    "paper", printing: paper.title.markdownEscaped,
                    [
                        "title": paper.title.markdownEscaped, "citation": paper.citation.markdownEscaped,
                        "address": paper.address?.markdownDestination ?? "", "anchor": anchor,
                        "counts": Self.counts(figures), "doubts": doubts,
                        "figures": figures.map { record($0, section: sections[$0.entry.id] ?? "") },
                    ])
            },
            "pages": zip(self.sections.pages, pages).map(Self.record),
            "references": references.entries.isEmpty
                ? [TemplateRecord]()
                : [
                    TemplateRecord(
                        "references", ["title": Self.referencesTitle, "anchor": referencesAnchor, "list": references.markdown])
                ],
            "changes": changes, "data": dataSets.map { FigureWords.record($0) },
            "provenance": provenance,
        ]
    }

    /// A page: its text, and its headings of the report's levels 2 and 3 for the contents.
    private static func record(_ page: PageSections.Page, text: String) -> TemplateRecord {
        func heading(_ heading: PageSections.Heading) -> TemplateRecord {
            TemplateRecord(
                "heading", printing: heading.text.markdownEscaped,
                ["title": heading.text.markdownEscaped, "anchor": heading.anchor, "indent": heading.level == 2 ? "" : "  "])
        }
        return TemplateRecord(
            "page", ["text": text, "headings": page.headings.filter { $0.level == 2 || $0.level == 3 }.map(heading)])
    }

    private func record(_ figure: FigureWords, section: String) -> TemplateRecord {
        var outcome = ""
        var scale = ""
        var ledger = ClaimsLedger([])
        switch figure.entry.outcome {
        case .success(let result, _, _, _):
            ledger = ClaimsLedger([result])
            scale = result.scaleWords
        case .failure: outcome = "failed"
        case .notRun: outcome = "not run"
        }
        return TemplateRecord(
            "figure", printing: figure.heading.markdownEscaped,
            [
                "id": figure.entry.id.description.markdownEscaped, "heading": figure.heading.markdownEscaped,
                "anchor": figure.anchor, "section": section, "outcome": outcome, "scale": scale,
                "verdicts": Self.signs(ledger.entries), "label": figure.entry.label.markdownEscaped,
                "key": key(of: figure),
            ])
    }

    private func key(of figure: FigureWords) -> String {
        if case .success(_, _, _, let key) = figure.entry.outcome { key.markdownCode } else { "" }
    }

    private func summary(doubts: Int) -> TemplateRecord {
        let results = content.entries.compactMap { entry in
            if case .success(let result, _, _, _) = entry.outcome { result } else { nil }
        }
        let failed = content.entries.count { if case .failure = $0.outcome { true } else { false } }
        return TemplateRecord(
            "summary",
            [
                "figures": content.entries.count, "built": results.count, "failed": failed,
                "notRun": content.entries.count - results.count - failed,
                "claims": results.reduce(0) { $0 + $1.claims.count },
                "verdicts": "\(ClaimsLedger(results).counts)".markdownEscaped, "doubts": doubts,
                "reduced": results.count { $0.settings.contains { $0.departure == .smaller } },
                "departing": results.count { result in
                    result.settings.contains { $0.departure != nil } && !result.settings.contains { $0.departure == .smaller }
                },
                "standIns": results.count(where: \.usesStandIn),
            ])
    }

    /// The data sets of all figures, each once, in order of first use.
    private var dataSets: [DataRecord] {
        content.entries.flatMap { entry -> [DataRecord] in
            guard case .success(let result, _, _, _) = entry.outcome else { return [] }
            return result.data
        }.ofEachSet
    }

    private var changes: Any {
        let figures = papers.flatMap(\.figures)
        return content.changes?.record(
            anchors: Dictionary(uniqueKeysWithValues: figures.map { ($0.entry.id, $0.anchor) }),
            labels: Dictionary(uniqueKeysWithValues: figures.map { ($0.entry.id, $0.entry.label) })) ?? false
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

    private static func results(_ figures: [FigureWords]) -> [FigureResult] {
        figures.compactMap { if case .success(let result, _, _, _) = $0.entry.outcome { result } else { nil } }
    }

    /// A paper's row: its figures, and its statements by outcome; what is not its own is counted apart.
    private static func counts(_ figures: [FigureWords]) -> TemplateRecord {
        let results = results(figures).filter { !$0.saysOnlyWhatItNeeds }
        let counts = ClaimsLedger(self.results(figures)).counts
        let own = counts.paper
        return TemplateRecord(
            "counts",
            [
                "wanted": figures.count, "built": results.count, "real": results.count { !$0.usesStandIn },
                "whole": results.count { $0.settings.allSatisfy { $0.departure == nil } },
                "holds": own.holds + own.reproduced, "partly": own.partly + own.partlyReproduced,
                "doesNotHold": own.doesNotHold + own.notReproduced, "undecided": own.undecided, "notAssessed": own.notAssessed,
                "apart": counts.apart.markdownEscaped,
            ])
    }

    /// The paper's own statements that do not hold here, or only in part.
    private static func doubts(_ figures: [FigureWords]) -> [TemplateRecord] {
        figures.flatMap { figure -> [TemplateRecord] in
            guard case .success(let result, _, _, _) = figure.entry.outcome else { return [] }
            let doubtful = result.claims.filter { $0.group == .paper && [.partly, .doesNotHold].contains($0.outcome) }
            return doubtful.map { claim in
                TemplateRecord(
                    "doubt",
                    [
                        "claim": FigureWords.record(claim, at: result.scale(of: claim)),
                        "label": figure.entry.label.markdownEscaped,
                        "anchor": figure.anchor,
                    ])
            }
        }
    }

    /// How many statements came out how, as signs with numbers, those at zero left out: "✓ 2 ✗ 1"; empty where there are none.
    private static func signs(_ entries: [ClaimsLedger.Entry]) -> String {
        let verdicts = entries.map { Verdict($0.claim.outcome) }
        let counts = Verdict.allCases.map { verdict in (verdict, verdicts.count { $0 == verdict }) }.filter { $0.1 > 0 }
        let words = counts.map { "\($0.0.sign)\u{A0}\($0.1)" }
        return words.joined(separator: " ")
    }
}

extension FigureResult {
    /// Whether there is a picture of panels without anything drawn in them: of data that only some users have.
    fileprivate var saysOnlyWhatItNeeds: Bool { !panels.isEmpty && panels.allSatisfy(\.series.isEmpty) && tables.isEmpty }
}
