import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An advisory lock between processes, on a file of its own (flock); it ends with the process, however that ends.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or returns nil at once where another holds it.
    /// - Throws: a `Fault` (status cannotWrite) where the lock's file cannot be made.
    public static func attempt(_ path: String) throws -> FileLock? {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try AtomicFile.makeFolder(folder) }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Fault(
                "the lock cannot be made", at: path, remedy: "check the rights and the free space there", status: .cannotWrite)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FileLock(descriptor: descriptor)
    }

    /// Waits for the lock, asking `cancelled` between tries.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Fault` where the lock's file cannot be made.
    public static func wait(_ path: String, cancelled: () -> Bool) throws -> FileLock {
        while true {
            if let lock = try attempt(path) { return lock }
            if cancelled() { throw CancellationError() }
            usleep(50_000)
        }
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        // A process being started holds a copy of the descriptor until its exec; the lock must not live that long.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
