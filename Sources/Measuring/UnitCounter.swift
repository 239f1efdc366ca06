import Files
import InformationTheory
import NumericCore

/// How often units' symbols meet the classes; samples come in portions.
///
/// Only what occurs is held, so that memory goes with the samples and not with symbols times classes. Where that of all units becomes much,
/// the last half of them is given up: they are counted in another pass over the samples.
struct UnitCounter {
    private let quantisation: Quantisation
    private let quantisers: [Quantiser]
    private let range: ClosedRange<Double>?
    private let classes: Int
    private let origin: String
    private let memory: Double
    /// Pairs of symbol and class of all units of a pass together, beyond which half of them are given up: some 400 MB, or an eighth of
    /// the memory.
    private let mostCells: Int
    private var units: [Cells]
    private var cells = 0
    private var table: [Int32] = []

    /// - Parameters:
    ///   - spans: each unit's least and greatest activation, for bins without a range of their own.
    ///   - classes: how many there are; 1 without labels.
    ///   - memory: in bytes, what the process may take.
    init(
        _ source: any ActivationSource, units: Int, classes: Int, quantisation: Quantisation,
        spans: ArraySlice<ClosedRange<Double>>?,
        memory: Double
    ) {
        self.quantisation = quantisation
        self.classes = classes
        self.memory = memory
        mostCells = Int(min(Double(1 << 23), memory / 400))
        origin = source.origin
        if case .bins(_, let range?) = quantisation { self.range = range } else { range = nil }
        let isSingle = source.isSinglePrecision
        if let spans {
            quantisers = spans.map { Quantiser(quantisation, span: $0, isSinglePrecision: isSingle) }
        } else {
            quantisers = Array(repeating: Quantiser(quantisation, span: nil, isSinglePrecision: isSingle), count: units)
        }
        self.units = Array(repeating: Cells(), count: units)
    }

    /// How many units, from the first on, are counted in this pass.
    var unitsCounted: Int { units.count }

    /// Counts some more samples.
    /// - Parameters:
    ///   - rows: where the units stand in the activations.
    ///   - labels: a class for each sample; nil without labels.
    ///   - check: called for each unit; what it throws ends the counting.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins, or the counts take more memory than there is.
    mutating func add(
        _ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>?, check: () throws -> Void
    ) throws {
        let samples = activations.columns
        precondition(labels.map { $0.count == samples } ?? true, "\(labels?.count ?? 0) labels of \(samples) samples")
        let labels = labels.map(Array.init)
        var codes = [Int64](repeating: 0, count: samples)
        var unit = 0
        while unit < units.count {
            try check()
            let row = rows[unit]
            try quantisers[unit].codes(of: activations, row: row, into: &codes, at: origin)
            activations.withRow(row) { units[unit].note($0, range) }
            cells += units[unit].add(codes, labels, classes: classes, &table)
            try giveUpUnits()
            unit += 1
        }
    }

    /// Gives up the last half of the units until the counts of the others fit.
    private mutating func giveUpUnits() throws {
        while cells > mostCells {
            guard units.count > 1 else {
                // The next doubling of the table and its arrays holds both sizes for a while.
                return try MemoryLimit.check(
                    Double(cells) * 160, for: "counting over \(cells) pairs of a symbol and a class (\(quantisation.description))",
                    at: origin, remedy: "choose larger bins, or measure on fewer samples", limit: memory)
            }
            units.removeLast(units.count / 2)
            cells = units.reduce(0) { $0 + $1.count }
        }
    }

    /// A unit's measures on the samples so far, and what else is known of it.
    struct Unit {
        /// Its `selectiveClass` is a place among the classes.
        var measures: UnitMeasures
        var symbols: Int
        /// Whether all its activations are equal.
        var isConstant: Bool
        var outside: OutsideCount
    }

    /// - Parameters:
    ///   - classCounts: the samples of each class; all samples without labels.
    ///   - check: called for each unit.
    func measured(_ classCounts: [Int], check: () throws -> Void) throws -> [Unit] {
        let samples = classCounts.reduce(0, +)
        precondition(samples > 0, "no samples to measure on")
        return try units.map { unit in
            try check()
            return unit.measured(classCounts, samples: samples)
        }
    }

    /// One unit's counts.
    private struct Cells {
        /// By symbol and class.
        private var counts = KeyCounts()
        private var first: Double?
        private var isConstant = true
        private var outside = OutsideCount()

        var count: Int { counts.keys.count }

