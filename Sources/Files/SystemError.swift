import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a call of the system failed, in words for people; the one place that words them.
public struct SystemError: Error, Sendable, Equatable {
    /// As in errno.
    public let code: Int32

    public init(_ code: Int32) { self.code = code }

    /// Of the call just made.
    public static var last: SystemError { SystemError(errno) }

    /// What is wrong: "no space left on device".
    public var words: String {
        switch code {
        case EMFILE: "this process may open no more files at once"
        case ENFILE: "the system may open no more files at once"
        case ENAMETOOLONG: "the name is too long"
        case ELOOP: "its symbolic links lead round in a circle"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of its path is a file, where a folder was expected"
        case EDQUOT: "the quota is used up"
        default: String(cString: strerror(code)).lowercased()
        }
    }

    /// What helps whether one reads or writes; nil where that depends on it.
    private var remedy: String? {
        switch code {
        case EMFILE: "raise the limit, for example with `ulimit -n 1024`"
        case ENFILE: "close other programs and run the command again"
        case ENAMETOOLONG: "give a shorter one; most disks take names of 255 bytes"
        case ELOOP: "mend the links"
        case ENOTDIR: "check the path"
        case EIO: "check the disk"
        case ENOMEM: "close other programs, or raise the limit on memory"
        default: nil
        }
    }

    fileprivate var remedyOfReading: String {
        code == EISDIR ? "name one of its files" : remedy ?? "check that the file exists and may be read"
    }

    /// - Parameter path: of the file or folder that could not be written.
    fileprivate func remedyOfWriting(_ path: String) -> String {
        switch code {
        case ENOSPC:
            Self.lacksFiles(path)
                ? "the disk has space left but takes no more files (inodes): delete some, and run the command again; what was finished is kept"
                : "free some space and run the command again; what was finished is kept"
        case EDQUOT: "delete files of yours there and run the command again; what was finished is kept"
        case EACCES, EPERM: "check the rights of the folder"
        case EROFS: "write elsewhere, or make the disk writable"
        case EFBIG: "raise the limit on the size of files (`ulimit -f`), or use a disk that takes larger ones"
        case EISDIR: "name a file, or move the folder away"
        case EPIPE: "whatever reads it has ended"
        default: remedy ?? "check the folder and run the command again"
        }
    }

    /// Whether the disk of the path has blocks left and no inodes.
    private static func lacksFiles(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs(path, &status) == 0 || statvfs(FilePath(path).folder, &status) == 0 else { return false }
        return status.f_files > 0 && status.f_favail == 0 && status.f_bavail > 0
    }
}

extension Fault {
    /// A file that cannot be written (status cannotWrite).
    public static func cannotWrite(_ path: String, _ error: SystemError) -> Fault {
        Fault("cannot be written: \(error.words)", at: path, remedy: error.remedyOfWriting(path), status: .cannotWrite)
    }

    /// A folder that cannot be made (status cannotWrite).
    public static func cannotMakeFolder(_ path: String, _ error: SystemError) -> Fault {
        Fault("the folder cannot be made: \(error.words)", at: path, remedy: error.remedyOfWriting(path), status: .cannotWrite)
    }

    /// A file that cannot be read.
    public static func cannotRead(_ path: String, _ error: SystemError, status: ExitStatus = .data) -> Fault {
        Fault("cannot be read: \(error.words)", at: path, remedy: error.remedyOfReading, status: status)
    }
}
