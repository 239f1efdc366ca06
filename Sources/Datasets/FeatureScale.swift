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

extension ByteSamples {
    /// The mean and the standard deviation of each channel's bytes, over all samples and positions.
    package var byteStatistics: [(mean: Double, deviation: Double)] {
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
            let total = Double(max(counts.reduce(0, +), 1))
            // Sums of integers: exact.
            let mean = Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / total
            let square = Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.offset * $1.element }) / total
            return (mean, max(square - mean * mean, 0).squareRoot())
        }
    }
}
