#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Removes files, and folders with all that is in them.
public enum Removal {
    /// Removes what is at the path, of a folder as much as can be; a link goes, and what it leads to stays. Where there is nothing,
    /// nothing happens.
    /// - Throws: a `Fault` (status cannotWrite) that names the first thing that stays.
    public static func clearAway(_ path: String) throws {
        var left = firstLeft(at: path)
        // What cannot be removed once may be the next time.
        for _ in 0..<2 where left != nil { left = firstLeft(at: path) }
        guard let left else { return }
        throw Fault(
            "cannot be removed: \(left.error.words)", at: left.path, remedy: "check the folder's rights, or remove it by hand",
            status: .cannotWrite)
    }

    /// Removes what can be removed.
    private static func firstLeft(at path: String) -> (path: String, error: SystemError)? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return errno == ENOENT || errno == ENOTDIR ? nil : (path, .last) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return unlink(path) == 0 || errno == ENOENT ? nil : (path, .last)
        }
        var first: (String, SystemError)?
        do {
            for name in try Folder.names(in: path, hidden: true) {
                let left = firstLeft(at: FilePath(path).appending(name))
                if first == nil { first = left }
            }
        } catch {
            // It may be empty all the same; where it is not, that it cannot be read is why it stays.
            first = access(path, R_OK | X_OK) == 0 ? nil : (path, .last)
        }
        if rmdir(path) == 0 || errno == ENOENT { return nil }
        let error = SystemError.last
        return first ?? (path, error)
    }
}
