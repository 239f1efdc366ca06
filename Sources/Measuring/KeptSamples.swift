/// Which samples are measured: all of them, or those that are kept; a bit a sample.
struct KeptSamples: Sendable {
    /// Of the file.
    let total: Int
    /// How many are kept.
    private(set) var count: Int
    /// Bits of those that are dropped; empty where none is.
    private var dropped: [UInt64] = []

    init(all total: Int) {
        self.total = total
        count = total
    }

    var areAll: Bool { count == total }

    func contains(_ sample: Int) -> Bool { dropped.isEmpty || dropped[sample >> 6] >> UInt64(sample & 63) & 1 == 0 }

    /// - Returns: whether it was kept until now.
    @discardableResult
    mutating func drop(_ sample: Int) -> Bool {
        precondition((0..<total).contains(sample), "sample \(sample) is not in \(total)")
        guard contains(sample) else { return false }
        if dropped.isEmpty { dropped = Array(repeating: 0, count: (total + 63) / 64) }
        dropped[sample >> 6] |= 1 << UInt64(sample & 63)
        count -= 1
        return true
    }

    /// The kept ones among consecutive samples, counted from the first of these.
    func places(in range: Range<Int>) -> [Int] { range.filter(contains).map { $0 - range.lowerBound } }

    /// The elements of those that are kept.
    /// - Parameter elements: one for each sample of the file.
    func of<Element>(_ elements: [Element]) -> [Element] {
        precondition(elements.count == total, "\(elements.count) elements of \(total) samples")
        return areAll ? elements : elements.indices.filter(contains).map { elements[$0] }
    }
}
