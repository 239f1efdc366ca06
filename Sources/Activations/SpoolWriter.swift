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
    private static let bufferSize = 1 << 20

    /// - Parameter room: how many bytes will be written, where that is known.
    /// - Throws: a `Fault` (status cannotWrite) where the folder of temporary files takes none, or has not so much room.
    init(room: Int? = nil) throws {
        (folder, descriptor) = try Self.make()
        buffer.reserveCapacity(Self.bufferSize + 16)
        guard let room, let free = freeBytes, free < room else { return }
        throw Fault(
            "has no room for \(room) bytes of unpacked numbers: \(counted(free, "byte")) \(free == 1 ? "is" : "are") free",
            at: folder, remedy: Self.remedy, status: .cannotWrite)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// TMPDIR; where it is not set, /var/tmp, which is on a disk where /tmp may be in memory.
    private static var folders: [String] {
        if let folder = ProcessInfo.processInfo.environment["TMPDIR"], !folder.isEmpty { return [folder] }
        return ["/var/tmp", FileManager.default.temporaryDirectory.path]
    }

    private static func make() throws -> (folder: String, descriptor: Int32) {
        var code: Int32 = 0
        var failed = ""
        for folder in folders {
            #if os(Linux)
                // Linux's O_TMPFILE: no name at any moment. Some file systems have none.
                let nameless = open(folder, O_RDWR | 0o20_000_000 | O_DIRECTORY | O_CLOEXEC, 0o600)
                if nameless >= 0 { return (folder, nameless) }
            #endif
            let path = "\(folder)/refigure-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor >= 0 {
                unlink(path)
                return (folder, descriptor)
            }
            (failed, code) = (folder, errno)
        }
        throw fault(failed, SystemError(code))
    }

    /// What the folder's file system has left for this user; nil where it does not tell.
    private var freeBytes: Int? {
        var status = statvfs()
        guard fstatvfs(descriptor, &status) == 0, status.f_blocks > 0 else { return nil }
        let (product, overflow) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
        return overflow ? nil : product
    }

    func append(_ number: Double) throws {
        withUnsafeBytes(of: number) { buffer.append(contentsOf: $0) }
        if buffer.count >= Self.bufferSize { try flush() }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        // A long piece needs no copy.
        if bytes.count >= 1 << 16 {
            try flush()
            return try write(bytes)
        }
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
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
        try buffer.withUnsafeBytes(write)
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Interruption.check()
        var done = 0
        while done < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.fault(folder, .last) }
            done += count
        }
    }

    private static let remedy = "free some space there, or name another folder in TMPDIR"

    private static func fault(_ folder: String, _ error: SystemError) -> Fault {
        Fault(
            "takes no temporary file of unpacked numbers: \(error.words)", at: folder,
            remedy: remedy, status: .cannotWrite)
    }
}
