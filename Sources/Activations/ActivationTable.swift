import Files
import NumericCore

/// Samples x units in a file, read in portions, so that the file may be larger than memory.
///
/// It holds where the numbers stand, not the numbers; the file must stay as it is while it is used.
public struct ActivationTable: Sendable {
    /// What messages call it: "acts.npy", or "acts.safetensors:layer1".
    public let origin: String
    /// The samples that are read: those of the file, less the dropped ones.
    public var samples: Int { grid.samples - droppedSamples.count }
    public var units: Int { grid.units }
    /// The names that a CSV file's first row gives its columns; nil elsewhere.
    public let unitNames: [String]?
    /// What the file holds (float64 for CSV). Every number that is read is the file's own, exactly.
    public var elementType: ElementType { grid.element }
    /// Samples of the file that are passed over, ascending, counted from 0.
    public private(set) var droppedSamples: [Int] = []

    /// What a CSV file's first row was taken for; nil for other files.
    let rowOne: RowOne?

    private let grid: NumberGrid
    private let source: NumberSource

    /// - Precondition: the source is as large as the grid asks.
    init(origin: String, grid: NumberGrid, source: NumberSource, unitNames: [String]? = nil, rowOne: RowOne? = nil) {
        self.origin = origin
        self.grid = grid
        self.source = source
        self.unitNames = unitNames
        self.rowOne = rowOne
    }

    /// What a reader of the numbers should know of how the file was read, sentences without a full stop: what row 1 of a CSV file was
    /// taken for, and what else of it is no row.
    public var notes: [String] { rowOne.map { [Self.note($0, of: origin)] } ?? [] }

    static func note(_ rowOne: RowOne, of file: String) -> String {
        rowOne.note(of: file, names: "the names of the units", datum: "a sample")
    }

    /// Opens "x.npy", "x.npz", "x.npz:name", "x.safetensors", "x.safetensors:tensor" or "x.csv" (also .tsv and .txt).
    ///
    /// An array of one dimension is one unit. Integers, booleans and floating-point numbers of up to 64 bits are read.
    /// - Parameter header: whether row 1 of a CSV file names the units. nil: as the file tells; it is refused where it does not.
    /// - Throws: a `Fault`: status data for a file that is missing, damaged or not of samples x units; status usage for a name that
    ///   chooses nothing, for a kind of file that is not read, or for a CSV file whose row 1 may be names or a sample.
    public static func open(_ reference: String, header: CSVHeader? = nil) throws -> ActivationTable {
        let array = try NumberArray.open(FileReference(reference), header: header)
        return try array.table()
    }

    /// How many samples a portion has unless another number is asked for: about 16 MiB of doubles.
    public var defaultPortion: Int { max(1, (1 << 21) / max(1, units)) }

    /// Successive ranges of samples, each as units x samples; together they are all samples that are not dropped.
    /// - Parameters:
    ///   - count: the most samples of a portion; nil for `defaultPortion`.
    ///   - body: given the samples' range among those that are read (0..<samples), and their numbers.
    /// - Throws: what the body throws; a `Fault` (status data) where the file cannot be read to its end, has changed since it was
    ///   opened, or holds an integer that no double is equal to; `CancellationError` once the user asked to stop.
    public func forEachPortion(of count: Int? = nil, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        let count = count ?? defaultPortion
        precondition(count > 0, "a portion of \(count) samples")
        try source.withFile { file in
            var passed = 0
            for start in stride(from: 0, to: grid.samples, by: count) {
                let range = start..<min(grid.samples, start + count)
                let portion = try kept(of: read(file, range, units: nil), range)
                if portion.columns > 0 { try body(passed..<passed + portion.columns, portion) }
                passed += portion.columns
            }
        }
    }

    /// Whole columns: chosen units x samples, in the order asked for, in one pass over the file.
    /// - Precondition: each unit is in 0..<units.
    /// - Throws: as `forEachPortion`, less the body's.
    public func columns(_ chosen: [Int]) throws -> Matrix<Double> {
        for unit in chosen { precondition((0..<units).contains(unit), "unit \(unit) is not in 0..<\(units)") }
        return try source.withFile { file in
            let all = 0..<grid.samples
            return try kept(of: read(file, all, units: chosen), all)
        }
    }

    /// The same table without some more samples.
    /// - Parameter samples: of the file, counted from 0; those that are dropped already may be among them.
    public func dropping(_ samples: some Sequence<Int>) -> ActivationTable {
        var table = self
        table.droppedSamples = Set(droppedSamples).union(samples).sorted()
        if let last = table.droppedSamples.last { precondition(last < grid.samples, "sample \(last) is not in \(grid.samples)") }
        return table
    }

    private func read(_ file: OpenFile, _ range: Range<Int>, units chosen: [Int]?) throws -> Matrix<Double> {
        let rows = chosen?.count ?? units
        try MemoryLimit.check(
            8 * Double(rows) * Double(range.count), for: "\(range.count) numbers of \(rows) columns", at: origin,
            remedy: "choose fewer columns, or write fewer samples")
        let values = try [Double](unsafeUninitializedCapacity: rows * range.count) { output, count in
            if let base = output.baseAddress { try grid.read(file, samples: range, units: chosen, into: base) }
            count = rows * range.count
        }
        return Matrix(rows: rows, columns: range.count, values: values)
    }

    /// The columns whose samples are not dropped.
    private func kept(of portion: Matrix<Double>, _ range: Range<Int>) -> Matrix<Double> {
        let dropped = droppedSamples[first(atLeast: range.lowerBound)..<first(atLeast: range.upperBound)]
        if dropped.isEmpty { return portion }
        var values: [Double] = []
        values.reserveCapacity(portion.rows * (range.count - dropped.count))
        for row in 0..<portion.rows {
            let start = row * portion.columns - range.lowerBound
            var next = range.lowerBound
            for sample in dropped {
                values += portion.values[start + next..<start + sample]
                next = sample + 1
            }
            values += portion.values[start + next..<start + range.upperBound]
        }
        return Matrix(rows: portion.rows, columns: range.count - dropped.count, values: values)
    }

    /// The rows of the file that a range of the samples read are.
    func fileRows(_ range: Range<Int>) -> [Int] {
        if droppedSamples.isEmpty { return Array(range) }
        var rows: [Int] = []
        rows.reserveCapacity(range.count)
        // Before dropped sample k stand dropped[k] - k kept ones.
        var passed = 0
        for sample in range {
            while passed < droppedSamples.count, droppedSamples[passed] - passed <= sample { passed += 1 }
            rows.append(sample + passed)
        }
        return rows
    }

    /// Where a number stands, for messages: "row 3, column 5 (counted from 0)".
    func place(row: Int, column: Int) -> String {
        let name = unitNames.map { " '\(shown($0[column]))'" } ?? ""
        return "row \(row), column \(column)\(name) (counted from 0)"
    }

    /// The place among the dropped samples of the first that is no less.
    private func first(atLeast sample: Int) -> Int {
        var low = 0
        var high = droppedSamples.count
        while low < high {
            let middle = (low + high) / 2
            if droppedSamples[middle] < sample { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
