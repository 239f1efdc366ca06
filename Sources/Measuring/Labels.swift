import Files
import NumericCore

/// What the samples are labelled with: a class, or one or more continuous values.
public struct Labels: Sendable {
    /// What messages call it: the file's name.
    public let origin: String
    /// columns x samples.
    public let values: Matrix<Double>
    /// What the classes 0, 1, 2, ... are called, where the labels are texts.
    public let texts: [String]?
    /// Each sample's class and what the classes are called, where the labels are whole numbers that the values round.
    private let wideClasses: (codes: [Int], names: [String])?

    /// - Parameter values: columns x samples.
    public init(_ values: Matrix<Double>, origin: String) {
        self.values = values
        self.origin = origin
        texts = nil
        wideClasses = nil
    }

    /// One whole number for each sample, of which some are not doubles.
    /// - Parameters:
    ///   - targets: the numbers, rounded.
    ///   - codes: a place among the names for each sample.
    ///   - names: the numbers with all their digits, in the order of the codes.
    public init(targets: [Double], codes: [Int], names: [String], origin: String) {
        precondition(codes.count == targets.count, "\(codes.count) classes of \(targets.count) samples")
        precondition(codes.allSatisfy(names.indices.contains), "a code is not in 0..<\(names.count)")
        values = Matrix(rows: 1, columns: targets.count, values: targets)
        self.origin = origin
        texts = nil
        wideClasses = (codes, names)
    }

    /// Texts.
    /// - Parameters:
    ///   - codes: a place among the names for each sample.
    ///   - names: in the order of the codes.
    public init(codes: [Int], names: [String], origin: String) {
        precondition(codes.allSatisfy(names.indices.contains), "a code is not in 0..<\(names.count)")
        values = Matrix(rows: 1, columns: codes.count, values: codes.map(Double.init))
        texts = names
        wideClasses = nil
        self.origin = origin
    }

    /// One number for each sample.
    public init(targets: [Double], origin: String) {
        self.init(Matrix(rows: 1, columns: targets.count, values: targets), origin: origin)
    }

    /// One class for each sample.
    public init(classes: [Int], origin: String) {
        self.init(Matrix(rows: 1, columns: classes.count, values: classes.map(Double.init)), origin: origin)
    }

    public var samples: Int { values.columns }

    /// The classes of some of the samples.
    /// - Throws: a `Fault` (status data) where there are several columns, or a value is not a whole number.
    func classes(of samples: [Int]) throws -> ClassLabels {
        guard values.rows == 1 else {
            throw Fault(
                "\(values.rows) columns are not one class for each sample", at: origin,
                remedy: "name a file with one whole number for each sample", status: .data)
        }
        if let wideClasses { return ClassLabels(samples.map { wideClasses.codes[$0] }, texts: wideClasses.names) }
        let row = values.values
        if let sample = samples.first(where: { row[$0] != row[$0].rounded() || abs(row[$0]) >= 0x1p53 }) {
            throw Fault(
                "the label of sample \(sample) is \(row[sample]), which is no class", at: origin,
                remedy: "name a file with one whole number for each sample", status: .data)
        }
        return ClassLabels(samples.map { Int(row[$0]) }, texts: texts)
    }
}

/// The classes that occur, and which of them each sample has.
struct ClassLabels {
    /// The labels as the file has them, ascending.
    let names: [MeasuredTable.Cell]
    /// Each sample's place among the names.
    let codes: [Int32]
    /// How many samples each class has.
    let counts: [Int]

    init(_ labels: [Int], texts: [String]? = nil) {
        let numbers = Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
        var counts = [Int](repeating: 0, count: numbers.count)
        codes = labels.map { label in
            let place = places[label]!
            counts[place] += 1
            return Int32(place)
        }
        names = numbers.map { number in texts.map { .text($0[number]) } ?? .integer(number) }
        self.counts = counts
    }

    var count: Int { names.count }

    /// For measures that hold a class in a byte.
    /// - Throws: a `Fault` (status data) where there are more than 256 classes.
    func bytes(_ measure: Measure, origin: String) throws -> [UInt8] {
        guard names.count <= 256 else {
            throw Fault(
                "\(names.count) different labels are too many classes for \(measure.rawValue), which takes 256", at: origin,
                remedy: "is the file one of classes? --estimator continuous and --label-treatment number take any values",
                status: .data)
        }
        return codes.map { UInt8($0) }
    }
}
