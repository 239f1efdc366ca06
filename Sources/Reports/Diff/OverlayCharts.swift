import Charts
import Results
import SampleStatistics

/// Old drawn over new on the same axes with the difference below, for the columns of a figure that moved most.
enum OverlayCharts {
    /// Columns side by side in one chart.
    private static let perChart = 3
    /// Columns drawn of one figure; the others stand in the table.
    static let most = 6

    /// - Returns: charts of up to three columns each; none where no series can be laid over another.
    static func charts(_ diff: FigureDiff, old: FigureResult, new: FigureResult) -> [Chart] {
        let columns = moved(diff).compactMap { Overlay($0.series, $0.column, old, new) }
        return stride(from: 0, to: columns.count, by: perChart).map { start in
            let row = Array(columns[start..<min(start + perChart, columns.count)])
            return Chart(
                panels: row.map(\.versions) + row.map(\.difference), columns: row.count,
                width: row.count == 1 ? 300 : row.count == 2 ? 420 : 540)
        }
    }

    /// The columns to draw: of every panel in turn the one that moved most, then of every panel the next. A panel comes before others where
    /// something in it changed, and where that moved further.
    private static func moved(_ diff: FigureDiff) -> [(series: SeriesDiff, column: ColumnDiff)] {
        let all = diff.series.flatMap { series in series.columns.map { (series: series, column: $0) } }
            .filter { [.changed, .cannotTell].contains($0.column.verdict) && $0.column.points > 1 }
        let order = all.indices.sorted { a, b in
            let (first, second) = (all[a].column, all[b].column)
            if first.verdict != second.verdict { return first.verdict == .changed }
            let (far, farther) = (first.effect?.ordering ?? 0, second.effect?.ordering ?? 0)
            return far == farther ? a < b : far > farther
        }
        var turns: [String: Int] = [:]
        let ranked = order.enumerated().map { rank, place -> (turn: Int, rank: Int, place: Int) in
            let panel = "\(all[place].series.panel) \(all[place].series.panelTitle)"
            defer { turns[panel, default: 0] += 1 }
            return (turns[panel, default: 0], rank, place)
        }
        return ranked.sorted { ($0.turn, $0.rank) < ($1.turn, $1.rank) }.prefix(most).map { all[$0.place] }
    }
}

extension DiffEffect {
    /// As the diff orders: a tenth of the range counts as much as one seed spread.
    fileprivate var ordering: Double { unit == .seedSpreads ? size : 10 * size }
}

/// One column of one series in both versions.
private struct Overlay {
    let title: RichText
    let x: Axis
    let yLabel: String
    let unit: String
    let old: Version
    let new: Version

    struct Version {
        var index: [Double]
        var column: Column
    }

    init?(_ series: SeriesDiff, _ column: ColumnDiff, _ oldResult: FigureResult, _ newResult: FigureResult) {
        guard let old = Self.version(series, column, oldResult), let new = Self.version(series, column, newResult) else {
            return nil
        }
        self.old = old.version
        self.new = new.version
        let place = series.panel.isEmpty ? series.label : "\(series.panel)  \(series.label)"
        title = RichText(plain: place)
        yLabel = column.unit.isEmpty ? column.name : "\(column.name) in \(column.unit)"
        unit = column.unit
        let quantity = new.index.quantity
        let isRepeating = quantity.unit.isEmpty || quantity.name.hasSuffix(quantity.unit)
        let name = isRepeating ? quantity.name : "\(quantity.name) in \(quantity.unit)"
        x = Axis(RichText(plain: name), scale: Self.scale(of: new.version.index), ends: .tight)
    }

    private static func version(_ series: SeriesDiff, _ column: ColumnDiff, _ result: FigureResult) -> (
        version: Version, index: Column
    )? {
        let panel =
            result.panels.first { $0.letter == series.panel && $0.title == series.panelTitle }
            ?? result.panels.first { $0.letter == series.panel }
        guard let found = panel?.series.first(where: { $0.id == series.id }),
            let numbers = found.columns.first(where: { $0.id == column.id })
        else { return nil }
        return (Version(index: found.index.values, column: numbers), found.index)
    }

    /// Logarithmic beyond 1 where whole numbers grow over several decades, as recorded epochs do.
    private static func scale(of index: [Double]) -> Scale {
        guard let first = index.first, let last = index.last, first >= 0, last >= 200, index.count > 3 else { return .linear }
        let middle = index[index.count / 2]
        return middle < first + (last - first) / 4 ? .symlog(linearWithin: 1) : .linear
    }

    private static let before = SeriesStyle(.gray(0.45), dash: .dashed, marker: .circle, width: 1.1)
    private static let now = SeriesStyle(Palette.categorical[0], dash: .solid, marker: .disc, width: 1.1)

    var versions: Panel {
        var marks: [Mark] = []
        for (version, style, label) in [(old, Self.before, "before"), (new, Self.now, "now")] {
            var thin = style
            thin.width = 0.45
            thin.color = style.color.withAlpha(0.35)
            thin.dash = .solid
            for curve in version.column.replicates { marks.append(.line(LineMark(x: version.index, y: curve, style: thin))) }
            marks.append(
                .line(
                    LineMark(
                        x: version.index, y: version.column.values, style: style, label: RichText(plain: label),
                        showsMarkers: version.index.count < 25)))
        }
        return Panel(title: title, x: x, y: Axis(RichText(plain: yLabel)), marks: marks, aspect: 0.72)
    }

    /// The difference at the points that both have, over the band that seeds alone span.
    var difference: Panel {
        let places = Dictionary(old.index.enumerated().map { ($1.bitPattern, $0) }, uniquingKeysWith: { first, _ in first })
        let common = new.index.indices.compactMap { place in places[new.index[place].bitPattern].map { (old: $0, new: place) } }
        let index = common.map { new.index[$0.new] }
        var marks: [Mark] = []
        let (before, after) = (old.column.replicates, new.column.replicates)
        var values = common.map { new.column.values[$0.new] - old.column.values[$0.old] }
        var label = "now less before"
        if before.count > 1, after.count > 1 {
            let spread = common.map { pair in
                let variances =
                    Statistics.sampleVariance(before.map { $0[pair.old] }) + Statistics.sampleVariance(after.map { $0[pair.new] })
                return (variances / 2).squareRoot()
            }
            marks.append(
                .band(
                    BandMark(
                        x: index, lower: spread.map { -$0 }, upper: spread, color: .gray(0.5), opacity: 0.25,
                        label: "one seed spread")))
            values = common.map { pair in Statistics.mean(after.map { $0[pair.new] }) - Statistics.mean(before.map { $0[pair.old] })
            }
            label = "now less before, mean of networks"
        }
        marks.append(.rule(RuleMark(.horizontal, at: 0)))
        marks.append(
            .line(
                LineMark(
                    x: index, y: values, style: SeriesStyle(Palette.categorical[1], width: 1.2), label: RichText(plain: label),
                    showsMarkers: index.count < 25)))
        return Panel(
            x: x, y: Axis(RichText(plain: unit.isEmpty ? "difference" : "difference in \(unit)")), marks: marks, aspect: 0.42)
    }
}
