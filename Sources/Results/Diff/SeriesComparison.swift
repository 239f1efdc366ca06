/// Two versions of one series.
struct SeriesComparison {
    var diff: SeriesDiff
    /// One a column, in the diff's order.
    private var noises: [SeedNoise?]

    /// - Parameter panel: of the side that has the series.
    init(
        panel: PanelResult, key: String, old: Series?, new: Series?, oldReduction: FigureSnapshot.Reduction?,
        newReduction: FigureSnapshot.Reduction?
    ) {
        guard let named = new ?? old else { preconditionFailure("no series on either side") }
        diff = SeriesDiff(
            panel: panel.letter, panelTitle: panel.title, id: named.id, label: named.label, verdict: .identical, columns: [])
        noises = []
        guard let old, let new else {
            diff.verdict = DiffVerdict(old, new) ?? .identical
            return
        }
        let places = CommonPoints(old.index.values, new.index.values)
        let index = places.new.map { new.index.values[$0] }
        if !places.areAll {
            let counts =
                "\(places.old.count) points are common, of \(old.index.values.count) before and \(new.index.values.count) now"
            // A reduced side has points of the other only; anything else is another grid.
            let isReduction =
                oldReduction != nil && places.old.count == old.index.values.count
                || newReduction != nil && places.new.count == new.index.values.count
            if !isReduction {
                diff.verdict = .changed
                diff.note = "\(new.index.id) takes other values: \(counts)"
            }
        }
        for column in new.columns + old.columns where !diff.columns.contains(where: { $0.id == column.id }) {
            let before = old.columns.first { $0.id == column.id }
            let after = new.columns.first { $0.id == column.id }
            guard let before, let after, !index.isEmpty else {
                diff.columns.append(
                    ColumnDiff(
                        id: column.id, name: column.quantity.symbol.isEmpty ? column.quantity.name : column.quantity.symbol,
                        unit: column.quantity.unit, verdict: DiffVerdict(before, after) ?? .changed, points: 0, meanDifference: 0,
                        largestDifference: 0, networks: 0))
                noises.append(nil)
                continue
            }
            let path = "\(key)/\(named.id)/\(column.id)"
            let comparison = ColumnComparison(
                old: .init(column: before, reduction: oldReduction, path: path, points: places.old),
                new: .init(column: after, reduction: newReduction, path: path, points: places.new), index: index)
            diff.columns.append(comparison.diff)
            noises.append(comparison.noise)
        }
        summarise()
    }

    /// The columns whose verdict depends on the test.
    var tested: [(column: Int, noise: SeedNoise)] {
        noises.enumerated().compactMap { index, noise in noise.map { (index, $0) } }
    }

    /// Takes a column's p-values and the verdict that follows from them.
    mutating func settle(_ column: Int, p: Double, corrected: Double) {
        diff.columns[column].p = p
        diff.columns[column].corrected = corrected
        let isEnough = diff.columns[column].networks >= SeedNoise.leastNetworks
        diff.columns[column].verdict = corrected < SeedNoise.level ? .changed : isEnough ? .withinSeedNoise : .cannotTell
        summarise()
    }

    private mutating func summarise() {
        let own: DiffVerdict = diff.note == nil ? .identical : .changed
        diff.verdict = DiffVerdict.worst(
            diff.columns.map { $0.verdict == .missing || $0.verdict == .new ? .changed : $0.verdict } + [own])
        diff.effect = .greatest(diff.columns.map(\.effect))
    }
}

/// The points at which two indices agree to the bit.
struct CommonPoints {
    var old: [Int] = []
    var new: [Int] = []
    /// True where neither side has others.
    var areAll: Bool

    init(_ a: [Double], _ b: [Double]) {
        if a.count == b.count, zip(a, b).allSatisfy({ $0.bitPattern == $1.bitPattern }) {
            old = Array(a.indices)
            new = old
            areAll = true
            return
        }
        areAll = false
        var places: [UInt64: Int] = [:]
        for (place, value) in a.enumerated() where places[value.bitPattern] == nil { places[value.bitPattern] = place }
        for (place, value) in b.enumerated() {
            guard let other = places.removeValue(forKey: value.bitPattern) else { continue }
            old.append(other)
            new.append(place)
        }
    }
}
