import CKernels

/// How often each of many keys occurs: only those that occur are held, each with a number by first appearance.
///
/// A hash table with open addresses: 24 bytes a key and 4 a slot, two to four slots a key; arrays that have just grown hold twice that.
package struct KeyCounts: Sendable {
    /// Two words, such as a symbol and a class.
    package struct Key: Sendable, Hashable {
        package var first: UInt64
        package var second: UInt64

        package init(_ first: UInt64, _ second: UInt64) {
            self.first = first
            self.second = second
        }
    }

    /// How many keys there are.
    package private(set) var count = 0
    /// Two words a key, half as many keys as slots.
    private var words: [UInt64] = []
    private var times: [Int] = []
    /// As `refigure_count_keys` has them.
    private var slots: [UInt32] = []
    private var bits: UInt32 = 0

    package init() {}

    /// As many as 32 bits number.
    package static let most = Int(UInt32.max) - 1

    /// By first appearance.
    package func key(_ number: Int) -> Key { Key(words[2 * number], words[2 * number + 1]) }

    /// How often each key occurs, in the order of their numbers.
    package var counts: ArraySlice<Int> { times[..<count] }

    /// Counts a key some more times.
    /// - Returns: its number.
    @discardableResult
    package mutating func add(_ key: Key, times: Int = 1) -> Int {
        var number: UInt32 = 0
        withUnsafePointer(to: key.first) { first in
            withUnsafePointer(to: key.second) { second in count(first, second, 1, times: times, &number) }
        }
        return Int(number)
    }

    /// Counts keys once each.
    /// - Parameters:
    ///   - first: their first words, `length` of them or more.
    ///   - second: their second words.
    ///   - numbers: receives their numbers, and has room for them.
    package mutating func add(_ first: [UInt64], _ second: [UInt64], _ length: Int, numbers: inout [UInt32]) {
        precondition(first.count >= length && second.count >= length && numbers.count >= length, "fewer than \(length) words")
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                numbers.withUnsafeMutableBufferPointer { numbers in
                    guard let ones = first.baseAddress, let others = second.baseAddress, let target = numbers.baseAddress else {
                        return
                    }
                    for start in stride(from: 0, to: length, by: Self.atOnce) {
                        count(ones + start, others + start, min(Self.atOnce, length - start), times: 1, target + start)
                    }
                }
            }
        }
    }

    /// Room is made for so many new keys at a time.
    private static let atOnce = 4096

    private mutating func count(
        _ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>, _ length: Int, times more: Int,
        _ numbers: UnsafeMutablePointer<UInt32>
    ) {
        while 2 * (count + length) > slots.count { grow() }
        count = refigure_count_keys(first, second, length, more, &words, &times, count, &slots, bits, numbers)
    }

    /// Forgets all keys, and keeps the room for as many.
    package mutating func removeAll() {
        count = 0
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    private mutating func grow() {
        bits = max(2, bits + 1)
        let room = 1 << Int(bits)
        precondition(count <= Self.most, "more than \(Self.most) keys")
        words += repeatElement(0, count: room - words.count)
        times += repeatElement(0, count: room / 2 - times.count)
        slots = [UInt32](repeating: 0, count: room)
        refigure_enter_keys(words, count, &slots, bits)
    }
}
