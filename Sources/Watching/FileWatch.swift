import Files

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files and folders that are asked again and again how they stand.
///
/// Asked, not told: a question to a thousand files takes a millisecond or two, on every file system and system. A folder is listed anew only
/// where its own time says that something came, went or was renamed in it.
package struct FileWatch: Sendable {
    private let places: [String]
    private var stamps: [String: Stamp] = [:]
    private var listings: [String: Listing] = [:]

    /// - Parameter places: files, and folders with all below them but hidden files and editors' copies (`name~`). What is not there may come.
    package init(_ places: [String]) {
        self.places = places
        _ = changes()
    }

    /// The files that were saved, came or went since this was last asked, sorted.
    package mutating func changes() -> [String] {
        var found: [String: Stamp] = [:]
        for place in places { visit(place, depth: 0, &found) }
        let changed = found.filter { stamps[$0.key] != $0.value }.map(\.key) + stamps.keys.filter { found[$0] == nil }
        stamps = found
        return changed.sorted()
    }

    /// What tells one state of a file from another without reading it.
    private struct Stamp: Equatable {
        let size: Int
        let modified: Int
        let inode: UInt64
    }

    private struct Listing {
        let modified: Int
        let names: [String]
        /// Whether nothing could have come after it was listed and within the same tick of the file system's clock.
        let isSettled: Bool
    }

    private mutating func visit(_ path: String, depth: Int, _ found: inout [String: Stamp]) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            found[path] = Stamp(size: Int(status.st_size), modified: status.modified, inode: UInt64(status.st_ino))
        case S_IFDIR where depth < 16:
            // Links may lead round.
            for name in names(in: path, modified: status.modified) { visit("\(path)/\(name)", depth: depth + 1, &found) }
        default: break
        }
    }

    private mutating func names(in folder: String, modified: Int) -> [String] {
        if let known = listings[folder], known.isSettled, known.modified == modified { return known.names }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let isSettled = Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec) - modified > 1_000_000_000
        // A folder that cannot be read now may be readable later.
        let names = ((try? Folder.namesIfThere(in: folder)) ?? nil) ?? []
        let listing = Listing(modified: modified, names: names.filter { !$0.hasSuffix("~") }, isSettled: isSettled)
        listings[folder] = listing
        return listing.names
    }
}
