import CKernels
import NumericCore

/// Plug-in (maximum-likelihood) entropy of a discrete variable, in bits.
public enum Entropy {
    /// H = log2 N - (1/N) sum of n log2 n over the symbols' counts n, N their sum; 0 log 0 = 0.
    ///
    /// Equal counts are gathered before anything is added, so the value does not depend on the order of the counts to the last bit.
    /// - Parameter counts: how often each symbol occurs; zeros change nothing.
    public static func ofCounts(_ counts: some Sequence<Int>) -> Double {
        CountTally(counts).entropy
    }

    /// Entropy of the symbols as they occur.
    public static func of(_ symbols: some Sequence<some Hashable>) -> Double {
        CountTally(SymbolCounts(symbols).counts).entropy
    }
}

/// How often each count occurs: all that entropy needs to know of a distribution.
struct CountTally {
    /// occurrences[n]: how many symbols occur n times.
    private var occurrences: [Int] = [0, 0]
    /// The same for counts that the array does not reach: there are few of them, as they add up to the number of samples.
    private var ofLargeCounts: [Int: Int] = [:]
    private var largest = 0
    private(set) var total = 0

    private static let arrayed = 1 << 16

    init() {}

    init(_ counts: some Sequence<Int>) { add(counts) }

    /// - Parameter counts: none of them negative.
    mutating func add(_ counts: some Sequence<Int>) {
        let isTallied: Void? = counts.withContiguousStorageIfAvailable { add($0) }
        if isTallied == nil { Array(counts).withUnsafeBufferPointer { add($0) } }
    }

    private mutating func add(_ counts: UnsafeBufferPointer<Int>) {
        guard let first = counts.baseAddress else { return }
        var (bits, sum) = (0, 0)
        for count in counts {
            bits |= count
            sum &+= count
        }
        precondition(bits >= 0, "a count is negative")
        total += sum
        // No count has more bits than all of them together.
        let greatest = 1 << (Int.bitWidth - bits.leadingZeroBitCount) - 1
        let room = min(greatest + 1, Self.arrayed)
        if room > occurrences.count { occurrences += repeatElement(0, count: room - occurrences.count) }
        refigure_tally(first, counts.count, Self.arrayed, &occurrences)
        if greatest >= Self.arrayed { for count in counts where count >= Self.arrayed { ofLargeCounts[count, default: 0] += 1 } }
        largest = max(largest, greatest)
    }

    /// Sum of n log2 n over the symbols, in ascending order of n.
    var sumOfCountLogs: Double { sumOfCountLogs([]) }

    /// - Parameter logs: n log2 n for n = 0 ..., as many as are at hand.
    func sumOfCountLogs(_ logs: [Double]) -> Double {
        var sum = 0.0
        func add(_ count: Int, _ times: Int) {
            sum += Double(times) * (count < logs.count ? logs[count] : Self.countLog(count))
        }
        for count in stride(from: 2, through: min(largest, occurrences.count - 1), by: 1) where occurrences[count] > 0 {
            add(count, occurrences[count])
        }
        for (count, times) in ofLargeCounts.sorted(by: { $0.key < $1.key }) { add(count, times) }
        return sum
    }

    /// n log2 n, 0 for 0.
    static func countLog(_ count: Int) -> Double { count < 2 ? 0 : Double(count) * DeterministicMath.log2(Double(count)) }

    /// Forgets all counts, and keeps the room for as many.
    mutating func removeAll() {
        for count in 0...min(largest, occurrences.count - 1) { occurrences[count] = 0 }
        ofLargeCounts.removeAll()
        (largest, total) = (0, 0)
    }

    var entropy: Double {
        guard total > 0 else { return 0 }
        return CountLogSums(samples: total).entropy(sumOfCountLogs)
    }
}

/// What sums of n log2 n over counts n of the same samples say, in bits.
struct CountLogSums {
    private let samples: Double
    private let logOfSamples: Double

    /// - Parameter logOfSamples: log2 of the samples, at least one.
    init(samples: Int, logOfSamples: Double? = nil) {
        self.samples = Double(samples)
        self.logOfSamples = logOfSamples ?? DeterministicMath.log2(Double(samples))
    }

    func entropy(_ sum: Double) -> Double { max(0, logOfSamples - sum / samples) }

    /// H(T) + H(Y) - H(T,Y), never below 0.
    func mutualInformation(first: Double, second: Double, joint: Double) -> Double {
        max(0, logOfSamples + (joint - first - second) / samples)
    }
}

/// Symbols numbered by first appearance, with their counts.
struct SymbolCounts {
    /// Each sample's symbol number.
    private(set) var numbers: [Int] = []
    private(set) var counts: [Int] = []

    init(_ symbols: some Sequence<some Hashable>) {
        func number<Symbol: Hashable>(_ symbols: some Sequence<Symbol>) -> (numbers: [Int], counts: [Int]) {
            var known: [Symbol: Int] = [:]
            var numbers: [Int] = []
            var counts: [Int] = []
            for symbol in symbols {
                let number = known[symbol] ?? counts.count
                if number == counts.count {
                    known[symbol] = number
                    counts.append(0)
                }
                counts[number] += 1
                numbers.append(number)
            }
            return (numbers, counts)
        }
        (numbers, counts) = number(symbols)
    }
}
