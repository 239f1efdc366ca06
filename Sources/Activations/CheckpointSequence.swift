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
    /// - Parameter header: whether row 1 of CSV files names the units; see `ActivationTable.open`.
    ///
    /// The star stands for the epoch, a whole number; files are taken in the order of those numbers.
    /// - Throws: a `Fault`: status usage where no file matches, an epoch is no number or comes twice, or a folder has several
    ///   sequences; status data where tables differ in shape; otherwise as `ActivationTable.open`.
    public static func open(_ reference: String, header: CSVHeader? = nil) throws -> CheckpointSequence {
        let pattern = try CheckpointPattern(reference)
        var checkpoints: [(epoch: Int, table: ActivationTable)] = []
        for (epoch, path) in try pattern.files() {
            let table = try ActivationTable.open(pattern.name.map { "\(path):\($0)" } ?? path, header: header)
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
        FileManager.default.fileExists(atPath: reference) ? Folder.exists(reference) : FilePath(reference).name.contains("*")
    }

    /// As `ActivationTable.notes`; what is so of every file is said once.
    public var notes: [String] {
        let rows = checkpoints.compactMap(\.table.rowOne)
        guard let first = rows.first else { return [] }
        guard rows.count == checkpoints.count, rows.allSatisfy({ $0 == first }) else {
            return checkpoints.flatMap(\.table.notes)
        }
        return [
            ActivationTable.note(
                first, of: rows.count == 1 ? checkpoints[0].table.origin : "each of the \(rows.count) files \(origin)")
        ]
    }

    private init(origin: String, checkpoints: [(epoch: Int, table: ActivationTable)]) {
        self.origin = origin
        self.checkpoints = checkpoints
    }
}
