import Files
import Foundation

/// Tables of one network's activations at successive epochs.
public struct CheckpointSequence: Sendable {
    /// What messages call it: the files' pattern.
    public let origin: String
    /// In the order of epochs, at least one; every table has as many samples and units.
    public let checkpoints: [(epoch: Int, table: ActivationTable)]

    /// Opens the files that a star stands for, "folder/acts-*.npy" (with ":name" behind it where files hold several arrays), or a
    /// folder that has one such sequence.
    ///
    /// The star stands for the epoch, a whole number; files are taken in the order of those numbers.
    /// - Throws: a `Fault`: status usage where no file matches, an epoch is no number or comes twice, or a folder has several
    ///   sequences; status data where tables differ in shape; otherwise as `ActivationTable.open`.
    public static func open(_ reference: String) throws -> CheckpointSequence {
        let pattern = try CheckpointPattern(reference)
        var checkpoints: [(epoch: Int, table: ActivationTable)] = []
        for (epoch, path) in try pattern.files() {
            let table = try ActivationTable.open(pattern.name.map { "\(path):\($0)" } ?? path)
            if let first = checkpoints.first, first.table.samples != table.samples || first.table.units != table.units {
                throw Fault(
                    "is \(table.samples) x \(table.units), where \(first.table.origin) is \(first.table.samples) x \(first.table.units)",
                    at: table.origin, remedy: "take every checkpoint's activations on the same samples", status: .data)
            }
            checkpoints.append((epoch, table))
        }
        return CheckpointSequence(origin: pattern.text, checkpoints: checkpoints)
    }

    /// Whether the text means several files: it has a star in its last part, or is a folder's.
    public static func isSequence(_ reference: String) -> Bool {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: reference, isDirectory: &isFolder) { return isFolder.boolValue }
        return (reference as NSString).lastPathComponent.contains("*")
    }

    private init(origin: String, checkpoints: [(epoch: Int, table: ActivationTable)]) {
        self.origin = origin
        self.checkpoints = checkpoints
    }
}
