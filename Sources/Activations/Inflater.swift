import CZlib
import Files

/// Unpacks a deflated entry of a zip archive piece by piece, never to more than the archive says.
final class Inflater {
    private let entry: ZipArchive.Entry
    private let file: OpenFile
    private let origin: String
    private var stream = z_stream()
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    /// Where the packed bytes that were not given to zlib yet begin, and end.
    private var place: Int
    private let end: Int
    private var made = 0
    private var checksum = crc32(0, nil, 0)
    private var isAtEnd = false

    /// - Parameter start: where the entry's bytes begin.
    /// - Throws: a `Fault` (status data) where the archive says what cannot be.
    init(_ entry: ZipArchive.Entry, at start: Int, of file: OpenFile, origin: String) throws {
        (self.entry, self.file, self.origin) = (entry, file, origin)
        (place, end) = (start, start + entry.packed)
        // Deflate without zlib's own header, the largest window.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Fault("cannot be unpacked: zlib cannot start", at: origin, status: .data)
        }
        // No packing is denser than 258 bytes in two bits.
        guard entry.size / 1032 <= entry.packed else {
            throw Npz.damaged("\(counted(entry.packed, "byte")) cannot become \(entry.size)", origin)
        }
    }

    deinit {
        inflateEnd(&stream)
        input.deallocate()
        output.deallocate()
    }

    /// The next bytes, at most 256 KiB, valid until the next call; none at the end.
    /// - Throws: a `Fault` (status data) where the packed bytes are damaged, cut short, or become more or less than the archive says, or
    ///   have another checksum; `CancellationError` once the user asked to stop.
    func next() throws -> UnsafeRawBufferPointer {
        let start = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
        while !isAtEnd {
            try Interruption.check()
            if stream.avail_in == 0, place < end {
                let count = min(input.count, end - place)
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: input[0..<count]), at: place)
                place += count
                stream.next_in = input.baseAddress!.assumingMemoryBound(to: UInt8.self)
                stream.avail_in = UInt32(count)
            }
            stream.next_out = start
            stream.avail_out = UInt32(output.count)
            let state = inflate(&stream, Z_NO_FLUSH)
            // No progress (Z_BUF_ERROR) asks for more input.
            guard state == Z_OK || state == Z_STREAM_END || state == Z_BUF_ERROR else {
                throw Npz.damaged(stream.msg.map { String(cString: $0) } ?? "its packed data cannot be read", origin)
            }
            let count = output.count - Int(stream.avail_out)
            made += count
            guard made <= entry.size else {
                throw Npz.damaged("it becomes more than the \(counted(entry.size, "byte")) it should", origin)
            }
            checksum = crc32(checksum, start, UInt32(count))
            if state == Z_STREAM_END { try finish() }
            if count > 0 { return UnsafeRawBufferPointer(rebasing: output[0..<count]) }
            guard isAtEnd || state != Z_BUF_ERROR || place < end else { throw wrongSize }
        }
        return UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// The first bytes, fewer where there are not so many.
    /// - Precondition: nothing was unpacked yet.
    func prefix(_ count: Int) throws -> [UInt8] {
        precondition(made == 0, "\(made) bytes were unpacked before")
        var bytes: [UInt8] = []
        while bytes.count < count, case let piece = try next(), !piece.isEmpty { bytes.append(contentsOf: piece) }
        return Array(bytes.prefix(count))
    }

    private func finish() throws {
        isAtEnd = true
        guard stream.avail_in == 0, place == end else { throw Npz.damaged("bytes follow its packed data", origin) }
        guard made == entry.size else { throw wrongSize }
        guard checksum == entry.checksum else {
            throw Npz.damaged("its checksum (CRC-32) is not the one that the archive says", origin)
        }
    }

    private var wrongSize: Fault {
        Npz.damaged("it becomes \(counted(made, "byte")), where \(entry.size) were expected", origin)
    }
}
