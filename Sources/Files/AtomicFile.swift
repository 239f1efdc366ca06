import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that appear whole or not at all.
public enum AtomicFile {
    /// Writes the bytes to one of the project's own files.
    ///
    /// A new file, or one that replaces another, is written beside its place, flushed to the disk and renamed. Folders on the way are
    /// made; what a killed process left beside it is removed. What is written through a symbolic link goes to its target. A file that is
    /// replaced hands on its mode and, as far as the system allows, its owner and group; a new one's mode follows the umask. A pipe in the
    /// file's place is replaced, since nobody
    /// waits there for what the project writes; a device is written to. Nothing is left behind where writing fails. A file that may not be
    /// written is fine where it holds the bytes already.
    /// - Throws: a `Fault` (status cannotWrite) that names the file and says why.
    public static func write(_ bytes: some ContiguousBytes, to path: String) throws {
        try write(bytes, to: path) { target in
            if isPipe(target) {
                try replace(target, keeping: nil) { try write(bytes, to: $0) }
            } else {
                try write(toDevice: target) { try write(bytes, to: $0) }
            }
        }
    }

    /// Writes the bytes to what a user named: as `write(_:to:)`, but pipes and devices are written to, never replaced.
    /// - Throws: a `Fault` (status cannotWrite); `CancellationError` where the user asked to stop while a pipe had no reader.
    public static func write(_ bytes: some ContiguousBytes, toOutput path: String) throws {
        try write(bytes, to: path) { target in try write(toDevice: target) { try write(bytes, to: $0) } }
    }

    /// Takes the next bytes of a file that is being written.
    public typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    /// Writes a file piece by piece, for what is too large for the memory; else as `write(_:toOutput:)`.
    /// - Parameter pieces: gives the bytes to the function that it is given. Where it throws, so does this, and nothing is left behind.
    /// - Throws: as `write(_:toOutput:)`.
    public static func write(toOutput path: String, pieces: (Sink) throws -> Void) throws {
        func write(to descriptor: Int32) throws {
            try pieces { try DescriptorWriter.write($0, to: descriptor, onBrokenPipe: .error) }
        }
        try Self.write(to: path, holds: { false }, device: { try self.write(toDevice: $0, write) }, write)
    }

    private static func write(_ bytes: some ContiguousBytes, to path: String, device: (String) throws -> Void) throws {
        try write(to: path, holds: { holds(bytes, path) }, device: device) { try write(bytes, to: $0) }
    }

    /// - Parameters:
    ///   - holds: whether the file has those bytes already.
    ///   - device: writes them to a device.
    ///   - content: writes them to a descriptor.
    private static func write(
        to path: String, holds: () -> Bool, device: (String) throws -> Void, _ content: (Int32) throws -> Void
    ) throws {
        do {
            switch try OutputTarget(path) {
            case .new(let target):
                try makeFolder(FilePath(target).folder)
                try replace(target, keeping: nil, with: content)
            case .file(let target, let status):
                // A file that its owner made read-only is not to be replaced, though its folder would allow it.
                guard faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) == 0 else { throw SystemError.last }
                try replace(target, keeping: status, with: content)
            case .device(let target): try device(target)
            case .descriptor(let descriptor): try content(descriptor)
            }
        } catch let error as SystemError {
            if [EACCES, EPERM, EROFS].contains(error.code), holds() { return }
            throw Fault.cannotWrite(path, error)
        }
    }

    private static func holds(_ bytes: some ContiguousBytes, _ path: String) -> Bool {
        guard let held = try? PlainFile.bytes(path) else { return false }
        return bytes.withUnsafeBytes { $0.elementsEqual(held) }
    }

    /// Writes the text as UTF-8; see `write(_:to:)`.
    public static func write(text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Makes the folder and those above it.
    /// - Throws: a `Fault` (status cannotWrite).
    public static func makeFolder(_ path: String) throws {
        if Folder.exists(path) { return }
        if mkdir(path, 0o777) == 0 { return }
        var error = SystemError.last
        let above = FilePath(path).folder
        if error.code == ENOENT, above != path {
            try makeFolder(above)
            if mkdir(path, 0o777) == 0 { return }
            error = SystemError.last
        }
        // Another may have made it in the meantime.
        if error.code == EEXIST, Folder.exists(path) { return }
        throw Fault.cannotMakeFolder(path, error.code == EEXIST ? SystemError(ENOTDIR) : error)
    }

    private static func replace(
        _ path: String, keeping status: OutputTarget.FileStatus?, with content: (Int32) throws -> Void
    ) throws {
        PartialFiles.sweep(besides: path)
        guard let (descriptor, temporary) = PartialFiles.make(for: path, mode: status == nil ? 0o666 : 0o600) else {
            throw SystemError.last
        }
        // Closed last, since its lock, which keeps sweeps away, ends with that; all is on the disk by then.
        defer { close(descriptor) }
        do {
            try content(descriptor)
            if let status { try keep(status, descriptor) }
            // What cannot be flushed (EINVAL: a special file system) is written all the same.
            while fsync(descriptor) != 0, errno != EINVAL {
                if errno != EINTR { throw SystemError.last }
            }
            guard rename(temporary, path) == 0 else { throw SystemError.last }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Owner and group first, since changing them takes bits of the mode. A group that cannot be kept must not get what it allowed.
    private static func keep(_ status: OutputTarget.FileStatus, _ descriptor: Int32) throws {
        var mode = status.mode
        if fchown(descriptor, status.owner, status.group) != 0 {
            mode &= ~0o4000
            if fchown(descriptor, uid_t.max, status.group) != 0 { mode &= ~0o2070 | (mode & 0o7) << 3 }
        }
        guard fchmod(descriptor, mode) == 0 else { throw SystemError.last }
    }

    private static func isPipe(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    private static func write(toDevice path: String, _ content: (Int32) throws -> Void) throws {
        let descriptor = try openDevice(path)
        defer { close(descriptor) }
        try content(descriptor)
    }

    /// Opens what is written to and not replaced. A pipe's reader is waited for.
    private static func openDevice(_ path: String) throws -> Int32 {
        while true {
            let descriptor = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            if descriptor >= 0 { return descriptor }
            let error = SystemError.last
            var status = stat()
            guard error.code == ENXIO, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { throw error }
            try Interruption.check()
            usleep(20_000)
        }
    }

    private static func write(_ bytes: some ContiguousBytes, to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { try DescriptorWriter.write($0, to: descriptor, onBrokenPipe: .error) }
    }
}
