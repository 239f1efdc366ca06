import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file read once from start to end, which must stay as it is meanwhile.
package final class SteadyFile {
    private let path: String
    private let descriptor: Int32
    private let atStart: FileStamp
    private var received = 0

    /// - Throws: a `Fault` (status data) where there is no such file, or it may not be read.
    package init(_ path: String) throws {
        self.path = path
        // Not blocking: a pipe without a writer is told, not waited for.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Fault.cannotRead(path, .last)
        }
        guard let stamp = FileStamp(descriptor: descriptor) else {
            close(descriptor)
            throw Fault("is not a plain file", at: path, remedy: "put the data set's file there", status: .data)
        }
        atStart = stamp
    }

    deinit { close(descriptor) }

    /// Fills the buffer as far as the file reaches; 0 at its end.
    /// - Throws: a `Fault` (status data) where reading fails, or where the file changed while it was read.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress!, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Fault.cannotRead(path, .last)
            }
            received += count
            if received > atStart.size || (count == 0 && (received != atStart.size || FileStamp(descriptor: descriptor) != atStart))
            {
                throw Fault(
                    "changed while it was read: \(atStart.size) bytes were expected", at: path,
                    remedy: "wait until whatever writes it has finished", status: .data)
            }
            return count
        }
    }
}
