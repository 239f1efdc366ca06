import Files
import Synchronization

/// Bytes that a file holds packed or as text, laid out in a temporary file to be read at any place.
///
/// The temporary file has no name: it is gone with its last reader, however the process ends. Only the few used last are kept; another
/// is made anew when it is asked for, so a sequence of a thousand packed checkpoints needs neither the disk nor the descriptors of all.
final class SpooledBytes: Sendable {
    private let make: @Sendable () throws -> OpenFile
    private let held: Mutex<OpenFile?>

    /// - Parameters:
    ///   - file: the first making.
    ///   - make: lays the same bytes out again.
    init(_ file: OpenFile, make: @escaping @Sendable () throws -> OpenFile) {
        self.make = make
        held = Mutex(file)
        noteUse()
    }

    /// - Throws: what making throws.
    func file() throws -> OpenFile {
        let file = try held.withLock { held in
            if let file = held { return file }
            let file = try make()
            held = file
            return file
        }
        noteUse()
        return file
    }

    /// How many are kept.
    private static let room = 4

    private struct Use: Sendable {
        weak var bytes: SpooledBytes?
    }

    /// The last used last.
    private static let uses = Mutex<[Use]>([])

    private func noteUse() {
        let released = Self.uses.withLock { uses in
            uses.removeAll { $0.bytes == nil || $0.bytes === self }
            uses.append(Use(bytes: self))
            let surplus = max(0, uses.count - Self.room)
            defer { uses.removeFirst(surplus) }
            return uses.prefix(surplus).compactMap(\.bytes)
        }
        for bytes in released { bytes.held.withLock { $0 = nil } }
    }
}
