#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What lies in a folder: one that is not there is told apart from one that cannot be read.
public enum Folder {
    /// Whether there is a folder at the path; links are followed.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in the folder, in the order of their bytes.
    /// - Parameters:
    ///   - start: how those begin that are wanted; the others cost next to nothing.
    ///   - end: how those end that are wanted.
    ///   - hidden: whether those are among them that begin with a full stop.
    /// - Throws: a `Fault` (status data) where there is no folder, or it cannot be read.
    public static func names(
        in folder: String, beginningWith start: String = "", endingIn end: String = "", hidden: Bool = false
    ) throws -> [String] {
        guard let names = try namesIfThere(in: folder, beginningWith: start, endingIn: end, hidden: hidden) else {
            throw Fault.cannotRead(folder, SystemError(ENOENT))
        }
        return names
    }

    /// The same; nil where there is no folder.
    /// - Throws: a `Fault` (status data) where the folder cannot be read.
    public static func namesIfThere(
        in folder: String, beginningWith start: String = "", endingIn end: String = "", hidden: Bool = false
    ) throws -> [String]? {
        guard let directory = opendir(folder) else {
            if errno == ENOENT { return nil }
            throw Fault.cannotRead(folder, .last)
        }
        defer { closedir(directory) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(directory) {
            let found = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.starts(with: start.utf8) ? String(cString: bytes.bindMemory(to: CChar.self).baseAddress!) : nil
            }
            if let name = found, name.hasSuffix(end), name != ".", name != "..", hidden || !name.hasPrefix(".") {
                names.append(name)
            }
            errno = 0
        }
        guard errno == 0 else { throw Fault.cannotRead(folder, .last) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
