import Files
import Foundation

/// Tables of one network's activations at successive epochs.
public struct CheckpointSequence: Sendable {
    /// What messages call it: the pattern.
    public let origin: String
    /// In the order of epochs; every table has as many samples and units.
    public let checkpoints: [(epoch: Int, table: ActivationTable)]

    /// Opens the files that a star stands for, "folder/acts-*.npy", or a folder that has one such sequence.
    ///
    /// The star stands for the epoch, a whole number; files are taken in the order of those numbers.
    /// - Throws: a `Fault`: status usage where no file matches, or one's epoch is no number; status data where tables differ in shape;
    ///   otherwise as `ActivationTable.open`.
    public static func open(_ reference: String) throws -> CheckpointSequence {
        throw Fault("is not read yet", at: reference, status: .usage)
    }

    /// Whether the text names several files: it has a star, or is a folder's.
    public static func isSequence(_ reference: String) -> Bool {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: reference, isDirectory: &isFolder) { return isFolder.boolValue }
        return reference.contains("*")
    }
}
