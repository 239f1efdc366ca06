import Files
import Results

/// What a figure's template can name. Every text is escaped for Markdown; what is Markdown already is said so.
struct FigureWords {
    let entry: ReportEntry
    /// The heading's text, as it is: "Figure 1: Information planes at four bin sizes".
    let heading: String
    /// The heading's id in the document.
    let anchor: String

    init(_ entry: ReportEntry, _ slugs: inout Slugger) {
        self.entry = entry
        // On one line, as Markdown will have it: the id is made from it.
        heading = Self.heading(of: entry).onOneLine
        anchor = slugs.slug(for: heading)
    }

    private static func heading(of entry: ReportEntry) -> String {
        guard case .success(let result, _, _, _) = entry.outcome else { return "\(entry.label): \(entry.title)" }
        let standIns = result.data.compactMap { record in record.standInFor.map { "\(record.name) for \($0)" } }
        return "\(entry.label): \(result.title)" + (standIns.isEmpty ? "" : " (stand-in data: \(standIns.joined(separator: ", ")))")
    }

    /// "figure", "values", "claims", "claim", "settings", "setting" (by key), "tables", "data" for a success; "figure", "message" otherwise.
    var context: [String: Any] {
        var context: [String: Any] = ["figure": figure]
        switch entry.outcome {
        case .success(let result, _, _, _):
            let claims = result.claims.enumerated().map { Self.record($1, at: result.scale(of: $1), number: $0 + 1) }
            context["rules"] = Self.rules(result.claims)
            context["values"] = TemplateRecord(
                "values", Dictionary(result.values.map { ($0.id, Self.record($0) as Any) }, uniquingKeysWith: { first, _ in first })
            )
            context["claims"] = claims
            context["claim"] = TemplateRecord(
                "claim", Dictionary(zip(result.claims.map(\.id), claims.map { $0 as Any }), uniquingKeysWith: { first, _ in first })
            )
            context["settings"] = result.settings.map(Self.record)
            context["setting"] = TemplateRecord(
                "setting",
                Dictionary(
                    result.settings.map { ($0.key, $0.used.markdownEscaped as Any) }, uniquingKeysWith: { first, _ in first }))
            context["tables"] = result.tables.map(Self.record)
            context["data"] = result.data.map(Self.record)
        case .failure(let message), .notRun(let message):
            context["message"] = message.markdownEscaped
        }
        return context
    }

    private var figure: TemplateRecord {
        var members: [String: Any] = [
            "id": entry.id.description.markdownEscaped, "label": entry.label.markdownEscaped, "heading": heading.markdownEscaped,
            "anchor": anchor, "rebuild": entry.rebuildCommand.markdownFenced(language: "sh"), "hasFailed": false, "key": "",
            "hasPicture": false, "csv": [String](), "json": "", "png": "", "pdf": "", "svg": "",
            "title": entry.title.markdownEscaped,
            "standIns": [String](), "departing": [String](), "chosen": [String](), "followed": [String](),
            "hanging": entry.hanging.markdownEscaped,
        ]
        switch entry.outcome {
        case .success(let result, let chart, let files, let key):
            members["title"] = result.title.markdownEscaped
            members["key"] = key.markdownCode
            members["hasPicture"] = chart != nil
            members["json"] = files.json.markdownDestination
            members["csv"] = files.csv.map(\.markdownDestination)
            members["png"] = files.png?.markdownDestination ?? ""
            members["pdf"] = files.pdf?.markdownDestination ?? ""
            members["svg"] = files.svg?.markdownDestination ?? ""
            let settings = result.settings
            members["departing"] = settings.filter { $0.departure != nil }.map(Self.record)
            members["chosen"] = settings.filter { $0.departure == nil && $0.paper == nil }.map(Self.record)
            members["followed"] = settings.filter { $0.departure == nil && $0.paper != nil }.map(Self.record)
            members["standIns"] = result.data.filter { $0.standInFor != nil }.map(Self.record)
        case .failure: members["hasFailed"] = true
        case .notRun: break
        }
        return TemplateRecord("figure", printing: entry.label.markdownEscaped, members)
    }

    private static func record(_ value: NamedValue) -> TemplateRecord {
        TemplateRecord(
            "values.\(value.id)", printing: value.value.printed(digits: value.digits),
            [
                "name": value.quantity.name.markdownEscaped, "symbol": value.quantity.symbol.markdownEscaped,
                "unit": value.quantity.unit.markdownEscaped,
            ])
    }

