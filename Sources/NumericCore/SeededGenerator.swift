/// A counter-based random generator: the n-th number of a stream is a pure function of (seed, purpose, n).
///
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): the key is derived from the seed and the
/// stream's name by FNV-1a and a splitmix64 finaliser; the 128-bit counter counts blocks of four 32-bit words.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private let key: (UInt32, UInt32)
    private var counter: UInt64
    private let lane: UInt64
    private var block: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    private var used = 4

    /// The stream named `purpose` under `seed`, at its start.
    /// - Parameter index: an independent substream, such as an epoch's or a layer's number.
    public init(seed: UInt64, purpose: String, index: UInt64 = 0) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let mixed = Self.finalise(hash ^ Self.finalise(seed &+ 0x9e37_79b9_7f4a_7c15))
        key = (UInt32(truncatingIfNeeded: mixed), UInt32(truncatingIfNeeded: mixed >> 32))
        counter = 0
        lane = index
    }

    private static func finalise(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// One block of Philox4x32-10.
    package static func philox(
        counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var (c0, c1, c2, c3) = counter
        var (k0, k1) = key
        for round in 0..<10 {
            if round > 0 {
                k0 = k0 &+ 0x9e37_79b9
                k1 = k1 &+ 0xbb67_ae85
            }
            let p0 = UInt64(c0) &* 0xd251_1f53
            let p1 = UInt64(c2) &* 0xcd9e_8d57
            (c0, c1, c2, c3) = (
                UInt32(truncatingIfNeeded: p1 >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: p1),
                UInt32(truncatingIfNeeded: p0 >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: p0)
            )
        }
        return (c0, c1, c2, c3)
    }

    public mutating func nextWord() -> UInt32 {
        if used == 4 {
            block = Self.philox(
                counter: (
                    UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
                    UInt32(truncatingIfNeeded: lane), UInt32(truncatingIfNeeded: lane >> 32)
                ), key: key)
            counter &+= 1
            used = 0
        }
        defer { used += 1 }
        return switch used {
        case 0: block.0
        case 1: block.1
        case 2: block.2
        default: block.3
        }
    }

    public mutating func next() -> UInt64 {
        let low = UInt64(nextWord())
        return low | UInt64(nextWord()) << 32
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in 0..<bound, without bias (Lemire's multiplication with rejection).
    public mutating func integer(below bound: UInt32) -> UInt32 {
        precondition(bound > 0, "an integer below 0 was asked for")
        let threshold = (0 &- bound) % bound
        while true {
            let product = UInt64(nextWord()) &* UInt64(bound)
            if UInt32(truncatingIfNeeded: product) >= threshold { return UInt32(truncatingIfNeeded: product >> 32) }
        }
    }

    /// A uniform permutation of 0..<count (Fisher and Yates).
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }

    /// Shuffles in place, uniformly.
    public mutating func shuffle<Element>(_ values: inout [Element]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(last, Int(integer(below: UInt32(last + 1))))
        }
    }
}
