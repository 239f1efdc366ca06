import NumericCore

/// How much one unit's quantised output varies, tells of the class and singles out a class.
///
/// Source: "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation", Section IV,
/// equations 3 to 5, on the frequencies of equation 2.
public struct UnitMeasures: Sendable, Equatable {
    /// H(T), in bits.
    public var entropy: Double
    /// I(T;Y), in bits.
    public var mutualInformation: Double
    /// max over y of D(P(T|Y=y) || P(T)), in bits; no less than the mutual information.
    public var klSelectivity: Double
    /// The class at which the selectivity is attained, the first of equals.
    public var selectiveClass: Int
    /// The share of samples above the (lowest) threshold: on which the unit is active.
    public var activeShare: Double

    public init(entropy: Double, mutualInformation: Double, klSelectivity: Double, selectiveClass: Int, activeShare: Double) {
        self.entropy = entropy
        self.mutualInformation = mutualInformation
        self.klSelectivity = klSelectivity
        self.selectiveClass = selectiveClass
        self.activeShare = activeShare
    }

    /// Active on no sample.
    public var isDead: Bool { activeShare == 0 }
    /// Active on every sample: its quantised output has no entropy, whatever it does.
    public var isAlwaysActive: Bool { activeShare == 1 }

    /// The measures of every unit, outputs quantised to one bit: active where above the threshold.
    /// - Parameters:
    ///   - activations: units x samples.
    ///   - labels: a class in 0..<classes for each sample.
    ///   - threshold: 0 for ReLU, 0.5 for sigmoid units (Section V).
    public static func of(activations: Matrix<Float>, labels: [UInt8], classes: Int, threshold: Float) -> [UnitMeasures] {
        of(activations: activations, labels: labels, classes: classes, thresholds: [threshold])
    }

    /// The same with outputs quantised to one symbol more than there are thresholds: how many of them lie below the output.
    /// - Parameter thresholds: ascending, at least one.
    public static func of(activations: Matrix<Float>, labels: [UInt8], classes: Int, thresholds: [Float]) -> [UnitMeasures] {
        var counts = UnitCounts(units: activations.rows, classes: classes, thresholds: thresholds)
        counts.add(activations, labels: labels)
        return counts.measures
    }
}

/// How often each unit's quantised output meets each class. Samples may come in portions, so that wide layers need not be held whole.
public struct UnitCounts: Sendable {
    public let units: Int
    public let classes: Int
    public let thresholds: [Float]
    /// [unit][class][symbol].
    private var cells: [Int]
    private var classCounts: [Int]

