import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file open for reading at any place; closed with the last reference to it.
final class OpenFile: Sendable {
    let path: String
    let stamp: FileStamp
    private let descriptor: Int32

    /// - Throws: a `Fault` (status data) where there is no such file, or it may not be read.
    convenience init(_ path: String) throws {
        // Not blocking: a pipe without a writer is told, not waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw Fault.cannotRead(path, .last)
        }
        try self.init(path, descriptor: descriptor)
    }

    /// - Parameters:
    ///   - path: what faults call the file.
    ///   - descriptor: of the open file, which is closed with this.
    init(_ path: String, descriptor: Int32) throws {
        self.path = path
        self.descriptor = descriptor
        guard let stamp = FileStamp(descriptor: descriptor) else {
            close(descriptor)
            throw Self.notPlain(path)
        }
        self.stamp = stamp
    }

    deinit { close(descriptor) }

    /// A folder, a pipe or a device: what is read at any place, and more than once, is a file.
    static func notPlain(_ path: String) -> Fault {
        Fault("is not a plain file", at: path, remedy: "save the numbers to a file and name that", status: .usage)
    }

    var changed: Fault {
        Fault(
            "changed while it was read", at: path, remedy: "wait until whatever writes it has finished", status: .data)
    }

    /// Fills the buffer with the bytes from the offset on.
    /// - Throws: a `Fault` (status data) where the file does not reach so far any more, or cannot be read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Fault.cannotRead(path, .last)
            }
            if count == 0 { throw changed }
            done += count
        }
    }

    func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try read(into: $0, at: offset) }
        return bytes
    }

    /// - Throws: a `Fault` (status data) where the file is another than when it was opened.
    func checkUnchanged() throws {
        guard FileStamp(descriptor: descriptor) == stamp else { throw changed }
    }
}
