/// How often each of many keys occurs: only those that occur are held, each with a number by first appearance.
///
/// A hash table with open addresses: 24 bytes a key and 4 a slot, up to two slots a key; arrays that have just grown hold twice that.
package struct KeyCounts: Sendable {
    /// Two words, such as a symbol and a class.
    package struct Key: Sendable, Hashable {
        package var first: UInt64
        package var second: UInt64

        package init(_ first: UInt64, _ second: UInt64) {
            self.first = first
            self.second = second
        }

        /// Every bit of both words moves every bit of this one (the finaliser of splitmix64, twice).
        @inline(__always)
        var hash: UInt64 {
            var z = first
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            z = (z ^ (z >> 31)) &+ second
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }

    /// By first appearance.
    package private(set) var keys: [Key] = []
    /// How often each key occurs.
    package private(set) var counts: [Int] = []
    /// 0: empty; else a key's number plus one. A power of two of them, at least half of them empty.
    private var slots: [UInt32] = []

    package init() {}

    /// As many as 32 bits number.
    package static let most = Int(UInt32.max) - 1

    /// Counts a key some more times.
    /// - Returns: its number.
    @discardableResult
    package mutating func add(_ key: Key, times: Int = 1) -> Int {
        if 2 * (keys.count + 1) > slots.count { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if keys[number] == key {
                counts[number] += times
                return number
            }
            slot = (slot + 1) & mask
        }
        precondition(keys.count < Self.most, "more than \(Self.most) keys")
        keys.append(key)
        counts.append(times)
        slots[slot] = UInt32(keys.count)
        return keys.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(4, 2 * slots.count))
        let mask = slots.count - 1
        for (number, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key.hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }
}
