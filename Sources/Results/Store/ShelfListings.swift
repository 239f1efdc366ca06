import Foundation
import Synchronization

/// The names on a store's shelves by key, so that a plan that asks for thousands of keys does not read a folder of thousands of names for
/// each.
///
/// A listing serves as long as the folder's time of change is the one it had before, and was past by then: any change since would have
/// moved it. A folder that was changed in the last seconds is read anew each time, since its clock may stand for that long.
final class ShelfListings: Sendable {
    private struct Listing {
        var changed: timespec
        var names: [Substring: [String]]
    }

    private let known = Mutex<[String: Listing]>([:])
    /// How coarse a file system's clock may be, in seconds.
    private static let grain = 3

    /// The names of the files of a shelf that begin with the key's digits and a dot.
    func names(of key: String, in folder: String) -> [String] {
        var status = stat()
        guard stat(folder, &status) == 0 else { return [] }
        let changed = Self.changed(status)
        let isSettled = changed.tv_sec + Self.grain < time(nil)
        guard isSettled else { return Self.read(folder, key: key)[key[...]] ?? [] }
        if let listing = known.withLock({ $0[folder] }), listing.changed == changed { return listing.names[key[...]] ?? [] }
        let names = Self.read(folder, key: nil)
        known.withLock { $0[folder] = Listing(changed: changed, names: names) }
        return names[key[...]] ?? []
    }

    /// - Parameter key: nil: of every key.
    private static func read(_ folder: String, key: String?) -> [Substring: [String]] {
        guard let directory = opendir(folder) else { return [:] }
        defer { closedir(directory) }
        let prefix = key.map { Array("\($0).".utf8) } ?? []
        var names: [Substring: [String]] = [:]
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.starts(with: prefix) ? String(cString: bytes.bindMemory(to: CChar.self).baseAddress!) : ""
            }
            if let dot = name.firstIndex(of: "."), dot > name.startIndex { names[name[..<dot], default: []].append(name) }
        }
        return names
    }

    private static func changed(_ status: stat) -> timespec {
        #if canImport(Darwin)
            status.st_mtimespec
        #else
            status.st_mtim
        #endif
    }
}

extension timespec {
    fileprivate static func == (one: timespec, other: timespec) -> Bool {
        one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec
    }
}
