import CKernels

/// How often one unit's symbols meet the classes; samples come in portions.
///
/// A table of all symbols between the least and the greatest, by all classes, as long as it has no more cells than there are samples; what
/// occurs beyond.
package struct SymbolCells: Sendable {
    private let classes: Int
    private var samples = 0
    /// [symbol - low][class].
    private var table: [Int] = []
    private var low: Int64 = 0
    /// How many symbols the table has.
    private var width = 0
    /// By symbol and class, where the table would be large.
    private var pairs: KeyCounts?

    /// A table of so many cells is never large.
    private static let small = 1 << 12

    package init(classes: Int) { self.classes = classes }

    /// What is held, as so many pairs of symbol and class that occur; a cell of the table has the room of a sixth.
    package var held: Int { pairs?.count ?? table.count / 6 }

    /// Counts some more samples.
    /// - Parameters:
    ///   - labels: a class in 0..<classes for each sample.
    ///   - known: what all symbols of the unit are among; nil: anything.
    ///   - scratch: all 0; may grow.
    package mutating func add(
        _ codes: SymbolCodes, _ labels: [Int32], among known: ClosedRange<Int64>? = nil, _ scratch: inout [Int]
    ) {
        precondition(labels.count == codes.count, "\(labels.count) labels of \(codes.count) samples")
        guard codes.count > 0, let reach = known ?? codes.reach else { return }
        samples += codes.count
        if pairs == nil, makeRoom(for: reach) {
            Self.count(codes, labels, into: &table, low: low, classes: classes)
            return
        }
        if pairs == nil { leaveTable() }
        guard let cells = Self.cells(reach, classes), cells <= 4 * codes.count + 64 else { return addPairs(codes, labels) }
        // The symbols of the portion lie close together: they are counted in a table, and what it has is added.
        if scratch.count < cells { scratch = [Int](repeating: 0, count: cells) }
        Self.count(codes, labels, into: &scratch, low: reach.lowerBound, classes: classes)
        addTable(&scratch, cells: cells, low: reach.lowerBound)
    }

    /// Cells of a table of these symbols; nil where there are too many to number.
    private static func cells(_ reach: ClosedRange<Int64>, _ classes: Int) -> Int? {
        let width = reach.upperBound.subtractingReportingOverflow(reach.lowerBound)
        guard !width.overflow, width.partialValue < Int64(1) << 40 else { return nil }
        return (Int(width.partialValue) + 1) * classes
    }

    /// - Returns: whether the table holds the symbols.
    private mutating func makeRoom(for reach: ClosedRange<Int64>) -> Bool {
        if width > 0, low <= reach.lowerBound, reach.upperBound < low + Int64(width) { return true }
        let all = width == 0 ? reach : min(low, reach.lowerBound)...max(low + Int64(width) - 1, reach.upperBound)
        guard let cells = Self.cells(all, classes), cells <= max(Self.small, samples) else { return false }
        let below = width == 0 ? 0 : Int(low - all.lowerBound) * classes
        table =
            [Int](repeating: 0, count: below) + table + [Int](repeating: 0, count: cells - below - table.count)
        (low, width) = (all.lowerBound, cells / classes)
        return true
    }

    private static func count(_ codes: SymbolCodes, _ labels: [Int32], into table: inout [Int], low: Int64, classes: Int) {
        if codes.isWide {
            refigure_count_cells_wide(codes.wide, labels, codes.count, low, classes, &table)
        } else {
            refigure_count_cells(codes.narrow, labels, codes.count, low, classes, &table)
        }
    }

    private mutating func leaveTable() {
        pairs = KeyCounts()
        var counted: [Int] = []
        swap(&table, &counted)
        addTable(&counted, cells: counted.count, low: low)
    }

    private static func key(_ symbol: Int64, _ label: Int) -> KeyCounts.Key {
        KeyCounts.Key(UInt64(bitPattern: symbol), UInt64(label))
    }

    /// Adds a table's cells to the pairs, and sets them to 0.
    private mutating func addTable(_ table: inout [Int], cells: Int, low: Int64) {
        for cell in 0..<cells where table[cell] > 0 {
            let (symbol, label) = cell.quotientAndRemainder(dividingBy: classes)
            pairs?.add(Self.key(low + Int64(symbol), label), times: table[cell])
            table[cell] = 0
        }
    }

    private mutating func addPairs(_ codes: SymbolCodes, _ labels: [Int32]) {
        var numbers = [UInt32](repeating: 0, count: codes.count)
        pairs?.add(codes.words, labels.map { UInt64($0) }, codes.count, numbers: &numbers)
    }

    /// The measures on the samples so far, at least one, and how many different symbols there are.
    /// - Parameter classCounts: the samples of each class, `samples` of them together.
    package func measured(classCounts: [Int], samples: Int) -> (measures: UnitMeasures, symbols: Int) {
        let cells = occurring
        let measures = UnitMeasures(
            singles: cells.singles, lowest: cells.lowest, classCounts: classCounts, samples: samples, pairs: cells.pairs,
            starts: cells.starts)
        return (measures, cells.singles.count { $0 > 0 })
    }

    private struct Occurring {
        /// How often each symbol occurs, symbols ascending.
        var singles: [Int]
        /// Of symbol 0.
        var lowest: Int
        /// Class by class, in each by ascending symbol: how often both occur, and how often the symbol does.
        var pairs: [(joint: Int, single: Int)]
        /// Where each class's begin; then where the last one's end.
        var starts: [Int]
    }

    private var occurring: Occurring {
        if let pairs { return occurring(pairs) }
        let singles = (0..<width).map { symbol in table[symbol * classes..<(symbol + 1) * classes].reduce(0, +) }
        var cells: [(joint: Int, single: Int)] = []
        cells.reserveCapacity(table.count)
        for label in 0..<classes {
            for symbol in 0..<width { cells.append((table[symbol * classes + label], singles[symbol])) }
        }
        let zero = Int(-low)
        return Occurring(
            singles: singles, lowest: singles.indices.contains(zero) ? singles[zero] : 0, pairs: cells,
            starts: (0...classes).map { $0 * width })
    }

    private func occurring(_ found: KeyCounts) -> Occurring {
        let keys = (0..<found.count).map { (symbol: Int64(bitPattern: found.key($0).first), label: Int(found.key($0).second)) }
        let order = keys.indices.sorted { keys[$0].symbol < keys[$1].symbol }
        let counts = found.counts
        var singles: [Int] = []
        var lowest = 0
        // Each place's symbol, by its place among the singles.
        var symbols: [Int] = []
        symbols.reserveCapacity(order.count)
        var starts = [Int](repeating: 0, count: classes + 1)
        for (place, cell) in order.enumerated() {
            if place == 0 || keys[cell].symbol != keys[order[place - 1]].symbol { singles.append(0) }
            singles[singles.count - 1] += counts[cell]
            if keys[cell].symbol == 0 { lowest += counts[cell] }
            symbols.append(singles.count - 1)
            starts[keys[cell].label + 1] += 1
        }
        for label in 0..<classes { starts[label + 1] += starts[label] }
        var next = starts
        var pairs = [(joint: Int, single: Int)](repeating: (0, 0), count: order.count)
        for (place, cell) in order.enumerated() {
            let label = keys[cell].label
            pairs[next[label]] = (counts[cell], singles[symbols[place]])
            next[label] += 1
        }
        return Occurring(singles: singles, lowest: lowest, pairs: pairs, starts: starts)
    }
}
