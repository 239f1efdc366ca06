import Files
import InformationTheory
import NumericCore

extension Measurer {
    /// Entropy, mutual information or KL selectivity of each unit.
    func quantisedUnits(_ samples: FiniteSamples, _ quantisation: Quantisation, _ notes: inout Notes) throws -> Part {
        let units = try chosenUnits(samples)
        try Quantiser.check(quantisation, samples.source)
        let classes = labels == nil ? nil : try classes(samples)
        let measured = try count(units, samples, quantisation, classes)
        let rows = zip(units, measured).map { unit, found -> [MeasuredTable.Cell] in
            let measures = found.measures
            let values: [MeasuredTable.Cell] =
                switch plan.measure {
                case .mutualInformation: [.number(measures.mutualInformation), .number(measures.entropy)]
                case .klSelectivity:
                    [
                        .number(measures.klSelectivity), classes?.names[measures.selectiveClass] ?? .none,
                        .number(measures.mutualInformation),
                    ]
                default: [.number(measures.entropy), .integer(found.symbols)]
                }
            return unitCells(unit, samples) + values
        }
        addNotes(samples, quantisation, classes, zip(units, measured).map { ($0, $1) }, &notes)
        return Part(
            columns: unitColumns(samples) + quantisedColumns, rows: rows,
            settings: [MeasuredTable.Setting("quantisation", Self.unitWords(quantisation))],
            values: classes.map { [labelEntropy($0)] } ?? [], units: units.count,
            outside: quantisation.hasRange ? outside(measured.map(\.outside), of: units, samples) : nil)
    }

    /// Counts units in as many passes over the samples as their counts take.
    private func count(
        _ units: [Int], _ samples: FiniteSamples, _ quantisation: Quantisation, _ classes: ClassLabels?
    ) throws -> [UnitCounter.Unit] {
        let spans: [ClosedRange<Double>]? = if case .bins(_, nil) = quantisation { try Self.spans(samples, units) } else { nil }
        let classCounts = classes?.counts ?? [samples.count]
        var measured: [UnitCounter.Unit] = []
        while measured.count < units.count {
            let rest = Array(units[measured.count...])
            var counter = UnitCounter(
                samples.source, units: rest.count, classes: classCounts.count, quantisation: quantisation,
                spans: spans?[measured.count...], memory: memory)
            try samples.forEachPortion { portion, values in
                try counter.add(values, rows: rest, labels: classes?.codes[portion], check: check)
            }
            measured += try counter.measured(classCounts, check: check)
        }
        return measured
    }

    private var quantisedColumns: [MeasuredTable.Column] {
        let entropy = MeasuredTable.Column(
            "entropy_bits", title: "H(T)", quantity: "entropy of the quantised output", unit: "bits")
        let information = MeasuredTable.Column(
            "mutual_information_bits", title: "I(T;Y)", quantity: "mutual information of the quantised output and the class",
            unit: "bits")
        return switch plan.measure {
        case .mutualInformation: [information, entropy]
        case .klSelectivity:
            [
                MeasuredTable.Column("kl_selectivity_bits", title: "KL selectivity", quantity: "KL selectivity", unit: "bits"),
                MeasuredTable.Column("selective_class", title: "class", quantity: "the class at which it is attained"), information,
            ]
        default: [entropy, MeasuredTable.Column("symbols", title: "symbols", quantity: "different symbols")]
        }
    }

    private func addNotes(
        _ samples: FiniteSamples, _ quantisation: Quantisation, _ classes: ClassLabels?, _ measured: [(Int, UnitCounter.Unit)],
        _ notes: inout Notes
    ) {
        let constants = measured.filter(\.1.isConstant).map(\.0)
        let what = plan.measure == .entropy ? "entropy" : plan.measure == .klSelectivity ? "KL selectivity" : "mutual information"
        if !constants.isEmpty {
            let isOne = constants.count == 1
            notes.add("\(listed(constants, samples)) \(isOne ? "is" : "are") constant: \(isOne ? "its" : "their") \(what) is 0")
        }
        if case .thresholds(let thresholds) = quantisation, let threshold = thresholds.first {
            let varied = measured.filter { !$0.1.isConstant && $0.1.symbols == 1 }
            let never = varied.filter(\.1.measures.isDead).map(\.0)
            let always = varied.filter(\.1.measures.isAlwaysActive).map(\.0)
            let text = NumberText.short(threshold)
            if !never.isEmpty { notes.add("\(listed(never, samples)) never above \(text): \(what) 0") }
            if !always.isEmpty { notes.add("\(listed(always, samples)) always above \(text): \(what) 0, whatever is done there") }
        }
        if let classes {
            notes.add("H(Y) of the \(classes.count) classes is \(labelEntropy(classes).number.fixed(4)) bits")
        }
    }

    /// As `Quantisation.description`, for single units.
    static func unitWords(_ quantisation: Quantisation) -> String {
        if case .bins(let count, nil) = quantisation { return "\(count) \(count == 1 ? "bin" : "bins") over each unit's own range" }
        return quantisation.description
    }

    /// Each unit's least and greatest activation.
    static func spans(_ samples: FiniteSamples, _ units: [Int]) throws -> [ClosedRange<Double>] {
        var low = [Double](repeating: .infinity, count: units.count)
        var high = [Double](repeating: -.infinity, count: units.count)
        try samples.forEachPortion { _, values in
            values.values.withUnsafeBufferPointer { buffer in
                for (place, unit) in units.enumerated() {
                    var (least, greatest) = (low[place], high[place])
                    for index in unit * values.columns..<(unit + 1) * values.columns {
                        let value = buffer[index]
                        least = value < least ? value : least
                        greatest = value > greatest ? value : greatest
                    }
                    (low[place], high[place]) = (least, greatest)
                }
            }
        }
        return zip(low, high).map { $0...$1 }
    }
}
