import Results

/// What templates/diff.md can name. Every text is escaped for Markdown.
struct DiffPageWords {
    let title: String
    let context: [String: Any]

    init(_ content: DiffContent, pictures: [DiffPictures]) {
        let diff = content.diff
        title = "What changed: \(diff.old) against \(diff.new)"
        var slugs = Slugger()
        var figures: [TemplateRecord] = []
        for figure in diff.figures where !figure.isIdentical && figure.verdict != .notComparable && figure.standing != "out of date"
        {
            let heading = "\(figure.id): \(figure.title)"
            let anchor = slugs.slug(for: heading)
            figures.append(Self.record(figure, heading: heading, anchor: anchor, pictures.first { $0.id == figure.id }))
        }
        context = [
            "diff": TemplateRecord(
                "diff",
                [
                    "old": diff.old.markdownEscaped, "new": diff.new.markdownEscaped, "count": diff.figures.count,
                    "identical": diff.figures.count { $0.isIdentical },
                    "counts": diff.countsInPrint, "level": "5 %",
                    "most": OverlayCharts.most, "onStandIns": diff.onStandIns.count,
                ]),
            "settings": diff.settings.map { setting in
                TemplateRecord(
                    "setting",
                    [
                        "name": setting.change.name.markdownEscaped, "old": Self.text(setting.change.old),
                        "new": Self.text(setting.change.new),
                        "figures": setting.figures.count == diff.figures.count
                            ? "all" : setting.figures.map { "\($0)".markdownEscaped }.joined(separator: ", "),
                    ])
            },
            "standIns": diff.onStandIns.map {
                TemplateRecord(
                    "figure", ["id": "\($0.id)".markdownEscaped, "data": $0.summary.replacing("->", with: "→").markdownEscaped])
            },
            "outOfDate": diff.notComputed.map { group in
                TemplateRecord(
                    "group",
                    [
                        "reason": group.reason.replacing("->", with: "→").markdownEscaped, "count": group.figures.count,
                        "figures": group.figures.map { "\($0)".markdownEscaped }.joined(separator: ", "),
                    ])
            },
            "leftOut": (diff.leftOut?.sentences ?? []).map { lead, items in
                TemplateRecord(
                    "part",
                    [
                        "lead": (lead.prefix(1).uppercased() + lead.dropFirst()).markdownEscaped,
                        "items": items.map { $0.replacing("->", with: "→").markdownEscaped },
                    ])
            },
            "sources": diff.sources.map(\.markdownCode),
            "figures": figures,
        ]
    }

    private static func text(_ value: String?) -> String { value?.withMinusSigns.markdownEscaped ?? "–" }

    private static func record(_ figure: FigureDiff, heading: String, anchor: String, _ pictures: DiffPictures?) -> TemplateRecord {
        let alternative = "of \(heading)"
        func picture(_ picture: DiffPictures.Picture?, _ words: String) -> String {
            picture.map { "![\("\(words) \(alternative)".markdownEscaped)](\($0.path.markdownDestination))" } ?? ""
        }
        let overlays = pictures?.overlays.map { picture($0, "Before drawn over now, and the difference below,") } ?? []
        let before = picture(pictures?.before, "Before: the picture")
        let after = picture(pictures?.after, "Now: the picture")
        let rows = figure.series.flatMap { series in series.columns.map { (series, $0) } }.filter { $0.1.verdict != .identical }
        return TemplateRecord(
            "figure", printing: heading.markdownEscaped,
            [
                "id": "\(figure.id)".markdownEscaped, "heading": heading.markdownEscaped, "anchor": anchor,
                "verdict": figure.standing, "summary": figure.summary.replacing("->", with: "→").markdownEscaped,
                "overlays": overlays, "before": before,
                "after": after, "notes": figure.notes.map(\.markdownEscaped),
                "pictureNote": figure.pictures.map(pictureNote) ?? "",
                "settings": figure.settings.map(change), "data": figure.data.map(change), "words": figure.words.map(change),
                "sources": figure.sources.map(\.markdownCode).joined(separator: ", "), "claims": figure.claims.map(record),
                "columns": rows.map(record),
                "identicalSeries": figure.series.count { $0.verdict == .identical },
                "lostSeries": figure.series.filter { $0.columns.isEmpty || $0.note != nil }.map { series in
                    TemplateRecord(
                        "series",
                        [
                            "name": name(of: series).markdownEscaped, "verdict": series.verdict.rawValue,
                            "note": (series.note ?? "").markdownEscaped,
                        ])
                },
                "values": measured(figure).map(record), "cells": figure.cells.map(record),
            ])
    }

