import SampleStatistics

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
        var scores = [Double](repeating: 0, count: 2 * samples - 1)
        for doubled in 2..<max(2, samples + 1) {
            let score = SpecialFunctions.normalQuantile(Double(doubled) / Double(2 * (samples + 1)))
            scores[doubled - 2] = score
            scores[2 * samples - doubled] = -score
        }
        self.scores = scores
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
        let digitBits = 11
        let digits = 1 << digitBits
        let passes = 6
        var keys = values.map { value in
            // Adding 0 turns -0.0 into 0.0; then the bits ascend as the values do.
            let bits = (value + 0).bitPattern
            return bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
        }
        func digit(_ key: UInt64, _ pass: Int) -> Int { Int(key >> UInt64(pass * digitBits) & UInt64(digits - 1)) }
        var places = [Int](repeating: 0, count: passes * digits)
        for key in keys {
            for pass in 0..<passes { places[pass * digits + digit(key, pass)] += 1 }
        }
        var order = (0..<UInt32(values.count)).map(\.self)
        var otherKeys = keys
        var otherOrder = order
        for pass in 0..<passes {
            let range = pass * digits..<(pass + 1) * digits
            // All keys share this digit (the low bits of what was binary32, for one).
            if places[range].contains(values.count) { continue }
            var place = 0
            for bucket in range { (places[bucket], place) = (place, place + places[bucket]) }
            for (key, sample) in zip(keys, order) {
                let bucket = range.lowerBound + digit(key, pass)
                otherKeys[places[bucket]] = key
                otherOrder[places[bucket]] = sample
                places[bucket] += 1
            }
            swap(&keys, &otherKeys)
            swap(&order, &otherOrder)
        }
        return order
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