        mutating func note(_ values: UnsafeBufferPointer<Double>, _ range: ClosedRange<Double>?) {
            if let range { outside.add(values, range) }
            guard isConstant, let start = first ?? values.first else { return }
            first = start
            isConstant = values.allSatisfy { $0 == start }
        }

        private static func key(_ symbol: Int64, _ label: Int) -> KeyCounts.Key {
            KeyCounts.Key(UInt64(bitPattern: symbol), UInt64(label))
        }

        /// - Parameter table: all 0; may grow.
        /// - Returns: how many pairs are new.
        mutating func add(_ codes: [Int64], _ labels: [Int32]?, classes: Int, _ table: inout [Int32]) -> Int {
            let known = count
            guard let low = codes.min(), let high = codes.max() else { return 0 }
            let width = high.subtractingReportingOverflow(low)
            if !width.overflow, Int(width.partialValue) < (4 * codes.count + 64) / classes {
                countDensely(codes, labels, low: low, width: Int(width.partialValue) + 1, classes: classes, &table)
            } else if let labels {
                for (code, label) in zip(codes, labels) { counts.add(Self.key(code, Int(label))) }
            } else {
                for code in codes { counts.add(Self.key(code, 0)) }
            }
            return count - known
        }

        /// The symbols of a portion lie close together: they are counted in a table, and the table is added.
        private mutating func countDensely(
            _ codes: [Int64], _ labels: [Int32]?, low: Int64, width: Int, classes: Int, _ table: inout [Int32]
        ) {
            let cells = width * classes
            if table.count < cells { table = Array(repeating: 0, count: cells) }
            table.withUnsafeMutableBufferPointer { table in
                codes.withUnsafeBufferPointer { codes in
                    guard let labels else {
                        for code in codes { table[Int(code - low)] += 1 }
                        return
                    }
                    labels.withUnsafeBufferPointer { labels in
                        for sample in codes.indices { table[Int(codes[sample] - low) * classes + Int(labels[sample])] += 1 }
                    }
                }
            }
            for symbol in 0..<width {
                for label in 0..<classes {
                    let cell = symbol * classes + label
                    guard table[cell] > 0 else { continue }
                    counts.add(Self.key(low + Int64(symbol), label), times: Int(table[cell]))
                    table[cell] = 0
                }
            }
        }

        func measured(_ classCounts: [Int], samples: Int) -> Unit {
            let cells = cellsByClass(classCounts.count)
            return Unit(
                measures: UnitMeasures(
                    singles: cells.singles, lowest: cells.lowest, classCounts: classCounts, samples: samples, pairs: cells.pairs,
                    starts: cells.starts),
                symbols: cells.singles.count, isConstant: isConstant, outside: outside)
        }

        private struct ByClass {
            /// How often each symbol occurs, symbols ascending.
            var singles: [Int]
            /// Of symbol 0.
            var lowest: Int
            /// Class by class, in each by ascending symbol: how often both occur, and how often the symbol does.
            var pairs: [(joint: Int, single: Int)]
            /// Where each class's begin; then where the last one's end.
            var starts: [Int]
        }

        private func cellsByClass(_ classes: Int) -> ByClass {
            let keys = counts.keys
            let order = keys.indices.sorted { Int64(bitPattern: keys[$0].first) < Int64(bitPattern: keys[$1].first) }
            var singles: [Int] = []
            var lowest = 0
            // Each place's symbol, by its place among the singles.
            var symbols: [Int] = []
            symbols.reserveCapacity(order.count)
            var starts = [Int](repeating: 0, count: classes + 1)
            for (place, cell) in order.enumerated() {
                if place == 0 || keys[cell].first != keys[order[place - 1]].first { singles.append(0) }
                singles[singles.count - 1] += counts.counts[cell]
                if keys[cell].first == 0 { lowest += counts.counts[cell] }
                symbols.append(singles.count - 1)
                starts[Int(keys[cell].second) + 1] += 1
            }
            for label in 0..<classes { starts[label + 1] += starts[label] }
            var next = starts
            var pairs = [(joint: Int, single: Int)](repeating: (0, 0), count: order.count)
            for (place, cell) in order.enumerated() {
                let label = Int(keys[cell].second)
                pairs[next[label]] = (counts.counts[cell], singles[symbols[place]])
                next[label] += 1
            }
            return ByClass(singles: singles, lowest: lowest, pairs: pairs, starts: starts)
        }
    }
}