    /// The single numbers without those that only repeat a setting, which stands among the settings.
    private static func measured(_ figure: FigureDiff) -> [ValueDiff] {
        figure.values.filter { value in !figure.settings.contains { $0.name == value.id || $0.name.hasSuffix("(\(value.id))") } }
    }

    private static func pictureNote(_ pictures: PictureDiff) -> String {
        let share = pictures.pixelShare.map { "\((100 * $0).threeDigits) % of the pixels differ." } ?? ""
        return [share, pictures.note?.markdownEscaped ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func name(of series: SeriesDiff) -> String {
        series.panel.isEmpty ? series.label : "\(series.panel), \(series.label)"
    }

    private static func change(_ change: DiffChange) -> TemplateRecord {
        TemplateRecord("change", ["name": change.name.markdownEscaped, "old": text(change.old), "new": text(change.new)])
    }

    private static func record(_ claim: ClaimDiff) -> TemplateRecord {
        TemplateRecord(
            "claim",
            [
                "id": claim.id.markdownEscaped, "statement": claim.statement.markdownEscaped, "verdict": claim.verdict.rawValue,
                "verdictMoved": claim.verdictMoved, "oldVerdict": text(claim.oldVerdict), "newVerdict": text(claim.newVerdict),
                "oldMeasured": text(claim.oldMeasured), "newMeasured": text(claim.newMeasured),
                "others": claim.otherChanges.joined(separator: ", "),
            ])
    }

    private static func record(_ row: (SeriesDiff, ColumnDiff)) -> TemplateRecord {
        let (series, column) = row
        func print(_ value: Double) -> String { value.threeDigits.withMinusSigns }
        return TemplateRecord(
            "column",
            [
                "series": name(of: series).markdownEscaped, "name": column.name.markdownEscaped,
                "unit": column.unit.markdownEscaped,
                "verdict": column.verdict.rawValue, "effect": column.effect.map { "\($0)" } ?? "–",
                "mean": print(column.meanDifference),
                "largest": print(column.largestDifference), "largestAt": column.largestAt.map(print) ?? "–",
                "corrected": column.corrected.map { $0 < 0.0001 ? "< 0.0001" : $0.threeDigits }?.markdownEscaped ?? "–",
                "note": (column.note ?? "").markdownEscaped,
            ])
    }

    private static func record(_ value: ValueDiff) -> TemplateRecord {
        // Counts stay counts.
        let areWhole = value.digits == 0 && [value.old, value.new].allSatisfy { $0.map { $0 == $0.rounded() } ?? true }
        func print(_ number: Double?) -> String { number?.printed(digits: areWhole ? 0 : value.digits + 2) ?? "–" }
        return TemplateRecord(
            "value",
            [
                "id": value.id.markdownEscaped, "name": value.name.markdownEscaped, "unit": value.unit.markdownEscaped,
                "verdict": value.verdict.rawValue, "old": print(value.old), "new": print(value.new),
            ])
    }

    private static func record(_ cell: CellDiff) -> TemplateRecord {
        TemplateRecord(
            "cell",
            [
                "place": "\(cell.table): \(cell.row), \(cell.column)".markdownEscaped, "verdict": cell.verdict.rawValue,
                "old": text(cell.old), "new": text(cell.new),
            ])
    }
}
