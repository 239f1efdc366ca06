import Files
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What lies in a folder: one that is not there is told apart from one that cannot be read.
package enum FolderNames {
    /// The names in the folder that end so, sorted, hidden ones left out; none where there is no folder.
    /// - Throws: a `Fault` (status data) where the folder cannot be read.
    package static func of(_ folder: String, endingIn end: String) throws -> [String] {
        guard let directory = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw unreadable(folder, errno)
        }
        defer { closedir(directory) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(cString: $0.bindMemory(to: CChar.self).baseAddress!) }
            if name.hasSuffix(end), !name.hasPrefix(".") { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw unreadable(folder, errno) }
        return names.sorted()
    }

    private static func unreadable(_ folder: String, _ code: Int32) -> Fault {
        Fault.cannotRead(folder, SystemError(code))
    }
}
