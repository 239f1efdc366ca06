import Files
import Foundation
import Synchronization

/// The names on a store's shelves by key, so that a plan that asks for thousands of keys does not read a folder of thousands of names for
/// each.
///
/// A listing serves as long as the folder's time of change is the one it had before, and was past by then: any change since would have
/// moved it. A folder that was changed in the last seconds is read anew each time, since its clock may stand for that long.
final class ShelfListings: Sendable {
    private struct Listing {
        /// When the folder was last changed, in nanoseconds since 1970.
        var changed: Int
        var names: [Substring: [String]]
    }

    private let known = Mutex<[String: Listing]>([:])
    /// How coarse a file system's clock may be, in seconds.
    private static let grain = 3

    /// The names of the files of a shelf that begin with the key's digits and a dot.
    func names(of key: String, in folder: String) -> [String] {
        var status = stat()
        guard stat(folder, &status) == 0 else { return [] }
        let changed = status.modified
        guard changed / 1_000_000_000 + Self.grain < time(nil) else {
            return (try? Folder.namesIfThere(in: folder, beginningWith: "\(key).")) ?? []
        }
        if let listing = known.withLock({ $0[folder] }), listing.changed == changed { return listing.names[key[...]] ?? [] }
        let names = Dictionary(grouping: (try? Folder.namesIfThere(in: folder)) ?? []) { $0.prefix { $0 != "." } }
        known.withLock { $0[folder] = Listing(changed: changed, names: names) }
        return names[key[...]] ?? []
    }
}
