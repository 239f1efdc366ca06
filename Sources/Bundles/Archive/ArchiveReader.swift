import CArchive
import DataFiles
import Files

/// Reads the plain files of a tar archive, packed with zstd or not, by libarchive, from its start to its end. Nothing is written to the
/// disk here.
///
/// Links, folders, devices, and paths that are not those of `ArchivePath` are refused.
final class ArchiveReader {
    struct Entry: Equatable {
        let path: String
        /// In bytes; no more are given.
        let size: Int
    }

    private let archive: OpaquePointer
    private let name: String
    private let file: SteadyFile
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    /// What reading the file threw.
    private var failure: (any Error)?
    private var rest = 0

    static let remedy = "fetch or copy it again"

    /// - Throws: a `Fault` (status data) where the file cannot be read or is no such archive.
    init(_ path: String) throws {
        name = path
        file = try SteadyFile(path)
        guard let archive = archive_read_new() else {
            throw Fault("cannot be read: libarchive cannot start", at: path, status: .data)
        }
        self.archive = archive
        archive_read_support_format_tar(archive)
        archive_read_support_filter_zstd(archive)
        let client = Unmanaged.passUnretained(self).toOpaque()
        try check(
            archive_read_open(
                archive, client, nil,
                { _, client, bytes in
                    let reader = Unmanaged<ArchiveReader>.fromOpaque(client!).takeUnretainedValue()
                    do {
                        let count = try reader.file.read(into: reader.buffer)
                        bytes?.pointee = UnsafeRawPointer(reader.buffer.baseAddress)
                        return count
                    } catch {
                        reader.failure = reader.failure ?? error
                        return -1
                    }
                }, nil))
    }

    deinit {
        archive_read_free(archive)
        buffer.deallocate()
    }

    /// The next entry; what was not read of the one before is passed over. Nil at the archive's end.
    /// - Throws: a `Fault` (status data) that names the archive and, where it has one, the entry.
    func next() throws -> Entry? {
        var found: OpaquePointer?
        let status = archive_read_next_header(archive, &found)
        if status == ARCHIVE_EOF, failure == nil { return nil }
        try check(status)
        let path = archive_entry_pathname(found).map { String(cString: $0) } ?? ""
        func refused(_ problem: String) -> Fault { Fault(problem, at: name, remedy: "take no file out of it", status: .data) }
        guard ArchivePath.isSafe(path) else { throw refused("has an entry of a path that none of a bundle has: \(path)") }
        guard archive_entry_hardlink(found) == nil, archive_entry_symlink(found) == nil,
            UInt32(archive_entry_filetype(found)) == ArchivePath.plainFile
        else { throw refused("has an entry that is no plain file: \(path)") }
        let size = archive_entry_size(found)
        guard archive_entry_size_is_set(found) != 0, size >= 0, let count = Int(exactly: size) else {
            throw refused("has an entry of unreadable size: \(path)")
        }
        rest = count
        return Entry(path: path, size: count)
    }

    /// Gives the entry's bytes, once, in pieces.
    /// - Throws: a `Fault` (status data); what `take` throws.
    func readPieces(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { room.deallocate() }
        while true {
            let count = archive_read_data(archive, room.baseAddress, room.count)
            guard count != 0 else { break }
            if count < 0 { try check(Int32(count)) }
            rest -= count
            guard rest >= 0 else { throw damaged("an entry is longer than its header says") }
            try take(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
        guard rest == 0 else { throw damaged("an entry is shorter than its header says") }
    }

    private func check(_ status: Int32) throws {
        if let failure { throw failure }
        guard status != ARCHIVE_OK else { return }
        throw damaged(archive_error_string(archive).map { String(cString: $0) } ?? "libarchive does not say why")
    }

    private func damaged(_ words: String) -> Fault {
        Fault("is no bundle, or damaged or cut short: \(words)", at: name, remedy: Self.remedy, status: .data)
    }
}
