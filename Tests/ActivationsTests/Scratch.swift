import Files
import Foundation

/// A folder for one test, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-activations-\(UUID().uuidString)").path
        try AtomicFile.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// - Returns: the file's path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try AtomicFile.write(bytes, to: "\(path)/\(name)")
        return "\(path)/\(name)"
    }
}
