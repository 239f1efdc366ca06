import Files
import InformationTheory
import NumericCore

/// How often each unit's symbols meet each class; samples come in portions.
struct UnitCounter {
    private let quantisation: Quantisation
    private let quantisers: [Quantiser]
    private let classes: Int
    private let origin: String
    private var units: [Cells]
    private var classCounts: [Int]
    private var symbols = 0

    /// Of all units together; each has a cell for every class.
    static let mostSymbols = 1 << 24

    /// - Parameter spans: each unit's least and greatest activation, for bins without a range of their own.
    init(
        _ source: any ActivationSource, units: Int, classes: Int, quantisation: Quantisation, spans: [ClosedRange<Double>]? = nil
    ) {
        self.quantisation = quantisation
        self.classes = classes
        origin = source.origin
        let isSingle = source.isSinglePrecision
        if let spans {
            quantisers = spans.map { Quantiser(quantisation, span: $0, isSinglePrecision: isSingle) }
        } else {
            quantisers = Array(
                repeating: Quantiser(quantisation, span: nil, isSinglePrecision: isSingle), count: units)
        }
        self.units = Array(repeating: Cells(), count: units)
        classCounts = Array(repeating: 0, count: classes)
    }

    /// Counts some more samples.
    /// - Parameters:
    ///   - rows: where the units stand in the activations.
    ///   - labels: a class for each sample.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins, or there are too many bins.
    mutating func add(_ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>) throws {
        let samples = activations.columns
        precondition(labels.count == samples && rows.count == units.count, "\(labels.count) labels of \(samples) samples")
        for label in labels { classCounts[Int(label)] += 1 }
        let labels = Array(labels)
        let origin = origin
        let quantisation = quantisation
        let classes = classes
        var codes = [Int64](repeating: 0, count: samples)
        var scratch: [Int32] = []
        for (unit, row) in rows.enumerated() {
            let quantiser = quantisers[unit]
            try codes.withUnsafeMutableBufferPointer { codes in
                try activations.values.withUnsafeBufferPointer { values in
                    let values = UnsafeBufferPointer(rebasing: values[row * samples..<(row + 1) * samples])
                    if let place = quantiser.codes(of: values, into: codes) {
                        throw Quantiser.tooFar(values[place], quantisation, at: origin)
                    }
                    units[unit].noteConstancy(of: values)
                }
            }
            symbols += units[unit].add(codes, labels, classes: classes, &scratch)
            guard symbols <= Self.mostSymbols else {
                throw Fault(
                    "the units have over \(Self.mostSymbols) different symbols in all (\(quantisation.description))", at: origin,
                    remedy: "choose larger bins, or fewer --units", status: .data)
            }
        }
    }

    /// A unit's measures on the samples so far, and what else is known of it.
    struct Unit {
        /// Its `selectiveClass` is a place among the classes.
        var measures: UnitMeasures
        var symbols: Int
        /// Whether all its activations are equal.
        var isConstant: Bool
    }

    var measured: [Unit] {
        let samples = classCounts.reduce(0, +)
        precondition(samples > 0, "no samples to measure on")
        return units.map { $0.measured(classCounts, samples: samples) }
    }

    /// One unit's counts.
    private struct Cells {
        /// Each symbol's place.
        private var places: [Int64: Int32] = [:]
        /// [place][class].
        private var counts: [Int32] = []
        private var first: Double?
        private var isConstant = true

        mutating func noteConstancy(of values: UnsafeBufferPointer<Double>) {
            guard isConstant, let start = first ?? values.first else { return }
            first = start
            isConstant = values.allSatisfy { $0 == start }
        }

        /// - Returns: how many symbols are new.
        mutating func add(_ codes: [Int64], _ labels: [Int32], classes: Int, _ scratch: inout [Int32]) -> Int {
            let known = places.count
            guard let low = codes.min(), let high = codes.max() else { return 0 }
            let width = high.subtractingReportingOverflow(low)
            if !width.overflow, Int(width.partialValue) < 4 * codes.count / classes + 16 {
                countDensely(codes, labels, low: low, width: Int(width.partialValue) + 1, classes: classes, &scratch)
            } else {
                for (code, label) in zip(codes, labels) { counts[place(of: code, classes) * classes + Int(label)] += 1 }
            }
            return places.count - known
        }

        /// The symbols of a portion lie close together: they are counted in a table, and the table is added.
        private mutating func countDensely(
            _ codes: [Int64], _ labels: [Int32], low: Int64, width: Int, classes: Int, _ table: inout [Int32]
        ) {
            let cells = width * classes
            if table.count < cells { table = Array(repeating: 0, count: cells) }
            table.withUnsafeMutableBufferPointer { table in
                for cell in 0..<cells { table[cell] = 0 }
                codes.withUnsafeBufferPointer { codes in
                    labels.withUnsafeBufferPointer { labels in
                        for sample in codes.indices { table[Int(codes[sample] - low) * classes + Int(labels[sample])] += 1 }
                    }
                }
            }
            for symbol in 0..<width {
                let row = symbol * classes..<(symbol + 1) * classes
                guard table[row].contains(where: { $0 > 0 }) else { continue }
                let start = place(of: low + Int64(symbol), classes) * classes
                for label in 0..<classes { counts[start + label] += table[row.lowerBound + label] }
            }
        }

        private mutating func place(of symbol: Int64, _ classes: Int) -> Int {
            if let known = places[symbol] { return Int(known) }
            let place = places.count
            places[symbol] = Int32(place)
            counts.append(contentsOf: repeatElement(0, count: classes))
            return place
        }

        /// The formulas of `UnitMeasures`, symbols and classes in ascending order.
        func measured(_ classCounts: [Int], samples: Int) -> Unit {
            let classes = classCounts.count
            let order = places.sorted { $0.key < $1.key }.map { Int($0.value) }
            func cell(_ place: Int, _ label: Int) -> Int { Int(counts[place * classes + label]) }
            let singles = order.map { place in (0..<classes).reduce(0) { $0 + cell(place, $1) } }
            var entropy = 0.0
            for count in singles {
                let share = Double(count) / Double(samples)
                entropy -= share * DeterministicMath.log2(share)
            }
            var information = 0.0
            var selectivity = (value: -1.0, label: 0)
            for label in 0..<classes where classCounts[label] > 0 {
                let specific = specificInformation(
                    zip(order, singles).lazy.map { (joint: cell($0, label), single: $1) }, of: classCounts[label], samples: samples)
                information += Double(classCounts[label]) / Double(samples) * specific
                if specific > selectivity.value { selectivity = (specific, label) }
            }
            let lowest = places[0].map { place in (0..<classes).reduce(0) { $0 + cell(Int(place), $1) } } ?? 0
            return Unit(
                measures: UnitMeasures(
                    entropy: max(0, entropy), mutualInformation: information, klSelectivity: selectivity.value,
                    selectiveClass: selectivity.label, activeShare: Double(samples - lowest) / Double(samples)),
                symbols: order.count, isConstant: isConstant)
        }
    }
}
