import Atlas
import Charts
import Experiments
import Files
import Foundation
import Reports
import Results

/// Writes an atlas: atlas.json, and a report of its own with a map a paper and a curve a claim.
struct AtlasWriter {
    let session: Session
    let folder: String
    let name: String
    /// Each figure's settings as chosen: they say at which scale its claims are judged.
    let settings: [FigureID: [SettingRecord]]

    /// - Parameter tried: of how many sets of choices how many, where there was no time for all.
    /// - Returns: the path of index.html.
    func write(
        _ atlases: [ClaimAtlas], _ alternatives: Alternatives, tried: (sets: Int, of: Int, minutes: Double)? = nil
    ) throws -> String {
        try AtomicFile.write(CanonicalJSON.text(atlases), to: AtlasFile.path(inFolder: folder))
        let shown = atlases.filter { $0.claim.group == .paper }
        var entries: [ReportEntry] = []
        for paper in session.papers {
            let own = shown.filter { $0.figure.paper == paper.id }
            guard !own.isEmpty else { continue }
            entries += try map(own, paper, alternatives)
            for atlas in own { if let entry = try curve(atlas, alternatives) { entries.append(entry) } }
        }
        let content = ReportContent(
            name: name, title: "What the claims hang on",
            introduction:
                "Every claim of the report **\(session.definition.name)** under each choice that its paper leaves open, one at a time and in "
                + "random combinations, and under other readings of its words. The alternatives were written down before anything was run "
                + "(alternatives.yml, SHA-256 `\(alternatives.digest.prefix(16))…`)."
                + (tried.map {
                    " \($0.sets) of \($0.of) sets of choices were tried, the cheapest first, as many as there was time for "
                        + "(\(Terminal.duration(60 * $0.minutes)))."
                } ?? ""),
            papers: session.papers.map { Reports.Paper(id: $0.id, title: $0.title, citation: $0.citation) }, entries: entries,
            rebuildCommand: session.printedCommand("atlas"), introductionPlace: "the atlas's introduction")
        let builder = ReportBuilder(templatesFolder: session.project.templates, isCancelled: { Interruption.isRequested })
        let built = try InterruptionWatch.during { try builder.build(content) }
        try AtomicFile.write(text: built.markdown, to: "\(folder)/report.md")
        try AtomicFile.write(built.html, to: "\(folder)/index.html")
        try AtomicFile.write(built.pdf, to: "\(folder)/report.pdf")
        return "\(folder)/index.html"
    }

    /// What each claim hangs on, and the map of it, in as many parts as pages need.
    private func map(_ atlases: [ClaimAtlas], _ paper: Experiments.Paper, _ alternatives: Alternatives) throws -> [ReportEntry] {
        let numbers = ChoiceMap.numbers(of: ChoiceMap.choices(atlases))
        let parts: [ChoiceMap.Part?] = ChoiceMap.parts(atlases)
        return try (parts.isEmpty ? [nil] : parts).enumerated().map { index, part in
            var result = FigureResult(
                id: FigureID(paper: paper.id, figure: index == 0 ? "atlas" : "atlas-\(index + 1)"),
                title: index == 0 ? "Claims by choices" : "Claims by choices, continued")
            result.settings = Set(atlases.map(\.figure)).sorted { "\($0)" < "\($1)" }.flatMap { settings[$0] ?? [] }
            if let part {
                let rows = part.choices.map {
                    [.number(Double(numbers[$0, default: 0]), digits: 0), TableResult.Cell.text($0.words)]
                }
                result.tables.append(TableResult(title: "The choices, by number", header: ["Number", "Choice"], rows: rows))
            }
            if index == 0 { result.tables += summary(atlases, paper, alternatives) }
            return try entry(result, "Map", part?.chart, template: "atlas/map.md", alternatives)
        }
    }

    private func summary(
        _ atlases: [ClaimAtlas], _ paper: Experiments.Paper, _ alternatives: Alternatives
    ) -> [TableResult] {
        let claims = TableResult(
            title: "What each claim hangs on", header: ["Figure", "Statement", "As chosen", "Under all choices"],
            rows: atlases.map {
                [.text($0.figure.figure), .text($0.claim.statement), .text($0.claim.outcome.label), .text($0.verdict.words)]
            })
        guard let without = alternatives.without[paper.id] else { return [claims] }
        let kept = TableResult(
            title: "Left open by the paper, and not varied", header: ["Setting", "Reason"],
            rows: without.map { [.text($0.key), .text($0.reason)] })
        return [claims, kept]
    }

    private func curve(_ atlas: ClaimAtlas, _ alternatives: Alternatives) throws -> ReportEntry? {
        guard let chart = SpecificationCurve.chart(atlas) else { return nil }
        let drawn = SpecificationCurve.drawn(atlas).count
        var result = FigureResult(
            id: FigureID(paper: atlas.figure.paper, figure: "\(atlas.figure.figure).\(atlas.claim.id)"),
            title: atlas.claim.statement,
            values: [
                NamedValue(id: "points", quantity: Quantity("sets of choices"), value: Double(drawn), digits: 0),
                NamedValue(
                    id: "undrawn", quantity: Quantity("sets of choices without a number on the axis"),
                    value: Double(atlas.points.count - drawn), digits: 0),
            ])
        result.claims = [atlas.claim]
        result.settings = settings[atlas.figure] ?? []
        result.tables = [
            TableResult(
                title: "Under all choices", header: ["Figure", "As chosen", "Under all choices"],
                rows: [[.text("\(atlas.figure)"), .text(atlas.claim.outcome.label), .text(atlas.verdict.words)]])
        ]
        return try entry(result, atlas.figure.figure, chart, template: "atlas/claim.md", alternatives)
    }

    private func entry(
        _ result: FigureResult, _ label: String, _ chart: Chart?, template: String, _ alternatives: Alternatives
    ) throws -> ReportEntry {
        try Interruption.check()
        let files = FigureFiles(json: "atlas.json", picturesOf: chart == nil ? nil : result.id)
        if let chart {
            try PictureMaker.write(
                chart, of: result.id, to: files, inFolder: folder, key: alternatives.digest, title: result.title)
        }
        return ReportEntry(
            id: result.id, label: label, title: result.title,
            outcome: .success(result, chart, files: files, key: alternatives.digest),
            rebuildCommand: session.printedCommand("atlas"), template: template)
    }
}
