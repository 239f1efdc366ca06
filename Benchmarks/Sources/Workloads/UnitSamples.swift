import NumericCore

/// Units on samples of ten classes: each has a mean of its own for each class, and noise.
public struct UnitSamples: Sendable {
    public static let classes = 10

    public let labels: [UInt16]
    /// Negative values are 0, as after ReLU; units x samples.
    public let activations: Matrix<Float>

    public init(units: Int, samples: Int = 10_000) {
        var random = SeededGenerator(seed: 1, purpose: "benchmark units")
        let labels = (0..<samples).map { _ in UInt16(random.integer(below: UInt32(Self.classes))) }
        var values: [Float] = []
        values.reserveCapacity(units * samples)
        for _ in 0..<units {
            let means = random.normals(Self.classes)
            let noise = random.normals(samples)
            for sample in 0..<samples { values.append(Float(max(0, means[Int(labels[sample])] + noise[sample]))) }
        }
        self.labels = labels
        activations = Matrix(rows: units, columns: samples, values: values)
    }
}

/// Pre-activations on samples of ten classes, each unit correlated with the one before it.
public struct PreActivationSamples: Sendable {
    public let labels: [UInt16]
    /// Each unit's values.
    public let units: [[Double]]

    public init(units count: Int, samples: Int = 10_000) {
        var random = SeededGenerator(seed: 2, purpose: "benchmark units")
        let labels = (0..<samples).map { _ in UInt16(random.integer(below: UInt32(UnitSamples.classes))) }
        var units: [[Double]] = []
        for unit in 0..<count {
            let means = random.normals(UnitSamples.classes)
            let noise = random.normals(samples)
            units.append(
                (0..<samples).map { sample in
                    means[Int(labels[sample])] + noise[sample] + (unit > 0 ? 0.3 * units[unit - 1][sample] : 0)
                })
        }
        self.labels = labels
        self.units = units
    }

    /// The label as a number.
    public var labelValues: [Double] { labels.map(Double.init) }
}
