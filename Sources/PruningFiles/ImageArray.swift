import Activations
import Datasets
import Files
import Networks

/// Images in a file: samples x channels x rows x columns, samples x rows x columns (grey), or samples x numbers.
///
/// Bytes (uint8) are taken as parts of 255, as torchvision's `ToTensor` does; other numbers are taken as they are.
struct ImageArray {
    let shape: Shape
    private let array: SampleArray

    /// - Throws: a `Fault`: see `ActivationTable.open`; status data where an image has another number of dimensions.
    init(_ reference: String) throws {
        array = try SampleArray.open(reference)
        let sides = array.shape
        switch sides.count {
        case 0, 1: shape = Shape(channels: array.table.units)
        case 2: shape = Shape(channels: 1, rows: sides[0], columns: sides[1])
        case 3: shape = Shape(channels: sides[0], rows: sides[1], columns: sides[2])
        default:
            throw Fault(
                "has images of \(sides.count) dimensions, where channels x rows x columns were expected", at: reference,
                remedy: "save an array of samples x channels x rows x columns", status: .data)
        }
        if sides.count == 3, sides[2] <= 4, sides[0] > 4 {
            throw Fault(
                "is samples x rows x columns x channels, it seems: an image is \(sides[0]) x \(sides[1]) x \(sides[2])",
                at: reference, remedy: "save it with the channels first: array.transpose(0, 3, 1, 2)", status: .data)
        }
    }

    /// - Parameter pixels: the shape that the network takes an image in.
    /// - Throws: a `Fault` (status data) where there are other labels than images, or a number is none; `CancellationError`.
    func samples(labels reference: String, as pixels: Shape, scale: PixelScale, classes: Int) throws -> LabelledSamples {
        let table = array.table
        let labels = try Self.labels(reference, below: classes)
        guard labels.count == table.samples else {
            throw Fault(
                "has \(labels.count) labels, and \(table.origin) has \(table.samples) images", at: reference,
                remedy: "give one label for each image, in the same order", status: .data)
        }
        try MemoryLimit.check(
            4 * Double(table.samples) * Double(table.units), for: "\(table.samples) images", at: table.origin,
            remedy: "give fewer images")
        let greatest = table.elementType == .uint8 ? 255.0 : 1
        let plane = pixels.rows * pixels.columns
        var features = [Float](repeating: 0, count: table.samples * table.units)
        try table.forEachPortion(of: max(1, ActivationTable.numbersAtOnce / table.units)) { range, portion in
            for unit in 0..<table.units {
                for (sample, number) in zip(range, portion.row(unit)) {
                    guard number.isFinite else {
                        throw Fault(
                            "has a number that is not finite in image \(sample) (counted from 0)", at: table.origin,
                            remedy: "save finite numbers", status: .data)
                    }
                    features[sample * table.units + unit] = scale.value(number / greatest, channel: unit / plane)
                }
            }
        }
        return LabelledSamples(features: features, labels: labels, width: table.units, classes: classes)
    }

    /// Classes, as they are numbered in the file.
    /// - Parameter classes: what they are below; nil: any number of them.
    static func labels(_ reference: String, below classes: Int?) throws -> [UInt16] {
        let column = try LabelColumn.open(reference)
        guard let targets = column.targets else {
            throw Fault("holds texts", at: column.origin, remedy: "number the classes 0, 1, 2, ...", status: .data)
        }
        let most = classes ?? 1 << 16
        return try targets.enumerated().map { row, target in
            guard let label = UInt16(exactly: target), Int(label) < most else {
                throw Fault(
                    "has the label \(target) at row \(row) (counted from 0), and classes are whole numbers from 0 to \(most - 1)",
                    at: column.origin, remedy: "number the classes 0, 1, 2, ..., or give their number by --classes", status: .data)
            }
            return label
        }
    }
}
