import CKernels

/// The symbols of whole layers: a sample's symbol is the row of its units' symbols. Counted is how often each row occurs and meets each
/// class; samples come in portions.
///
/// Only the different rows are held, with 128 bits of each: two sums of its symbols times odd numbers drawn once for all, a number a unit
/// (multilinear hashing: Carter and Wegman 1979). Rows that differ in one unit never share them, others whose symbols differ by less than
/// 2^k with a probability below 2^(2k - 126): of a million samples in bins that number a thousand, two do with one below 1e-20.
package struct RowCounts: Sendable {
    private let classes: Int
    private var rows = KeyCounts()
    /// [row][class], where the classes are few.
    private var table: [Int] = []
    /// By row and class, where they are many.
    private var pairs = KeyCounts()
    private var first: [UInt64] = []
    private var second: [UInt64] = []
    private var numbers: [UInt32] = []
    /// Of the portion.
    private var samples = 0
    private var units = 0

    /// Few of them are counted for every row; a table's cell has 8 bytes, and a pair of its own some 60.
    private static let fewClasses = 16

    package init(classes: Int) { self.classes = classes }

    /// How many different rows there are.
    package var count: Int { rows.count }
    /// Rows, and pairs of row and class: some 40 to 80 bytes each.
    package var held: Int { rows.count + pairs.count + (classes <= Self.fewClasses ? rows.count * classes / 8 : 0) }

    /// Begins a portion of so many samples.
    package mutating func begin(_ samples: Int) {
        self.samples = samples
        units = 0
        if first.count < samples {
            (first, second) = ([UInt64](repeating: 0, count: samples), [UInt64](repeating: 0, count: samples))
            numbers = [UInt32](repeating: 0, count: samples)
        } else {
            first.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            second.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        }
    }

    /// Adds a unit's symbols to the portion's rows.
    package mutating func add(_ codes: SymbolCodes) {
        precondition(codes.count == samples, "symbols of \(codes.count) samples, not \(samples)")
        let (one, other) = (Self.multiplier(2 * units), Self.multiplier(2 * units + 1))
        units += 1
        if codes.isWide {
            refigure_add_column_wide(codes.wide, samples, one, other, &first, &second)
        } else {
            refigure_add_column(codes.narrow, samples, one, other, &first, &second)
        }
    }

    /// An odd number, by splitmix64.
    private static func multiplier(_ index: Int) -> UInt64 {
        var z = UInt64(index + 1) &* 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31) | 1
    }

    /// Counts the portion.
    /// - Parameter labels: a class in 0..<classes for each sample.
    package mutating func end(_ labels: UnsafeBufferPointer<Int32>) {
        precondition(labels.count == samples, "\(labels.count) labels of \(samples) samples")
        rows.add(first, second, samples, numbers: &numbers)
        guard classes <= Self.fewClasses else { return countPairs(labels) }
        if table.count < rows.count * classes {
            table += repeatElement(0, count: max(rows.count * classes - table.count, table.count))
        }
        if let labels = labels.baseAddress { refigure_count_pairs(numbers, labels, samples, classes, &table) }
    }

    private mutating func countPairs(_ labels: UnsafeBufferPointer<Int32>) {
        for sample in labels.indices { (first[sample], second[sample]) = (UInt64(numbers[sample]), UInt64(labels[sample])) }
        pairs.add(first, second, samples, numbers: &numbers)
    }

    /// Forgets what was counted, and keeps the room for as much.
    mutating func removeAll() {
        let used = classes <= Self.fewClasses ? rows.count * classes : 0
        table.withUnsafeMutableBufferPointer { UnsafeMutableBufferPointer(rebasing: $0[..<used]).update(repeating: 0) }
        rows.removeAll()
        pairs.removeAll()
    }

    /// How often each row occurs.
    var counts: ArraySlice<Int> { rows.counts }
    /// How often each row meets each class, where it does, and zeros.
    var jointCounts: ArraySlice<Int> { classes <= Self.fewClasses ? table[..<(rows.count * classes)] : pairs.counts }
}
