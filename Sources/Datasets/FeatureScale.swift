/// What each byte of a file becomes as a feature, channel by channel.
package struct FeatureScale: Sendable {
    /// 256 features a channel.
    let tables: [[Float]]

    /// - Parameter samples: those whose means and deviations count, where the range goes by them.
    package init(_ range: FeatureRange, of samples: ByteSamples) {
        let largest = Float(samples.maximum)
        switch range {
        case .unit: tables = [(0...255).map { Float($0) / largest }]
        case .symmetric: tables = [(0...255).map { 2 * (Float($0) / largest) - 1 }]
        case .standardised:
            tables = samples.byteStatistics.map { mean, deviation in
                (0...255).map { Float((Double($0) - mean) / max(deviation, 1e-12)) }
            }
        }
    }
}

/// A channel's bytes over samples and positions.
package struct ChannelTotals: Equatable, Sendable {
    package let count: Int
    package let sum: Int
    /// The sum of their squares.
    package let squares: Int

    package init(count: Int, sum: Int, squares: Int) {
        self.count = count
        self.sum = sum
        self.squares = squares
    }

    var mean: Double { Double(sum) / Double(max(count, 1)) }

    var deviation: Double { max(Double(squares) / Double(max(count, 1)) - mean * mean, 0).squareRoot() }
}

extension ByteSamples {
    /// The mean and the standard deviation of each channel's bytes, over all the data set's training samples and positions.
    package var byteStatistics: [(mean: Double, deviation: Double)] {
        (totals ?? ownTotals).map { ($0.mean, $0.deviation) }
    }

    /// Each channel's bytes, over these samples and all positions.
    package var ownTotals: [ChannelTotals] {
        let plane = width / channels
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 256), count: channels)
        storage.withUnsafeBufferPointer { bytes in
            for start in offsets {
                for channel in 0..<channels {
                    counts[channel].withUnsafeMutableBufferPointer { counts in
                        for byte in bytes[start + channel * plane..<start + (channel + 1) * plane] { counts[Int(byte)] += 1 }
                    }
                }
            }
        }
        return counts.map { counts in
            ChannelTotals(
                count: counts.reduce(0, +), sum: counts.enumerated().reduce(0) { $0 + $1.offset * $1.element },
                squares: counts.enumerated().reduce(0) { $0 + $1.offset * $1.offset * $1.element })
        }
    }
}
