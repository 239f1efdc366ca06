import Activations
import Files
import NumericCore

/// What the samples are labelled with: a class, or one or more continuous values.
///
/// Whole numbers and texts are held beside the different ones as 1, 2 or 4 bytes a sample, as many as there are; other numbers as 8.
public struct Labels: Sendable {
    /// What messages call it: the file's name.
    public let origin: String
    public let samples: Int
    private let storage: Storage

    private enum Storage: Sendable {
        /// A place among the names for each sample.
        case classes(NarrowCodes, Names)
        /// columns x samples.
        case numbers(Matrix<Double>)
    }

    fileprivate enum Names: Sendable {
        /// Ascending.
        case numbers([Int])
        case texts([String])
        /// Whole numbers of which some are not doubles: with all their digits, and rounded.
        case wide([String], [Double])

        var count: Int {
            switch self {
            case .numbers(let numbers): numbers.count
            case .texts(let texts), .wide(let texts, _): texts.count
            }
        }

        func cell(_ place: Int) -> MeasuredTable.Cell {
            switch self {
            case .numbers(let numbers): .integer(numbers[place])
            case .texts(let texts), .wide(let texts, _): .text(texts[place])
            }
        }
    }

    /// - Parameter values: columns x samples.
    public init(_ values: Matrix<Double>, origin: String) {
        self.origin = origin
        samples = values.columns
        if values.rows == 1, let (codes, numbers) = WholeNumbers.coded(values.values) {
            storage = .classes(NarrowCodes(codes, below: numbers.count), .numbers(numbers))
        } else {
            storage = .numbers(values)
        }
    }

    /// Texts.
    /// - Parameters:
    ///   - codes: a place among the names for each sample.
    ///   - names: in the order of the codes.
    public init(codes: [Int], names: [String], origin: String) {
        precondition(codes.allSatisfy(names.indices.contains), "a code is not in 0..<\(names.count)")
        self.origin = origin
        samples = codes.count
        storage = .classes(NarrowCodes(codes, below: names.count), .texts(names))
    }

    /// One whole number for each sample, of which some are not doubles.
    /// - Parameters:
    ///   - targets: the numbers, rounded.
    ///   - codes: a place among the names for each sample.
    ///   - names: the numbers with all their digits, in the order of the codes.
    public init(targets: [Double], codes: [Int], names: [String], origin: String) {
        precondition(codes.count == targets.count, "\(codes.count) classes of \(targets.count) samples")
        precondition(codes.allSatisfy(names.indices.contains), "a code is not in 0..<\(names.count)")
        var rounded = [Double](repeating: 0, count: names.count)
        for (code, target) in zip(codes, targets) { rounded[code] = target }
        self.origin = origin
        samples = codes.count
        storage = .classes(NarrowCodes(codes, below: names.count), .wide(names, rounded))
    }

    /// One number for each sample.
    public init(targets: [Double], origin: String) {
        self.init(Matrix(rows: 1, columns: targets.count, values: targets), origin: origin)
    }

    /// One class for each sample.
    public init(classes: [Int], origin: String) {
        self.origin = origin
        samples = classes.count
        let (codes, numbers) = WholeNumbers.coded(classes)
        storage = .classes(NarrowCodes(codes, below: numbers.count), .numbers(numbers))
    }

    /// Labels as a file has them.
    /// - Throws: a `Fault` (status data) where they take more memory than there is; `CancellationError` once the user asked to stop.
    public init(_ column: LabelColumn) throws {
        let samples = column.samples
        func require(_ bytesEach: Double) throws {
            try MemoryLimit.check(
                Double(samples) * bytesEach, for: "the labels of \(Words.counted(samples, "sample"))", at: column.origin,
                remedy: "measure on fewer samples")
        }
        switch column.values {
        case .coded(let codes, let numbers):
            self.init(origin: column.origin, samples: samples, storage: .classes(codes, .numbers(numbers)))
        case .numbers(let numbers) where !column.areWide:
            // Coded, they are sorted beside what was read, then numbered.
            if numbers.allSatisfy(WholeNumbers.isOne) { try require(8 + 8 + 4 + 4) }
            self.init(targets: numbers, origin: column.origin)
        case .numbers(let numbers):
            let classes = try column.classes()
            self.init(targets: numbers, codes: classes.codes, names: classes.names, origin: column.origin)
        case .texts:
            try require(16 + 8 + 4)
            let classes = try column.classes()
            self.init(codes: classes.codes, names: classes.names, origin: column.origin)
        }
    }

    private init(origin: String, samples: Int, storage: Storage) {
        self.origin = origin
        self.samples = samples
        self.storage = storage
    }

    /// What they take in memory, in bytes a sample.
    var bytesEach: Int {
        switch storage {
        case .classes(let codes, _): codes.width
        case .numbers(let values): 8 * values.rows
        }
    }

    var areTexts: Bool { if case .classes(_, .texts) = storage { true } else { false } }

    /// How many values belong to a sample.
    var columns: Int { if case .numbers(let values) = storage { values.rows } else { 1 } }

    /// Calls the body with the samples that have a label that is NaN or infinite, and that label; column by column.
    func forEachNonFinite(_ body: (Int, Double) throws -> Void) rethrows {
        guard case .numbers(let values) = storage else { return }
        for (place, value) in values.values.enumerated() where !value.isFinite { try body(place % values.columns, value) }
    }

