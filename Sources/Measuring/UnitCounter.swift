import Files
import InformationTheory
import NumericCore

/// How often units' symbols meet the classes; samples come in portions.
///
/// Only what occurs is held, so that memory goes with the samples and not with symbols times classes. Where that of all units becomes much,
/// the last half of them is given up: they are counted in another pass over the samples.
struct UnitCounter {
    private let quantisation: Quantisation
    private let quantisers: [Quantiser]
    private let range: ClosedRange<Double>?
    private let origin: String
    private let memory: Double
    /// Pairs of symbol and class of all units of a pass together, beyond which half of them are given up: some 400 MB, or an eighth of
    /// the memory.
    private let mostCells: Int
    private var units: [Counted]
    private var cells = 0
    private var codes = SymbolCodes()
    private var scratch: [Int] = []

    /// - Parameters:
    ///   - spans: each unit's least and greatest activation, for bins without a range of their own.
    ///   - classes: how many there are; 1 without labels.
    ///   - memory: in bytes, what the process may take.
    init(
        _ source: any ActivationSource, units: Int, classes: Int, quantisation: Quantisation,
        spans: ArraySlice<ClosedRange<Double>>?,
        memory: Double
    ) {
        self.quantisation = quantisation
        self.memory = memory
        mostCells = Int(min(Double(1 << 23), memory / 400))
        origin = source.origin
        if case .bins(_, let range?) = quantisation { self.range = range } else { range = nil }
        let isSingle = source.isSinglePrecision
        if let spans {
            quantisers = spans.map { Quantiser(quantisation, span: $0, isSinglePrecision: isSingle) }
        } else {
            quantisers = Array(repeating: Quantiser(quantisation, span: nil, isSinglePrecision: isSingle), count: units)
        }
        self.units = Array(repeating: Counted(SymbolCells(classes: classes)), count: units)
    }

    /// How many units, from the first on, are counted in this pass.
    var unitsCounted: Int { units.count }

    /// Counts some more samples.
    /// - Parameters:
    ///   - rows: where the units stand in the activations.
    ///   - labels: a class for each sample; nil without labels.
    ///   - check: called for each unit; what it throws ends the counting.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins, or the counts take more memory than there is.
    mutating func add(
        _ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>?, check: () throws -> Void
    ) throws {
        let samples = activations.columns
        precondition(labels.map { $0.count == samples } ?? true, "\(labels?.count ?? 0) labels of \(samples) samples")
        let labels = labels.map(Array.init) ?? [Int32](repeating: 0, count: samples)
        var unit = 0
        while unit < units.count {
            try check()
            let row = rows[unit]
            try quantisers[unit].codes(of: activations, row: row, into: &codes, at: origin)
            activations.withRow(row) { units[unit].note($0, range) }
            cells -= units[unit].cells.held
            units[unit].cells.add(codes, labels, &scratch)
            cells += units[unit].cells.held
            try giveUpUnits()
            unit += 1
        }
    }

    /// Gives up the last half of the units until the counts of the others fit.
    private mutating func giveUpUnits() throws {
        while cells > mostCells {
            guard units.count > 1 else {
                // The next doubling of the table and its arrays holds both sizes for a while.
                return try MemoryLimit.check(
                    Double(cells) * 160, for: "counting over \(cells) pairs of a symbol and a class (\(quantisation.description))",
                    at: origin, remedy: "choose larger bins, or measure on fewer samples", limit: memory)
            }
            units.removeLast(units.count / 2)
            cells = units.reduce(0) { $0 + $1.cells.held }
        }
    }

    /// A unit's measures on the samples so far, and what else is known of it.
    struct Unit {
        /// Its `selectiveClass` is a place among the classes.
        var measures: UnitMeasures
        var symbols: Int
        /// Whether all its activations are equal.
        var isConstant: Bool
        var outside: OutsideCount
    }

    /// - Parameters:
    ///   - classCounts: the samples of each class; all samples without labels.
    ///   - check: called for each unit.
    func measured(_ classCounts: [Int], check: () throws -> Void) throws -> [Unit] {
        let samples = classCounts.reduce(0, +)
        precondition(samples > 0, "no samples to measure on")
        return try units.map { unit in
            try check()
            let found = unit.cells.measured(classCounts: classCounts, samples: samples)
            return Unit(
                measures: found.measures, symbols: found.symbols, isConstant: unit.isConstant, outside: unit.outside)
        }
    }

    /// One unit's counts, and what else is known of it.
    private struct Counted {
        var cells: SymbolCells
        private(set) var isConstant = true
        private(set) var outside = OutsideCount()
        private var first: Double?

        init(_ cells: SymbolCells) { self.cells = cells }

        mutating func note(_ values: UnsafeBufferPointer<Double>, _ range: ClosedRange<Double>?) {
            if let range { outside.add(values, range) }
            guard isConstant, let start = first ?? values.first else { return }
            first = start
            isConstant = values.allSatisfy { $0 == start }
        }
    }
}
