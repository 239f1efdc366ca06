import NumericCore
import SampleStatistics

/// How much mutual information with the class a unit's one-bit output has by chance: a high quantile of the plug-in estimate with the labels
/// shuffled (a permutation test, Fisher 1935). What lies above it tells of the class; what does not may be the estimator's bias alone.
///
/// Shuffled labels make the classes of the samples on which a unit is active a draw without replacement, whichever samples these are: the
/// floor hangs on how many they are and on how frequent the classes are, on nothing else of the unit. So one shuffle serves all units. For
/// units active on many samples it is near the quantile of chi-squared with (classes - 1) degrees of freedom over 2 n ln 2 (Miller 1955);
/// for those active on few it is not.
public struct InformationFloor: Sendable {
    /// By the number of samples on which a unit is active, in bits.
    private let bits: [Int: Double]
    private let samples: Int

    /// Two ways to compute the same number differ by less, in bits.
    private static let rounding = 1e-12

    /// - Parameters:
    ///   - units: whose floors are wanted, measured on these samples.
    ///   - labels: of the samples, at least one, each in 0..<classes.
    ///   - shuffles: how many labellings are drawn; the streams are "shuffled labels" of the seed, with the shuffle's number.
    public init(
        for units: some Sequence<UnitMeasures>, labels: [UInt16], classes: Int, quantile: Double = 0.99, shuffles: Int = 1000,
        seed: UInt64
    ) {
        precondition(!labels.isEmpty && shuffles > 0, "\(labels.count) labels, \(shuffles) shuffles")
        precondition(quantile >= 0 && quantile <= 1, "the quantile \(quantile) is not in 0...1")
        let samples = labels.count
        let active = Set(units.map { Self.activeCount($0, of: samples) }).sorted()
        // n log2 n: the information of a table of counts is a sum of these.
        let terms = (0...samples).map { $0 == 0 ? 0 : Double($0) * DeterministicMath.log2(Double($0)) }
        var totals = [Int](repeating: 0, count: classes)
        for label in labels { totals[Int(label)] += 1 }
        let ofClasses = totals.reduce(0.0) { $0 + terms[$1] }
        var drawn = active.map { _ in [Double]() }
        for shuffle in 0..<shuffles {
            var generator = SeededGenerator(seed: seed, purpose: "shuffled labels", index: UInt64(shuffle))
            var shuffled = labels
            generator.shuffle(&shuffled)
            // The first so many samples are those on which a unit is active.
            var counts = [Int](repeating: 0, count: classes)
            var first = 0
            for (place, count) in active.enumerated() {
                while first < count {
                    counts[Int(shuffled[first])] += 1
                    first += 1
                }
                var sum = 0.0
                for label in 0..<classes { sum += terms[counts[label]] + terms[totals[label] - counts[label]] }
                let bits = sum - ofClasses - terms[count] - terms[samples - count] + terms[samples]
                drawn[place].append(max(0, bits / Double(samples)))
            }
        }
        self.samples = samples
        bits = Dictionary(uniqueKeysWithValues: zip(active, drawn.map { Statistics.quantile($0, quantile) }))
    }

    private static func activeCount(_ unit: UnitMeasures, of samples: Int) -> Int {
        Int((unit.activeShare * Double(samples)).rounded())
    }

    /// The floor of one of the units, in bits.
    public func bits(for unit: UnitMeasures) -> Double {
        guard let floor = bits[Self.activeCount(unit, of: samples)] else {
            preconditionFailure("no floor for units active on a share of \(unit.activeShare) of the samples")
        }
        return floor
    }

    /// Whether one of the units tells more of the class than chance alone would.
    public func isExceeded(by unit: UnitMeasures) -> Bool { unit.mutualInformation > bits(for: unit) + Self.rounding }
}
