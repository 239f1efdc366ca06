import Files

/// An array of numbers in a file, of any shape.
struct NumberArray: Sendable {
    /// What faults call it.
    var origin: String
    var shape: [Int]
    var element: ElementType
    var isBigEndian = false
    var isColumnMajor = false
    /// Where the first number begins in the source.
    var offset: Int
    var source: NumberSource
    /// A CSV file's.
    var columnNames: [String]?
    /// What a CSV file's first row was taken for.
    var rowOne: RowOne?

    /// The most units that a sample may have: a sample of them takes 800 MB of memory.
    private static let mostUnits = 100_000_000

    /// - Parameter header: whether row 1 of a CSV file names the units; nil: as the file tells.
    /// - Throws: see `ActivationTable.open`.
    static func open(_ reference: FileReference, header: CSVHeader? = nil) throws -> NumberArray {
        switch try reference.kind {
        case .npy: try Npy.open(reference)
        case .npz: try Npz.open(reference)
        case .safetensors: try SafeTensorsFile.open(reference)
        case .csv: try CSVTable.open(reference, header: header)
        }
    }

    /// The bytes that the shape needs.
    /// - Throws: a `Fault` (status data) where no file can have so many.
    static func byteCount(_ shape: [Int], _ element: ElementType, origin: String) throws -> Int {
        var count = element.size
        // A side of 0 makes any others fine.
        if shape.contains(0) { return 0 }
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else {
                throw Fault("has an impossible shape, \(shown(shape: shape))", at: origin, remedy: "save it anew", status: .data)
            }
            count = product
        }
        return count
    }

    /// As samples x units: one dimension is one unit.
    /// - Throws: a `Fault` (status data) for another shape, with how to come to the right one.
    func table() throws -> ActivationTable {
        func bad(_ problem: String, _ remedy: String) -> Fault { Fault(problem, at: origin, remedy: remedy, status: .data) }
        guard shape.count == 1 || shape.count == 2 else {
            let size = shown(shape: shape)
            if shape.isEmpty {
                throw bad("is a single number, where samples x units were expected", "save an array of two dimensions")
            }
            let maps = shape.count == 4 ? ", or keep each map's mean: array.mean(axis=(2, 3))" : ""
            throw bad(
                "is \(size), where samples x units were expected",
                "make every number of a sample a unit: array.reshape(\(shape[0]), -1)\(maps)")
        }
        let units = shape.count == 1 ? 1 : shape[1]
        guard shape[0] > 0, units > 0 else {
            throw bad(
                "is empty: its shape is \(shown(shape: [shape[0], units]))", "save activations of at least one sample and unit")
        }
        guard units <= Self.mostUnits else {
            throw bad(
                "is \(shown(shape: shape)): more than \(Self.mostUnits) units a sample",
                "samples stand in rows: is the array on its side? array.T turns it")
        }
        let grid = NumberGrid(
            origin: origin, samples: shape[0], units: units, element: element, isBigEndian: isBigEndian,
            isByUnit: isColumnMajor && shape.count == 2, offset: offset)
        return ActivationTable(origin: origin, grid: grid, source: source, unitNames: columnNames, rowOne: rowOne)
    }
}