    /// - Parameters:
    ///   - classes: at most 256.
    ///   - thresholds: ascending, at least one; a unit's symbol is how many lie below its output.
    public init(units: Int, classes: Int, thresholds: [Float]) {
        precondition(units >= 0 && (1...256).contains(classes), "\(units) units, \(classes) classes")
        precondition(
            !thresholds.isEmpty && zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 < $1 },
            "thresholds \(thresholds) do not ascend, or there are none")
        self.units = units
        self.classes = classes
        self.thresholds = thresholds
        cells = Array(repeating: 0, count: units * classes * (thresholds.count + 1))
        classCounts = Array(repeating: 0, count: classes)
    }

    public var samples: Int { classCounts.reduce(0, +) }

    /// Counts some more samples.
    /// - Parameters:
    ///   - activations: units x samples, none of them NaN.
    ///   - labels: a class in 0..<classes for each sample.
    public mutating func add(_ activations: Matrix<Float>, labels: some Collection<UInt8>) {
        precondition(activations.rows == units, "activations of \(activations.rows) units, not \(units)")
        precondition(activations.columns == labels.count, "\(activations.columns) samples have \(labels.count) labels")
        // Copies: nothing else of self may be read while its cells change.
        let (units, classes, thresholds) = (units, classes, thresholds)
        let symbols = thresholds.count + 1
        // Where each sample's class begins among a unit's cells.
        let places = labels.map { label in
            precondition(Int(label) < classes, "the label \(label) is not below \(classes)")
            classCounts[Int(label)] += 1
            return Int32(Int(label) * symbols)
        }
        var numbers = true
        cells.withUnsafeMutableBufferPointer { cells in
            activations.values.withUnsafeBufferPointer { values in
                places.withUnsafeBufferPointer { places in
                    for unit in 0..<units {
                        let row = UnsafeBufferPointer(rebasing: values[unit * places.count..<(unit + 1) * places.count])
                        let own = UnsafeMutableBufferPointer(
                            rebasing: cells[unit * classes * symbols..<(unit + 1) * classes * symbols])
                        numbers = Self.count(row, places, above: thresholds, into: own) && numbers
                    }
                }
            }
        }
        precondition(numbers, "an activation is not a number")
    }

    /// False where a value is NaN.
    private static func count(
        _ row: UnsafeBufferPointer<Float>, _ places: UnsafeBufferPointer<Int32>, above thresholds: [Float],
        into cells: UnsafeMutableBufferPointer<Int>
    ) -> Bool {
        var numbers = true
        if thresholds.count == 1 {
            let threshold = thresholds[0]
            for sample in row.indices {
                let value = row[sample]
                numbers = numbers && value == value
                cells[Int(places[sample]) + (value > threshold ? 1 : 0)] += 1
            }
            return numbers
        }
        for sample in row.indices {
            let value = row[sample]
            numbers = numbers && value == value
            var symbol = 0
            while symbol < thresholds.count, value > thresholds[symbol] { symbol += 1 }
            cells[Int(places[sample]) + symbol] += 1
        }
        return numbers
    }

    /// Each unit's measures on the samples so far, at least one.
    public var measures: [UnitMeasures] {
        let samples = samples
        precondition(samples > 0, "no samples to measure on")
        return (0..<units).map { measures(of: $0, samples: samples) }
    }

    private func measures(of unit: Int, samples: Int) -> UnitMeasures {
        let symbols = thresholds.count + 1
        let own = cells[unit * classes * symbols..<(unit + 1) * classes * symbols]
        let singles = (0..<symbols).map { symbol in
            stride(from: own.startIndex + symbol, to: own.endIndex, by: symbols).reduce(0) { $0 + own[$1] }
        }
        let pairs = own.enumerated().map { (joint: $1, single: singles[$0 % symbols]) }
        return UnitMeasures(
            singles: singles, lowest: singles[0], classCounts: classCounts, samples: samples, pairs: pairs,
            starts: (0...classes).map { $0 * symbols })
    }
}

extension UnitMeasures {
    /// From how often each symbol occurs and meets each class.
    /// - Parameters:
    ///   - singles: how often each symbol occurs, symbols ascending.
    ///   - lowest: the samples of the symbol that stands for inactive.
    ///   - classCounts: the samples of each class, `samples` of them together, at least one.
    ///   - pairs: class by class, in each by ascending symbol: how often both occur, and how often the symbol does.
    ///   - starts: where each class's pairs begin; then where the last one's end.
    package init(
        singles: [Int], lowest: Int, classCounts: [Int], samples: Int, pairs: [(joint: Int, single: Int)], starts: [Int]
    ) {
        var entropy = 0.0
        for count in singles where count > 0 {
            let share = Double(count) / Double(samples)
            entropy -= share * DeterministicMath.log2(share)
        }
        // I(T;Y) = sum over y of P(y) D(P(T|Y=y) || P(T)): no cancellation, and 0 exactly where every divergence is.
        var information = 0.0
        var selectivity = KLSelectivity(value: -1, label: 0)
        for label in classCounts.indices where classCounts[label] > 0 {
            let specific = specificInformation(pairs[starts[label]..<starts[label + 1]], of: classCounts[label], samples: samples)
            information += Double(classCounts[label]) / Double(samples) * specific
            if specific > selectivity.value { selectivity = KLSelectivity(value: specific, label: label) }
        }
        self.init(
            entropy: max(0, entropy), mutualInformation: information, klSelectivity: selectivity.value,
            selectiveClass: selectivity.label, activeShare: Double(samples - lowest) / Double(samples))
    }
}
