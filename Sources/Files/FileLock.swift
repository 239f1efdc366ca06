#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An advisory lock between processes, on a file of its own (flock); it ends with the process, however that ends.
///
/// The file may be removed by whoever holds the lock: those that wait on the removed file then take the new one's.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or returns nil at once where another holds it.
    /// - Throws: a `Fault` (status cannotWrite) where the lock's file cannot be made, or its file system gives no locks.
    public static func attempt(_ path: String) throws -> FileLock? { try attempt(path, locking: { flock($0, $1) }) }

    static func attempt(_ path: String, locking: (_ descriptor: Int32, _ operation: Int32) -> Int32) throws -> FileLock? {
        try AtomicFile.makeFolder(FilePath(path).folder)
        var tries = 0
        while true {
            tries += 1
            var descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            let error = SystemError.last
            var isOfFolder = false
            if descriptor < 0, [EACCES, EPERM, EROFS].contains(error.code) {
                // Who may not write there can still wait for those who may: at the lock's file or, where there is none, at the folder.
                descriptor = open(path, O_RDONLY | O_CLOEXEC)
                isOfFolder = descriptor < 0
                if isOfFolder { descriptor = open(FilePath(path).folder, O_RDONLY | O_CLOEXEC) }
            }
            guard descriptor >= 0 else { throw Fault.cannotWrite(path, error) }
            if locking(descriptor, LOCK_EX | LOCK_NB) == 0 {
                // Some file systems number a file differently when it is open and when it is not.
                if isOfFolder || tries > 100 || isFile(path, descriptor) { return FileLock(descriptor: descriptor) }
                // Its holder removed the file after it was opened here.
                close(descriptor)
                continue
            }
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            if code == EINTR { continue }
            throw Fault(
                "cannot be locked: \(SystemError(code).words)", at: path,
                remedy: "use a folder on a file system that gives locks (NFS does where its lock service runs)",
                status: .cannotWrite)
        }
    }

    /// Waits for the lock, asking `cancelled` between tries.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Fault` as `attempt`.
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

    /// Whether the path still names the file that was opened.
    private static func isFile(_ path: String, _ descriptor: Int32) -> Bool {
        var (there, opened) = (stat(), stat())
        return stat(path, &there) == 0 && fstat(descriptor, &opened) == 0 && there.st_dev == opened.st_dev
            && there.st_ino == opened.st_ino
    }

}