    /// By which rules the claims were judged, each once, with the numbers of its claims.
    private static func rules(_ claims: [Claim]) -> [TemplateRecord] {
        var rules: [(rule: String, numbers: [Int])] = []
        for (place, claim) in claims.enumerated() where claim.rule != "–" {
            if let known = rules.firstIndex(where: { $0.rule == claim.rule }) {
                rules[known].numbers.append(place + 1)
            } else {
                rules.append((claim.rule, [place + 1]))
            }
        }
        return rules.map { rule in
            TemplateRecord(
                "rule",
                [
                    "numbers": rule.numbers.map(String.init).joined(separator: ", "),
                    "rule": rule.rule.withMinusSigns.markdownEscaped,
                ])
        }
    }

    /// - Parameter number: among the figure's; 0: it is shown without.
    static func record(_ claim: Claim, at scale: Claim.Scale, number: Int = 0) -> TemplateRecord {
        // That data stand in is said once, at the head of the figure.
        let verdict = claim.outcome == .notAssessed("stand-in data") ? "not assessed" : claim.verdict(at: scale)
        // Other readings are told with the rule.
        let end = claim.measured.firstRange(of: ". Read as ")?.lowerBound ?? claim.measured.endIndex
        let measured = claim.measured[..<end]
        let readings = claim.measured[end...].dropFirst(2).replacing(". Read as ", with: "; ").replacing("Read as ", with: "")
        return TemplateRecord(
            "claim", printing: claim.statement.markdownEscaped,
            [
                "id": claim.id, "number": number, "statement": claim.statement.markdownEscaped,
                "source": claim.source.markdownEscaped,
                "published": claim.published?.withMinusSigns.markdownEscaped ?? "",
                "measured": measured.withMinusSigns.markdownEscaped, "readings": readings.withMinusSigns.markdownEscaped,
                "rule": claim.rule.withMinusSigns.markdownEscaped, "mark": Verdict(claim.outcome).sign,
                "verdict": verdict.markdownEscaped, "outcome": claim.outcome.label.markdownEscaped,
                "note": claim.note, "group": claim.group.rawValue,
            ])
    }

    private static func record(_ setting: SettingRecord) -> TemplateRecord {
        TemplateRecord(
            "setting", printing: setting.name.markdownEscaped,
            [
                "key": setting.key.markdownCode, "name": setting.name.markdownEscaped,
                "paper": setting.paper?.markdownEscaped ?? "", "chosenBecause": setting.chosenBecause?.markdownEscaped ?? "",
                "used": setting.used.markdownEscaped, "departure": setting.departure?.rawValue ?? "",
            ])
    }

    static func record(_ table: TableResult) -> TemplateRecord {
        // A column of numbers is set flush right.
        let rules = table.header.indices.map { column in
            let isNumeric = table.rows.contains { if case .number = $0[column] { true } else { false } }
            return isNumeric ? "--:" : "---"
        }
        let rows = table.rows.map { row in
            row.map { cell in
                switch cell {
                case .text(let text): text.withMinusSigns.markdownEscaped
                case .number(let value, let digits): value.printed(digits: digits)
                }
            }
        }
        return TemplateRecord(
            "table", printing: table.title.markdownEscaped,
            ["title": table.title.markdownEscaped, "header": table.header.map(\.markdownEscaped), "rules": rules, "rows": rows])
    }

    static func record(_ data: DataRecord) -> TemplateRecord {
        TemplateRecord(
            "data", printing: data.name.markdownEscaped,
            [
                "name": data.name.markdownEscaped, "standInFor": data.standInFor?.markdownEscaped ?? "",
                "digest": data.digest.markdownCode, "shortDigest": String(data.digest.prefix(16)).markdownCode,
                "samples": data.samples.printed, "passedOver": data.passedOver?.printed ?? "",
            ])
    }
}

extension Claim {
    /// What a reader must know of a statement that is not simply the paper's; empty for one that is.
    fileprivate var note: String {
        switch (origin, basis) {
        case (.cited, _): "a cited work's"
        case (.ours, _): "ours"
        case (_, .construction): "holds by construction"
        case (_, .calibrated): "calibrated to hold"
        case (.figure, _): "read off the figure"
        default: ""
        }
    }
}
