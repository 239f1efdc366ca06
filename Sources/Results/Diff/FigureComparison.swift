import NumericCore

/// Two versions of one figure; series that differ wait for the test's correction.
struct FigureComparison {
    private(set) var diff: FigureDiff
    private(set) var series: [SeriesComparison] = []
    private let reductions: [String]

    init(old: FigureSnapshot?, new: FigureSnapshot?) {
        guard let named = (new ?? old)?.result else { preconditionFailure("no figure on either side") }
        diff = FigureDiff(
            id: named.id, title: named.title, verdict: .identical, settings: [], data: [], sources: [], claims: [], series: [],
            values: [],
            cells: [], words: [], notes: [])
        reductions = [old?.reduction?.about, new?.reduction?.about].compactMap(\.self)
        guard let old, let new else {
            diff.verdict = DiffVerdict(old, new) ?? .identical
            return
        }
        let (before, after) = (old.result, new.result)
        diff.outOfDate = new.outOfDate ?? old.outOfDate
        diff.settings = Self.changes(before.settings, after.settings, name: { "\($0.name) (\($0.key))" }, key: \.key, text: \.used)
        diff.data = Self.changes(
            before.data, after.data, name: { $0.standInFor ?? $0.name }, key: { $0.standInFor ?? $0.name },
            text: { "\($0.name), \($0.samples) samples, \($0.digest.prefix(12))" })
        if before.standIns != after.standIns {
            diff.verdict = .notComparable
            return
        }
        diff.sources = new.inputs.differences(from: old.inputs).map(\.name).filter { $0.hasPrefix("source ") }
            .map { String($0.dropFirst("source ".count)) }
        diff.claims = Self.claims(before.claims, after.claims)
        diff.values = Self.values(before.values, after.values)
        (diff.cells, diff.words) = TableComparison.compare(before.tables, after.tables)
        diff.words += Self.words(before, after)
        for (key, pair) in Self.panels(before, after) {
            guard let panel = pair.new ?? pair.old else { continue }
            for id in Self.union(pair.old?.series.map(\.id), pair.new?.series.map(\.id)) {
                series.append(
                    SeriesComparison(
                        panel: panel, key: key, old: pair.old?.series.first { $0.id == id },
                        new: pair.new?.series.first { $0.id == id },
                        oldReduction: old.reduction, newReduction: new.reduction))
            }
        }
    }

    /// The columns that the test decides: series, column, evidence, and what shares the number of independent parts with it.
    var tested: [(series: Int, column: Int, noise: SeedNoise, group: String)] {
        series.enumerated().flatMap { index, comparison in
            comparison.tested.map { column, noise in
                (
                    index, column, noise,
                    "\(comparison.diff.panel)|\(comparison.diff.panelTitle)|\(comparison.diff.columns[column].id)"
                )
            }
        }
    }

    mutating func settle(series index: Int, column: Int, p: Double, corrected: Double) {
        series[index].settle(column, p: p, corrected: corrected)
    }

    /// The diff, once every column has its verdict.
    func finished() -> FigureDiff {
        var diff = diff
        guard diff.verdict == .identical else { return diff }
        diff.series = series.map(\.diff)
        if diff.series.contains(where: { $0.verdict != .identical }) { diff.notes = reductions }
        diff.effect = .greatest(diff.series.map(\.effect))
        let ofSeries = DiffVerdict.worst(diff.series.map { $0.verdict == .missing || $0.verdict == .new ? .changed : $0.verdict })
        // Numbers without replicates come from the same networks: where these moved only as seeds move them, so did the numbers.
        if ofSeries == .withinSeedNoise || ofSeries == .cannotTell {
            for index in diff.values.indices where diff.values[index].verdict == .changed {
                diff.values[index].verdict = ofSeries
            }
            for index in diff.cells.indices where diff.cells[index].verdict == .changed && diff.cells[index].isNumber {
                diff.cells[index].verdict = ofSeries
            }
            for index in diff.claims.indices where diff.claims[index].verdict == .changed && diff.claims[index].onlyMeasuredMoved {
                diff.claims[index].verdict = ofSeries
            }
        }
        diff.verdict = .worst(
            [ofSeries]
                + (diff.values.map(\.verdict) + diff.cells.map(\.verdict) + diff.claims.map(\.verdict)).map {
                    $0 == .missing || $0 == .new ? .changed : $0
                } + [DiffVerdict(changedIf: !diff.data.isEmpty)])
        return diff
    }

    private static func union(_ a: [String]?, _ b: [String]?) -> [String] {
        let new = b ?? []
        return new + (a ?? []).filter { !new.contains($0) }
    }

