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
        let file = "\(path)/\(name)"
        if name.contains("/") { try AtomicFile.makeFolder((file as NSString).deletingLastPathComponent) }
        // Foundation's writing waits for the disk, and so does writing over a file: too long for thousands of damaged ones.
        unlink(file)
        guard let stream = fopen(file, "wb") else { throw Fault("cannot be written", at: file, status: .cannotWrite) }
        fwrite(bytes, 1, bytes.count, stream)
        fclose(stream)
        return file
    }
}
