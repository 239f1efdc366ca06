import Activations
import Files
import NumericCore

/// The samples that are measured: all, or those without NaN and infinities.
struct FiniteSamples {
    let source: any ActivationSource
    let check: () throws -> Void
    let kept: KeptSamples
    /// The first values that are not finite, each of another sample: "unit 2 of sample 5"; empty where there are none.
    let offenders: [String]

    /// - Parameter check: called before each portion; what it throws ends the reading.
    /// - Throws: a `Fault` (status data) where no sample is left.
    init(
        _ source: any ActivationSource, labels: Labels?, onNaN: OnNaN, check: @escaping () throws -> Void
    ) throws {
        self.source = source
        self.check = check
        guard source.samples > 0, source.units > 0 else {
            throw Fault(
                "there is nothing to measure: \(Words.counted(source.samples, "sample")) of \(Words.counted(source.units, "unit"))",
                at: source.origin, remedy: "name a file of samples x units", status: .data)
        }
        var kept = KeptSamples(all: source.samples)
        var offenders: [String] = []
        func drop(_ sample: Int, _ offender: @autoclosure () -> String) {
            if kept.drop(sample), offenders.count < Words.mostListed { offenders.append(offender()) }
        }
        try labels?.forEachNonFinite { sample, value in
            guard onNaN == .drop else {
                throw Self.fault("the label of sample \(sample) is \(Self.word(value))", at: labels?.origin ?? "")
            }
            drop(sample, "the label of sample \(sample)")
        }
        if onNaN == .drop {
            try source.forEachPortion(of: Self.portion(of: source)) { range, values in
                try check()
                for place in Self.nonFinite(values) {
                    let sample = range.lowerBound + place % values.columns
                    drop(sample, "\(Self.unit(place / values.columns, of: source)) of sample \(sample)")
                }
            }
        }
        guard kept.count > 0 else {
            throw Fault(
                "every sample has a value that is NaN or infinite", at: source.origin, remedy: "look at the first: \(offenders[0])",
                status: .data)
        }
        self.kept = kept
        self.offenders = offenders
    }

    var count: Int { kept.count }

    /// Calls the body with consecutive kept samples, numbered from 0 among the kept ones, units x samples each.
    /// - Throws: a `Fault` (status data) for a value that is not finite.
    func forEachPortion(_ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        var done = 0
        try source.forEachPortion(of: Self.portion(of: source)) { range, values in
            try check()
            var values = values
            if !kept.areAll {
                values = Self.restricted(values, to: kept.places(in: range))
            } else if let place = Self.nonFinite(values, limit: 1).first {
                throw Self.fault(
                    values.values[place], place / values.columns, range.lowerBound + place % values.columns, of: source)
            }
            guard values.columns > 0 else { return }
            try body(done..<done + values.columns, values)
            done += values.columns
        }
    }

    /// Whole units, units x kept samples.
    /// - Throws: a `Fault` (status data) for a value that is not finite.
    func columns(_ units: [Int]) throws -> Matrix<Double> {
        try check()
        let values = try source.columns(units)
        if !kept.areAll { return Self.restricted(values, to: kept.places(in: 0..<kept.total)) }
        if let place = Self.nonFinite(values, limit: 1).first {
            throw Self.fault(values.values[place], units[place / values.columns], place % values.columns, of: source)
        }
        return values
    }

    static func unit(_ unit: Int, of source: any ActivationSource) -> String {
        source.unitNames.map { "unit \(unit) ('\($0[unit])')" } ?? "unit \(unit)"
    }

    private static func portion(of source: any ActivationSource) -> Int {
        max(1, ActivationTable.numbersAtOnce / max(1, source.units))
    }

    private static func restricted(_ values: Matrix<Double>, to samples: [Int]) -> Matrix<Double> {
        if samples.count == values.columns { return values }
        var part: [Double] = []
        part.reserveCapacity(values.rows * samples.count)
        for row in 0..<values.rows {
            for sample in samples { part.append(values.values[row * values.columns + sample]) }
        }
        return Matrix(rows: values.rows, columns: samples.count, values: part)
    }

    /// The places of values that are not finite, ascending.
    private static func nonFinite(_ values: Matrix<Double>, limit: Int = .max) -> [Int] {
        let isClean = values.values.withUnsafeBufferPointer { buffer in
            var found = 0
            for value in buffer { found |= value.exponentBitPattern == 0x7FF ? 1 : 0 }
            return found == 0
        }
        return isClean ? [] : Array(values.values.indices.lazy.filter { !values.values[$0].isFinite }.prefix(limit))
    }

    private static func fault(_ value: Double, _ unit: Int, _ sample: Int, of source: any ActivationSource) -> Fault {
        fault(
            "\(Self.unit(unit, of: source)) of sample \(sample) is \(word(value)) (row \(sample), column \(unit))",
            at: source.origin)
    }

    private static func fault(_ problem: String, at origin: String) -> Fault {
        Fault(problem, at: origin, remedy: "mend the file, or leave such samples out with --on-nan drop", status: .data)
    }

    private static func word(_ value: Double) -> String { value.isNaN ? "NaN" : value < 0 ? "-infinity" : "infinity" }
}
