import SampleStatistics
import Synchronization

/// How equal values are ranked.
public enum Ties: String, Sendable, Hashable, Codable, CaseIterable {
    /// 1, 2, 3 in order of appearance, as the published estimators do: what follows depends on the order of the samples.
    case ordinal
    /// Equal values share the mean of their ranks: the order of the samples does not matter.
    case midranks
}

/// A variable's ranks turned into standard normal scores: a sample of rank r of N gets Φ⁻¹(r / (N + 1)).
///
/// What is left is the variable's copula with normal margins. Source: Ince et al., "A statistical framework for neuroimaging data
/// analysis based on mutual information estimated via a Gaussian copula" (2017), Section 2.3. -0.0 equals 0.0.
public struct CopulaNormalisation: Sendable {
    /// N.
    public let samples: Int
    /// The score of rank h / 2 at h - 2, h in 2...2N; exactly odd about the middle.
    private let scores: [Double]

    /// The scores of N samples, to be used for as many variables as there are.
    public init(samples: Int) {
        precondition(samples > 0, "no samples to rank")
        self.samples = samples
        let count = 2 * samples - 1
        if let scores = Self.kept.withLock({ kept in kept.first { $0.count == count } }) {
            self.scores = scores
            return
        }
        let scores = Self.scores(of: samples)
        self.scores = scores
        Self.kept.withLock { kept in kept = [scores] + kept.prefix(15) }
    }

    /// The scores of the last numbers of samples: they follow from the number alone, and take longer than the ranks.
    private static let kept = Mutex<[[Double]]>([])

    private static func scores(of samples: Int) -> [Double] {
        var scores = [Double](repeating: 0, count: 2 * samples - 1)
        for doubled in 2..<max(2, samples + 1) {
            let score = SpecialFunctions.normalQuantile(Double(doubled) / Double(2 * (samples + 1)))
            scores[doubled - 2] = score
            scores[2 * samples - doubled] = -score
        }
        return scores
    }

    /// The scores of one variable's values, in their order.
    /// - Parameter values: one for each sample, none of them NaN.
    public func copulaNormalize(_ values: [Double], ties: Ties = .ordinal) -> [Double] {
        precondition(values.count == samples, "\(values.count) values of \(samples) samples")
        precondition(!values.contains { $0.isNaN }, "NaN has no rank")
        let order = Self.ascendingOrder(values)
        var normalized = [Double](repeating: 0, count: samples)
        switch ties {
        case .ordinal:
            for (place, sample) in order.enumerated() { normalized[Int(sample)] = scores[2 * place] }
        case .midranks:
            var start = 0
            while start < samples {
                var end = start + 1
                while end < samples, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
                // Twice the mean of the ranks start + 1 ... end, less 2.
                for place in start..<end { normalized[Int(order[place])] = scores[start + end - 1] }
                start = end
            }
        }
        return normalized
    }

    /// The samples in ascending order of value, equal ones in order of appearance: a radix sort of the doubles' bits.
    static func ascendingOrder(_ values: [Double]) -> [UInt32] {
        var entries = values.enumerated().map { sample, value in
            // Adding 0 turns -0.0 into 0.0; then the bits ascend as the values do.
            let bits = (value + 0).bitPattern
            return Ranked(key: bits ^ (bits >> 63 == 1 ? .max : 1 << 63), sample: UInt32(sample))
        }
        // Bits that all keys share order nothing (the low ones of what was binary32, for one).
        let varying = entries.reduce(0) { $0 | ($1.key ^ entries[0].key) }
        var sorted = entries
        var places = [Int](repeating: 0, count: 1 << digitBits)
        var shift = UInt64(varying.trailingZeroBitCount)
        while shift < 64, varying >> shift != 0 {
            pass(entries, into: &sorted, &places, shift: shift)
            swap(&entries, &sorted)
            shift += UInt64(digitBits)
        }
        return entries.map(\.sample)
    }

    private struct Ranked {
        var key: UInt64
        var sample: UInt32
    }

    private static let digitBits = 12

    /// Sorts by one digit of the keys; what is equal in it keeps its order.
    /// - Parameter places: a room for as many numbers as there are digits.
    private static func pass(_ entries: [Ranked], into sorted: inout [Ranked], _ places: inout [Int], shift: UInt64) {
        let mask = UInt64(1 << digitBits - 1)
        entries.withUnsafeBufferPointer { entries in
            sorted.withUnsafeMutableBufferPointer { sorted in
                places.withUnsafeMutableBufferPointer { places in
                    places.update(repeating: 0)
                    for entry in entries { places[Int(entry.key >> shift & mask)] += 1 }
                    var place = 0
                    for digit in places.indices { (places[digit], place) = (place, place + places[digit]) }
                    for entry in entries {
                        let digit = Int(entry.key >> shift & mask)
                        sorted[places[digit]] = entry
                        places[digit] += 1
                    }
                }
            }
        }
    }
}

/// The scores of some numbers of samples, worked out once for as many variables as there are.
public struct CopulaScores: Sendable {
    private let normalisations: [Int: CopulaNormalisation]

    /// - Parameter samples: the numbers that are known beforehand; others are worked out anew each time.
    public init(ofSamples samples: Set<Int> = []) {
        normalisations = Dictionary(uniqueKeysWithValues: samples.map { ($0, CopulaNormalisation(samples: $0)) })
    }

    func normalisation(samples: Int) -> CopulaNormalisation { normalisations[samples] ?? CopulaNormalisation(samples: samples) }
}
