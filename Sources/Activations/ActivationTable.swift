import Files
import NumericCore

/// Samples x units in a file, read in portions, so that the file may be larger than memory.
///
/// It holds where the numbers stand, not the numbers; the file must stay as it is while it is used.
public struct ActivationTable: Sendable {
    /// What messages call it: "acts.npy", or "acts.safetensors:layer1".
    public let origin: String
    public var samples: Int { grid.samples }
    public var units: Int { grid.units }
    /// The names that a CSV file's first row gives its columns; nil elsewhere.
    public let unitNames: [String]?
    /// What the file holds (float64 for CSV). Every number that is read is the file's own, exactly.
    public var elementType: ElementType { grid.element }

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

    /// How many numbers are held at a time where they are read in portions: 8 MB.
    package static let numbersAtOnce = 1 << 20

    /// Successive ranges of samples, each as units x samples; together they are all samples.
    /// - Parameters:
    ///   - count: the most samples of a portion.
    ///   - body: given the samples' range, and their numbers.
    /// - Throws: what the body throws; a `Fault` (status data) where the file cannot be read to its end, has changed since it was
    ///   opened, or holds an integer that no double is equal to; `CancellationError` once the user asked to stop.
    public func forEachPortion(of count: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        precondition(count > 0, "a portion of \(count) samples")
        try source.withFile { file in
            for start in stride(from: 0, to: samples, by: count) {
                let range = start..<min(samples, start + count)
                try body(range, try read(file, range, units: nil))
            }
        }
    }

    /// Whole columns: chosen units x samples, in the order asked for, in one pass over the file.
    /// - Precondition: each unit is in 0..<units.
    /// - Throws: as `forEachPortion`, less the body's.
    public func columns(_ chosen: [Int]) throws -> Matrix<Double> {
        for unit in chosen { precondition((0..<units).contains(unit), "unit \(unit) is not in 0..<\(units)") }
        return try source.withFile { try read($0, 0..<samples, units: chosen) }
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
}
