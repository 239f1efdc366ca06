import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a temporary file that has no name: it is gone with its last reader, however the process ends.
final class SpoolWriter {
    private let folder: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let room = 1 << 20

    /// - Throws: a `Fault` (status cannotWrite) where the folder of temporary files takes none.
    init() throws {
        folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/refigure-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.fault(folder, errno) }
        unlink(path)
        buffer.reserveCapacity(Self.room + 16)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ number: Double) throws {
        withUnsafeBytes(of: number) { buffer.append(contentsOf: $0) }
        if buffer.count >= Self.room { try flush() }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.room { try flush() }
    }

    /// Ends the writing.
    /// - Parameter origin: what faults of reading call the file.
    func finish(origin: String) throws -> OpenFile {
        try flush()
        defer { descriptor = -1 }
        return try OpenFile(origin, descriptor: descriptor)
    }

    /// - Throws: a `Fault` (status cannotWrite); `CancellationError` once the user asked to stop.
    private func flush() throws {
        try Interruption.check()
        try buffer.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw Self.fault(folder, errno) }
                done += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func fault(_ folder: String, _ code: Int32) -> Fault {
        Fault(
            "takes no temporary file of unpacked numbers: \(String(cString: strerror(code)).lowercased())", at: folder,
            remedy: "free some space there, or name another folder in TMPDIR", status: .cannotWrite)
    }
}
