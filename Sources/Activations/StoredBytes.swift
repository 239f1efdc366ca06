import Files

/// Bytes that are read at any place, as often as wanted, from a file.
///
/// Read with pread rather than mapped into memory: a file cut short while it is read gives a `Fault`, not a signal.
struct StoredBytes: Sendable {
    let path: String
    /// The file as it was when it was opened first.
    let stamp: FileStamp

    var count: Int { stamp.size }

    /// - Throws: a `Fault` (status data) where there is no such file, or it may not be read.
    init(_ path: String) throws {
        self.path = path
        let file = try OpenFile(path)
        stamp = file.stamp
    }

    /// The file, open for reading.
    /// - Throws: a `Fault` (status data) where it is gone or another than it was.
    func opened() throws -> OpenFile {
        let file = try OpenFile(path)
        guard file.stamp == stamp else { throw file.changed }
        return file
    }

    /// So many bytes from the start, fewer where the file is shorter.
    func prefix(_ count: Int) throws -> [UInt8] {
        let file = try opened()
        return try file.read(min(count, self.count), at: 0)
    }
}
