#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files read whole, and nothing else: a folder, a pipe or a device in a file's place is named instead of being waited for.
public enum PlainFile {
    /// The file's bytes; nil where there is none.
    /// - Parameter limit: how many bytes it may have.
    /// - Throws: a `Fault` (status data) where what is there is no plain file, cannot be read, or is longer than the limit.
    public static func read(_ path: String, limit: Int = .max) throws -> [UInt8]? {
        guard let (descriptor, size) = try open(path) else { return nil }
        defer { close(descriptor) }
        func tooLong() -> Fault {
            Fault(
                "is longer than the \(limit) bytes that it may have", at: path, remedy: "check that it is the right file",
                status: .data)
        }
        guard size <= limit else { throw tooLong() }
        // One byte more than expected, so that the last reading finds the end.
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: max(count, 1 << 16))) }
            let got = bytes.withUnsafeMutableBytes { Self.read(descriptor, $0.baseAddress! + count, $0.count - count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Fault.cannotRead(path, .last) }
            count += got
            guard count <= limit else { throw tooLong() }
            if got == 0 { break }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// The file's bytes.
    /// - Throws: as `read`, also where there is no file.
    public static func bytes(_ path: String) throws -> [UInt8] {
        guard let bytes = try read(path) else { throw Fault.cannotRead(path, SystemError(ENOENT)) }
        return bytes
    }

    /// Gives the file's bytes in pieces of up to 1 MiB.
    /// - Throws: as `bytes`; what `take` throws.
    public static func readPieces(of path: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let (descriptor, size) = try open(path) else { throw Fault.cannotRead(path, SystemError(ENOENT)) }
        defer { close(descriptor) }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: min(1 << 20, max(4096, size)), alignment: 16)
        defer { room.deallocate() }
        while case let got = read(descriptor, room.baseAddress!, room.count), got != 0 {
            if got > 0 {
                try take(UnsafeRawBufferPointer(rebasing: room[..<got]))
            } else if errno != EINTR {
                throw Fault.cannotRead(path, .last)
            }
        }
    }

    /// The file opened for reading, and its size; nil where there is none. The caller closes it.
    /// - Throws: as `read`.
    static func open(_ path: String) throws -> (descriptor: Int32, size: Int)? {
        func notPlain() -> Fault {
            Fault("is not a plain file", at: path, remedy: "move it away, or put the file in its place", status: .data)
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Fault.cannotRead(path, .last)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw notPlain() }
        // Should a pipe have come meanwhile, opening it must not wait.
        let descriptor = Self.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Fault.cannotRead(path, .last)
        }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw notPlain()
        }
        return (descriptor, Int(status.st_size))
    }

    private static func open(_ path: String, _ flags: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags)
        #else
            Darwin.open(path, flags)
        #endif
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer, count)
        #else
            Darwin.read(descriptor, buffer, count)
        #endif
    }
}
