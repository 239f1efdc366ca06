import CArchive
import Files

/// Writes a tar archive (POSIX ustar) packed with zstd, by libarchive. The same entries in the same order give the same tar, and by one
/// version of zstd the same file: times and owners are fixed.
final class ArchiveWriter {
    private let archive: OpaquePointer
    private let name: String
    private let sink: AtomicFile.Sink
    /// What the sink threw while the library wrote.
    private var failure: (any Error)?

    /// Where text and numbers no longer gain much and a gigabyte takes a minute or less.
    private static let level = "9"
    /// 2000-01-01: there are programs that warn of times before 1980.
    private static let time = 946_684_800

    /// Writes an archive.
    /// - Parameters:
    ///   - name: what faults call it.
    ///   - sink: takes its bytes.
    ///   - content: adds its entries.
    /// - Throws: what `sink` and `content` throw; a `Fault` (status cannotWrite) of the library's own.
    static func write(named name: String, to sink: AtomicFile.Sink, _ content: (ArchiveWriter) throws -> Void) throws {
        try withoutActuallyEscaping(sink) { sink in
            let writer = try ArchiveWriter(name: name, sink: sink)
            defer { archive_write_free(writer.archive) }
            try writer.open()
            do {
                try content(writer)
                try writer.check(archive_write_close(writer.archive))
            } catch {
                // Or freeing it would write its end.
                archive_write_fail(writer.archive)
                throw error
            }
        }
    }

    private init(name: String, sink: @escaping AtomicFile.Sink) throws {
        guard let archive = archive_write_new() else {
            throw Fault("cannot be written: libarchive cannot start", at: name, status: .cannotWrite)
        }
        self.archive = archive
        self.name = name
        self.sink = sink
    }

    private func open() throws {
        try check(archive_write_set_format_ustar(archive))
        try check(archive_write_add_filter_zstd(archive))
        try check(archive_write_set_filter_option(archive, "zstd", "compression-level", Self.level))
        try check(archive_write_set_bytes_per_block(archive, 1 << 16))
        // No padding behind the packed bytes.
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        let client = Unmanaged.passUnretained(self).toOpaque()
        try check(
            archive_write_open(
                archive, client, nil,
                { _, client, bytes, count in
                    let writer = Unmanaged<ArchiveWriter>.fromOpaque(client!).takeUnretainedValue()
                    do {
                        try writer.sink(UnsafeRawBufferPointer(start: bytes, count: count))
                        return count
                    } catch {
                        writer.failure = writer.failure ?? error
                        return -1
                    }
                }, nil))
    }

    /// Adds a plain file.
    /// - Parameters:
    ///   - size: how many bytes `pieces` gives.
    ///   - pieces: gives them to the function that it is given.
    /// - Precondition: the path is one of `ArchivePath`.
    /// - Throws: as `write`, and what `pieces` throws.
    func add(_ path: String, size: Int, pieces: (AtomicFile.Sink) throws -> Void) throws {
        precondition(ArchivePath.isSafe(path), "'\(path)' is no path of an archive")
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, path)
        archive_entry_set_size(entry, Int64(size))
        archive_entry_set_filetype(entry, ArchivePath.plainFile)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, Self.time, 0)
        archive_entry_set_uid(entry, 0)
        archive_entry_set_gid(entry, 0)
        try check(archive_write_header(archive, entry))
        var count = 0
        try pieces { piece in
            count += piece.count
            guard let base = piece.baseAddress, !piece.isEmpty else { return }
            let taken = archive_write_data(archive, base, piece.count)
            if taken != piece.count { try check(taken < 0 ? Int32(taken) : ARCHIVE_FATAL) }
        }
        precondition(count == size, "\(path): \(count) bytes in place of \(size)")
        try check(archive_write_finish_entry(archive))
    }

    /// - Throws: what the sink threw; a `Fault` where the library says that something is wrong.
    private func check(_ status: Int32) throws {
        if let failure { throw failure }
        guard status != ARCHIVE_OK else { return }
        let words = archive_error_string(archive).map { String(cString: $0) } ?? "libarchive does not say why"
        throw Fault("cannot be written: \(words)", at: name, status: .cannotWrite)
    }
}
