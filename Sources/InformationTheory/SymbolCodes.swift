/// The symbols of some samples as numbers: of 32 bits, or where one of them does not fit, all of 64.
package struct SymbolCodes: Sendable {
    package private(set) var count = 0
    package private(set) var isWide = false
    /// The first `count` are the symbols, unless they are wide.
    package var narrow: [Int32] = []
    /// The first `count` are the symbols, where they are wide.
    package var wide: [Int64] = []

    package init() {}

    /// Makes room for so many narrow symbols.
    package mutating func resize(_ count: Int) {
        self.count = count
        isWide = false
        if narrow.count < count { narrow = [Int32](repeating: 0, count: count) }
    }

    /// Makes room for as many wide symbols.
    package mutating func widen() {
        isWide = true
        if wide.count < count { wide = [Int64](repeating: 0, count: count) }
    }

    /// The least and the greatest symbol; nil where there are none.
    var reach: ClosedRange<Int64>? {
        func reach<Code: FixedWidthInteger>(_ codes: UnsafeBufferPointer<Code>) -> ClosedRange<Int64> {
            var (low, high) = (codes[0], codes[0])
            for code in codes {
                low = code < low ? code : low
                high = code > high ? code : high
            }
            return Int64(low)...Int64(high)
        }
        if count == 0 { return nil }
        return isWide ? withWide(reach) : withNarrow(reach)
    }

    @inline(__always)
    func withNarrow<Result>(_ body: (UnsafeBufferPointer<Int32>) throws -> Result) rethrows -> Result {
        try narrow.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    @inline(__always)
    func withWide<Result>(_ body: (UnsafeBufferPointer<Int64>) throws -> Result) rethrows -> Result {
        try wide.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// The symbols as words that differ where they do.
    var words: [UInt64] {
        isWide
            ? withWide { $0.map { UInt64(bitPattern: $0) } } : withNarrow { $0.map { UInt64(bitPattern: Int64($0)) } }
    }

    /// The symbols, numbered by first appearance.
    package var numbered: [UInt32] {
        var known = KeyCounts()
        var numbers = [UInt32](repeating: 0, count: count)
        known.add(words, [UInt64](repeating: 0, count: count), count, numbers: &numbers)
        return numbers
    }
}