    private static func changes<T>(
        _ old: [T], _ new: [T], name: (T) -> String, key: (T) -> String, text: (T) -> String
    ) -> [DiffChange] {
        union(old.map(key), new.map(key)).compactMap { wanted in
            let before = old.first { key($0) == wanted }
            let after = new.first { key($0) == wanted }
            guard before.map(text) != after.map(text), let named = after ?? before else { return nil }
            return DiffChange(name(named), before.map(text), after.map(text))
        }
    }

    private static func claims(_ old: [Claim], _ new: [Claim]) -> [ClaimDiff] {
        union(old.map(\.id), new.map(\.id)).compactMap { id in
            let before = old.first { $0.id == id }
            let after = new.first { $0.id == id }
            guard before?.isSame(as: after) != true, let named = after ?? before else { return nil }
            var others: [String] = []
            if let before, let after {
                let words: [(String, KeyPath<Claim, String?>)] = [("published value", \.published)]
                others = words.filter { before[keyPath: $0.1] != after[keyPath: $0.1] }.map(\.0)
                if before.statement != after.statement { others.append("statement") }
                if before.source != after.source { others.append("source") }
                if before.rule != after.rule { others.append("rule") }
                if before.origin != after.origin { others.append("origin") }
                if before.basis != after.basis { others.append("basis") }
                if before.data != after.data { others.append("data that it rests on") }
            }
            return ClaimDiff(
                id: id, statement: named.statement, verdict: DiffVerdict(before, after) ?? .changed,
                oldVerdict: before?.outcome.label,
                newVerdict: after?.outcome.label, oldMeasured: before?.measured, newMeasured: after?.measured, otherChanges: others)
        }
    }

    private static func values(_ old: [NamedValue], _ new: [NamedValue]) -> [ValueDiff] {
        union(old.map(\.id), new.map(\.id)).compactMap { id in
            let before = old.first { $0.id == id }
            let after = new.first { $0.id == id }
            let isSame = before?.value.bitPattern == after?.value.bitPattern && before?.quantity == after?.quantity
            guard !isSame, let named = after ?? before else { return nil }
            return ValueDiff(
                id: id, name: named.quantity.name, unit: named.quantity.unit, verdict: DiffVerdict(before, after) ?? .changed,
                old: before?.value, new: after?.value, digits: named.digits)
        }
    }

    /// Titles, labels, units.
    private static func words(_ old: FigureResult, _ new: FigureResult) -> [DiffChange] {
        var changes = old.title == new.title ? [] : [DiffChange("title", old.title, new.title)]
        for (key, pair) in panels(old, new) {
            guard let before = pair.old, let after = pair.new else { continue }
            let place = key.isEmpty ? "" : "panel \(key): "
            if before.title != after.title { changes.append(DiffChange("\(place)title", before.title, after.title)) }
            for series in after.series {
                guard let earlier = before.series.first(where: { $0.id == series.id }) else { continue }
                if earlier.label != series.label {
                    changes.append(DiffChange("\(place)label of \(series.id)", earlier.label, series.label))
                }
                for column in [series.index] + series.columns {
                    guard let match = ([earlier.index] + earlier.columns).first(where: { $0.id == column.id }),
                        match.quantity != column.quantity
                    else { continue }
                    changes.append(
                        DiffChange("\(place)quantity \(column.id) of \(series.id)", match.quantity.inPrint, column.quantity.inPrint)
                    )
                }
            }
        }
        return changes
    }

    /// Panels by letter, or by place where letters are not unique, the new side's first.
    private static func panels(_ old: FigureResult, _ new: FigureResult) -> [(
        key: String, pair: (old: PanelResult?, new: PanelResult?)
    )] {
        let before = old.panelKeys
        let after = new.panelKeys
        return union(before, after).map { key in
            (key, (before.firstIndex(of: key).map { old.panels[$0] }, after.firstIndex(of: key).map { new.panels[$0] }))
        }
    }
}

extension Claim {
    /// Whether all of it is equal, and what is no number is none on both sides.
    fileprivate func isSame(as other: Claim?) -> Bool {
        guard let other else { return false }
        if self == other { return true }
        // Written, what is no number equals itself.
        guard let own = try? CanonicalJSON.text(self), let others = try? CanonicalJSON.text(other) else { return false }
        return own == others
    }
}

extension FigureResult {
    /// A name for each panel: its letter, or its place where letters are not unique.
    var panelKeys: [String] {
        let letters = panels.map(\.letter)
        return Set(letters).count == letters.count ? letters : panels.indices.map(String.init)
    }
}

extension Quantity {
    /// "mutual information of input and layer, I(X;T), bit".
    fileprivate var inPrint: String { [name, symbol, unit].filter { !$0.isEmpty }.joined(separator: ", ") }
}

extension ClaimDiff {
    var onlyMeasuredMoved: Bool { !verdictMoved && otherChanges.isEmpty }
}