    /// The values of numbers on some of the samples, column by column.
    func numbers(_ kept: KeptSamples) -> [[Double]] {
        switch storage {
        case .classes(let codes, .numbers(let numbers)): [Self.kept(kept, codes).map { Double(numbers[Int($0)]) }]
        case .classes(let codes, .wide(_, let numbers)): [Self.kept(kept, codes).map { numbers[Int($0)] }]
        case .classes(_, .texts): preconditionFailure("texts are no numbers")
        case .numbers(let values): (0..<values.rows).map { kept.of(Array(values.row($0))) }
        }
    }

    /// The classes of some of the samples.
    /// - Throws: a `Fault` (status data) where there are several columns, or a value is not a whole number.
    func classes(_ kept: KeptSamples) throws -> ClassLabels {
        switch storage {
        case .classes(let codes, let names): return ClassLabels(Self.kept(kept, codes), names)
        case .numbers(let values):
            guard values.rows == 1 else {
                throw Fault(
                    "\(values.rows) columns are not one class for each sample", at: origin,
                    remedy: "name a file with one whole number for each sample", status: .data)
            }
            let row = values.values
            if let sample = row.indices.first(where: { kept.contains($0) && !WholeNumbers.isOne(row[$0]) }) {
                throw Fault(
                    "the label of sample \(sample) is \(row[sample]), which is no class", at: origin,
                    remedy: "name a file with one whole number for each sample", status: .data)
            }
            let (codes, numbers) = WholeNumbers.coded(kept.of(row).map { Int($0) })
            return ClassLabels(NarrowCodes(codes, below: numbers.count), .numbers(numbers))
        }
    }

    private static func kept(_ kept: KeptSamples, _ codes: NarrowCodes) -> NarrowCodes {
        kept.areAll ? codes : codes.filtered(kept.contains)
    }
}

/// The classes that occur, and which of them each sample has.
struct ClassLabels {
    /// The labels as the file has them, ascending.
    let names: [MeasuredTable.Cell]
    /// Each sample's place among the names.
    let codes: NarrowCodes
    /// How many samples each class has.
    let counts: [Int]

    fileprivate init(_ codes: NarrowCodes, _ names: Labels.Names) {
        var counts = [Int](repeating: 0, count: names.count)
        codes.forEach { counts[Int($0)] += 1 }
        let occurring = counts.indices.filter { counts[$0] > 0 }
        self.names = occurring.map(names.cell)
        self.counts = occurring.map { counts[$0] }
        if occurring.count == counts.count {
            self.codes = codes
        } else {
            var places = [Int](repeating: 0, count: counts.count)
            for (place, code) in occurring.enumerated() { places[code] = place }
            self.codes = codes.renumbered(places, below: occurring.count)
        }
    }

    var count: Int { names.count }

    /// For measures that take each class by itself, or as a variable.
    /// - Throws: a `Fault` (status data) where there are more than 256 classes.
    func few(_ measure: Measure, origin: String) throws -> [UInt16] {
        guard names.count <= 256 else {
            throw Fault(
                "\(names.count) different labels are too many classes for \(measure.rawValue), which takes 256", at: origin,
                remedy: "is the file one of classes? --estimator continuous and --label-treatment number take any values",
                status: .data)
        }
        return codes.map { UInt16($0) }
    }
}

/// Whole numbers by their place among the different ones.
enum WholeNumbers {
    static func isOne(_ value: Double) -> Bool { value == value.rounded() && abs(value) < 0x1p53 }

    /// nil where one of the values is not a whole number below 2^53.
    static func coded(_ values: [Double]) -> (codes: [Int32], numbers: [Int])? {
        values.allSatisfy(isOne) ? coded(values) { Int($0) } : nil
    }

    /// - Returns: each number's place among the different ones, and these, ascending.
    static func coded(_ numbers: [Int]) -> (codes: [Int32], numbers: [Int]) { coded(numbers) { $0 } }

    private static func coded<Value>(_ values: [Value], _ number: (Value) -> Int) -> (codes: [Int32], numbers: [Int]) {
        guard let first = values.first.map(number) else { return ([], []) }
        var (low, high) = (first, first)
        for value in values {
            low = min(low, number(value))
            high = max(high, number(value))
        }
        let width = high.subtractingReportingOverflow(low)
        if !width.overflow, width.partialValue < max(1 << 16, values.count / 2) {
            // They lie close together: a table of all between them.
            var places = [Int32](repeating: -1, count: width.partialValue + 1)
            for value in values { places[number(value) - low] = 0 }
            var numbers: [Int] = []
            for offset in places.indices where places[offset] == 0 {
                places[offset] = Int32(numbers.count)
                numbers.append(low + offset)
            }
            return (values.map { places[number($0) - low] }, numbers)
        }
        var numbers = values.map(number)
        numbers.sort()
        var different = 0
        for place in numbers.indices where different == 0 || numbers[place] != numbers[different - 1] {
            numbers[different] = numbers[place]
            different += 1
        }
        numbers.removeLast(numbers.count - different)
        return (values.map { Int32(place(of: number($0), among: numbers)) }, numbers)
    }

    /// Of a number that is among the ascending ones.
    private static func place(of number: Int, among numbers: [Int]) -> Int {
        var (low, high) = (0, numbers.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
