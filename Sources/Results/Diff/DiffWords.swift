import NumericCore

extension DiffEffect: CustomStringConvertible {
    /// "2.1 seed spreads", "12 % of the range".
    public var description: String {
        switch unit {
        case .seedSpreads: "\(size.threeDigits) seed spreads"
        case .ranges: "\((100 * size).threeDigits) % of the range"
        }
    }
}

extension Double {
    /// Three significant digits for people: "2.1", "0.0031", "140", "3.2e-09"; a whole number up to a million as it is.
    package var threeDigits: String {
        guard isFinite else { return isNaN ? "NaN" : self > 0 ? "infinite" : "-infinite" }
        if self == 0 { return "0" }
        if abs(self) < 1e-4 || abs(self) >= 1e6 { return scientific }
        let digits =
            abs(self) >= 100 ? 0 : abs(self) >= 10 ? 1 : abs(self) >= 1 ? 2 : abs(self) >= 0.1 ? 3 : abs(self) >= 0.01 ? 4 : 5
        let text = fixed(digits)
        guard text.contains(".") else { return text }
        let trimmed = text.reversed().drop { $0 == "0" }
        return String((trimmed.first == "." ? trimmed.dropFirst() : trimmed).reversed())
    }

    private var scientific: String {
        let (size, exponent) = decimalParts
        return "\(self < 0 ? "-" : "")\(size.fixed(1))e\(exponent)"
    }
}

extension DiffChange: CustomStringConvertible {
    /// "training length (epochs): 8000 -> 4000".
    public var description: String {
        switch (old, new) {
        case (let old?, let new?): "\(name): \(old) -> \(new)"
        case (let old?, nil): "\(name): gone (was \(old))"
        case (nil, let new?): "\(name): new (\(new))"
        case (nil, nil): name
        }
    }
}

extension ReportDiff {
    /// "1 changed, 2 within seed noise, 57 identical": the figures by standing, the gravest first.
    public var countsInPrint: String {
        let standings = figures.map { $0.verdict == .notComparable ? "not comparable, on stand-ins" : $0.standing }
        var seen: Set<String> = []
        return standings.filter { seen.insert($0).inserted }.map { standing in "\(standings.count { $0 == standing }) \(standing)" }
            .joined(separator: ", ")
    }
}

extension ReportDiff {
    /// Figures of which one side is on stand-ins, with the data sets that are missing there.
    public var onStandIns: [FigureDiff] { figures.filter { $0.verdict == .notComparable } }

    /// Figures whose numbers are the same for the reason alone that they were not computed since, by what changed.
    public var notComputed: [(reason: String, figures: [FigureID])] {
        var found: [(reason: String, figures: [FigureID])] = []
        for figure in figures where figure.standing == "out of date" {
            guard let reason = figure.outOfDate else { continue }
            if let index = found.firstIndex(where: { $0.reason == reason }) {
                found[index].figures.append(figure.id)
            } else {
                found.append((reason, [figure.id]))
            }
        }
        return found
    }
}

extension FigureDiff {
    /// The verdict in print; "identical numbers" where only words, settings or pictures differ.
    /// "out of date" where they are of a result that was not computed since its code, settings or data changed.
    public var standing: String {
        guard verdict == .identical, !isIdentical else { return verdict.rawValue }
        return outOfDate == nil ? "identical numbers" : "out of date"
    }

    /// What differs, the most telling first, in one line without a full stop: "12 of 48 series changed, most panel a, Layer 1, I(X;T) by
    /// 2.1 seed spreads; claim score: reproduced -> partly".
    public var summary: String {
        if verdict == .missing || verdict == .new { return verdict == .missing ? "the figure is gone" : "the figure is new" }
        if verdict == .notComparable { return "data: \(data.map(\.description).joined(separator: ", "))" }
        var parts: [String] = []
        let differing = counts.filter { $0.verdict != .identical }
        if !differing.isEmpty {
            var text = differing.enumerated().map { place, part in
                let count = place == 0 ? "\(part.count) of \(series.count) series" : "\(part.count)"
                return "\(count) \(part.verdict == .cannotTell ? cannotTell : part.verdict.rawValue)"
            }.joined(separator: ", ")
            if let most = mostMoved, let effect = most.series.effect { text += ", most \(most.name) by \(effect)" }
            parts.append(text)
        }
        parts += claims.filter(\.verdictMoved).map { "claim \($0.id): \($0.oldVerdict ?? "new") -> \($0.newVerdict ?? "gone")" }
        func count(_ number: Int, _ noun: String, of verdict: DiffVerdict) -> String {
            "\(number) \(noun)\(number == 1 ? "" : "s") \(verdict == .withinSeedNoise || verdict == .cannotTell ? "moved with them" : "changed")"
        }
        if !values.isEmpty {
            parts.append(count(values.count, "number", of: .worst(values.map(\.verdict))))
        }
        if !cells.isEmpty { parts.append(count(cells.count, "cell", of: .worst(cells.map(\.verdict)))) }
        let restated = claims.filter { !$0.otherChanges.isEmpty }
        if !restated.isEmpty {
            parts.append("claim\(restated.count == 1 ? "" : "s") reworded: \(Self.named(restated))")
        }
        if !data.isEmpty { parts.append("data: \(data.map(\.description).joined(separator: ", "))") }
        if !words.isEmpty { parts.append("\(words.count) label\(words.count == 1 ? "" : "s") changed") }
        if let pictures {
            parts.append(
                pictures.pixelShare.map { "picture differs in \((100 * $0).threeDigits) % of its pixels" } ?? "picture differs")
        }
        if let outOfDate { parts.append("not computed since: \(outOfDate)") }
        if parts.isEmpty {
            // What is printed of a claim has more than its own number: other readings, what was measured besides.
            let retold = claims.filter { $0.oldMeasured != $0.newMeasured }
            if !retold.isEmpty { parts.append("what is told of claim\(retold.count == 1 ? "" : "s") \(Self.named(retold))") }
        }
        return parts.isEmpty ? "identical" : parts.joined(separator: "; ")
    }

    /// Up to four by their names, and of more three: all are told of one by one where the figures' differences are.
    private static func named(_ claims: [ClaimDiff]) -> String {
        let isShort = claims.count <= mostNamed + 1
        let names = claims.prefix(isShort ? claims.count : mostNamed).map(\.id).joined(separator: ", ")
        return isShort ? names : "\(names) and \(claims.count - mostNamed) more"
    }

    private static let mostNamed = 3

    /// "moved, cannot tell from seeds: 2 networks".
    private var cannotTell: String {
        let networks = series.flatMap(\.columns).filter { $0.verdict == .cannotTell }.map(\.networks)
        return "moved, cannot tell from seeds: \(networks.min() ?? 0) networks"
    }

    /// The series of gravest verdict that moved most, and the column of it that did.
    public var mostMoved: (series: SeriesDiff, name: String)? {
        let moved = series.filter { $0.verdict != .identical }
        guard
            let most = moved.max(by: {
                ($0.verdict.severity, $0.effect?.weight ?? 0) < ($1.verdict.severity, $1.effect?.weight ?? 0)
            })
        else { return nil }
        let column = most.columns.max { ($0.effect?.weight ?? 0) < ($1.effect?.weight ?? 0) }
        let panel = most.panel.isEmpty ? nil : "panel \(most.panel)"
        return (most, [panel, most.label, column?.name].compactMap(\.self).joined(separator: ", "))
    }
}
