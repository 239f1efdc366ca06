import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that appear whole or not at all.
public enum AtomicFile {
    /// Writes the bytes beside the path, flushes them to the disk and renames the file into place.
    ///
    /// Folders on the way are made. Nothing is left behind where writing fails.
    /// - Throws: a `Fault` (status cannotWrite) that names the file and says why.
    public static func write(_ bytes: some ContiguousBytes, to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try makeFolder(folder) }
        guard let (descriptor, temporary) = PartialFiles.make(for: path) else { throw fault(path, errno) }
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Foundation.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
                if written < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                offset += written
            }
            if fsync(descriptor) != 0, errno != EINVAL { failure = errno }
        }
        // Closed last, since its lock, which keeps sweeps away, ends with that; all is on the disk by then.
        if failure == 0, rename(temporary, path) != 0 { failure = errno }
        close(descriptor)
        if failure != 0 {
            unlink(temporary)
            throw fault(path, failure)
        }
    }

    /// Writes the text as UTF-8; see `write(_:to:)`.
    public static func write(text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Makes the folder and those above it.
    /// - Throws: a `Fault` (status cannotWrite).
    public static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Fault(
                "cannot make the folder", at: path, remedy: "check the rights and the free space there", status: .cannotWrite)
        }
    }

    private static func fault(_ path: String, _ code: Int32) -> Fault {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "free some space and run the command again; what was finished is kept"
            case EACCES, EPERM, EROFS: "check the rights of the folder"
            default: "check the folder and run the command again"
            }
        return Fault(
            "cannot be written: \(String(cString: strerror(code)).lowercased())", at: path, remedy: remedy, status: .cannotWrite)
    }
}
