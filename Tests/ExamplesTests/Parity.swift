import Datasets

// listing: example-data
/// The parity of eight bits: all 256 patterns, in the order of their numbers, each with class 1 where an odd number of bits is 1.
///
/// No file is needed: the rule is the data set. Bit 7 - i of the pattern's number is feature i, given as 0 or 1.
public enum Parity {
    public static let width = 8
    public static let classes = 2
    public static let count = 256

    /// The SHA-256 of the labels as 256 bytes, in the order of the patterns' numbers: what results are keyed by.
    public static let digest = "6892cf0edf8dd7163fed3e4cc5de198501423cca03441a94ca58d4a05d0765d1"

    public static func samples() -> LabelledSamples {
        LabelledSamples(
            features: (0..<count).flatMap { number in (0..<width).map { Float(number >> (width - 1 - $0) & 1) } },
            labels: (0..<count).map { UInt16($0.nonzeroBitCount % 2) }, width: width, classes: classes)
    }
}
// end of listing
