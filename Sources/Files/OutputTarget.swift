import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a path that is to be written leads to, through however many symbolic links.
public enum OutputTarget: Sendable {
    /// Nothing is there yet.
    case new(path: String)
    /// A regular file, which is replaced.
    case file(path: String, FileStatus)
    /// A pipe or a device, which is written to.
    case device(path: String)
    /// A descriptor of this process, as /dev/stdout names one, which is written to.
    case descriptor(Int32)

    /// The part of stat that a file that replaces another takes over.
    public struct FileStatus: Sendable {
        let mode: mode_t
        let owner: uid_t
        let group: gid_t
        fileprivate let identity: Identity
    }

    /// What two paths to one file share, links of both kinds and other spellings included.
    public struct Identity: Hashable, Sendable {
        private let device: UInt64
        private let inode: UInt64
        /// In the folder that the numbers stand for; nil where they are the file's own.
        private let name: String?

        fileprivate init(_ status: stat, name: String? = nil) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            inode = UInt64(truncatingIfNeeded: status.st_ino)
            self.name = name
        }

        /// nil where there is no regular file.
        public init?(ofFileAt path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            self.init(status)
        }
    }

    /// Follows the path's links.
    /// - Throws: a `Fault` (status cannotWrite) where no file can be there: a folder is, or links lead round in a circle.
    public init(_ path: String) throws {
        guard !path.isEmpty else {
            throw Fault("a file without a name cannot be written", remedy: "name one", status: .cannotWrite)
        }
        guard !path.utf8.contains(0) else { throw Fault.cannotWrite(path, SystemError(EINVAL)) }
        var current = path
        // As many as Linux follows.
        for _ in 0...40 {
            var status = stat()
            guard lstat(current, &status) == 0 else {
                let error = SystemError.last
                // The file is missing, or a folder on its way, which is made; what else stands there is told then.
                guard error.code == ENOENT || error.code == ENOTDIR else { throw Fault.cannotWrite(path, error) }
                guard current.utf8.last != UInt8(ascii: "/") else { throw Fault.cannotWrite(path, SystemError(EISDIR)) }
                self = .new(path: current)
                return
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                self = .file(
                    path: current,
                    FileStatus(
                        mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid, identity: Identity(status)))
                return
            case S_IFDIR: throw Fault.cannotWrite(path, SystemError(EISDIR))
            case S_IFLNK:
                if let descriptor = Self.descriptor(at: current) {
                    self = .descriptor(descriptor)
                    return
                }
                guard let destination = Self.destination(of: current) else { throw Fault.cannotWrite(path, .last) }
                current = destination.hasPrefix("/") ? destination : FilePath(FilePath(current).folder).appending(destination)
            default:
                self = .device(path: current)
                return
            }
        }
        throw Fault.cannotWrite(path, SystemError(ELOOP))
    }

    /// Equal for paths that lead to one file, there already or not; nil for what is not replaced.
    public var identity: Identity? {
        switch self {
        case .new(let path):
            // In the nearest folder that is there.
            var (folder, name) = (FilePath(path).folder, FilePath(path).name)
            var status = stat()
            while stat(folder, &status) != 0 {
                let above = FilePath(folder).folder
                guard above != folder else { return nil }
                if FilePath(folder).name != "." { name = "\(FilePath(folder).name)/\(name)" }
                folder = above
            }
            return Identity(status, name: name)
        case .file(_, let status): return status.identity
        case .device: return nil
        case .descriptor(let descriptor): return Self.identity(of: descriptor)
        }
    }

    /// Of the regular file behind an open descriptor; nil where there is none.
    public static func identity(of descriptor: Int32) -> Identity? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Identity(status)
    }

    /// The number of a link that stands for one of this process's own descriptors (Linux: /proc/self/fd/1, behind /dev/stdout).
    ///
    /// Its file must not be opened by its name: that would lose the place that was written up to, and an emptied file.
    private static func descriptor(at path: String) -> Int32? {
        guard let number = Int32(FilePath(path).name), number >= 0, let folder = realpath(FilePath(path).folder, nil) else {
            return nil
        }
        defer { free(folder) }
        return String(cString: folder) == "/proc/\(getpid())/fd" ? number : nil
    }

    private static func destination(of link: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = buffer.withUnsafeMutableBytes { readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
