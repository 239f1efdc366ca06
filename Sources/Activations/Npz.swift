import CZlib
import Files

/// Arrays in .npz files: zip archives of .npy files.
enum Npz {
    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference) throws -> NumberArray {
        let bytes = try StoredBytes(reference.path)
        let file = try bytes.opened()
        let entries = try ZipArchive(file).entries.filter { $0.name.hasSuffix(".npy") }
        let names = entries.map { (String($0.name.dropLast(4)), "") }
        guard Set(names.map(\.0)).count == names.count else {
            throw damaged("two of its arrays have one name", reference.path)
        }
        var wanted = reference
        // The name that the zip archive has for it will do as well.
        if let name = reference.name, name.hasSuffix(".npy"), !names.contains(where: { $0.0 == name }) {
            wanted.name = String(name.dropLast(4))
        }
        let index = try ChosenArray.index(wanted, among: names, noun: "array")
        let entry = entries[index]
        let origin = "\(reference.path):\(shown(names[index].0))"
        guard !entry.isEncrypted, entry.method == 0 || entry.method == 8 else {
            throw Fault(
                entry.isEncrypted ? "is encrypted" : "is packed by zip's method \(entry.method), which is not read", at: origin,
                remedy: "save it with numpy.savez or numpy.savez_compressed", status: .data)
        }
        let start = try ZipArchive.dataOffset(of: entry, in: file)
        if entry.method == 0 {
            try checkStored(entry, at: start, in: file, origin: origin)
            return try Npy.array(origin: origin, count: entry.size, offset: start, source: .file(bytes)) {
                try file.read($0, at: start)
            }
        }
        let unpacked = try unpack(entry, at: start, of: file, origin: origin)
        let spool = SpooledBytes(unpacked) { try unpack(entry, at: start, of: bytes.opened(), origin: origin) }
        return try Npy.array(origin: origin, count: entry.size, offset: 0, source: .spooled(spool)) {
            try unpacked.read($0, at: 0)
        }
    }

    private static func damaged(_ problem: String, _ origin: String) -> Fault {
        Fault("is damaged: \(problem)", at: origin, remedy: ZipArchive.remedy, status: .data)
    }

    /// - Throws: a `Fault` (status data) where the bytes have another checksum than the archive says.
    private static func checkStored(_ entry: ZipArchive.Entry, at start: Int, in file: OpenFile, origin: String) throws {
        guard entry.packed == entry.size else {
            throw damaged("it is stored as it is, but \(entry.packed) bytes should become \(entry.size)", origin)
        }
        var checksum = crc32(0, nil, 0)
        try forEachPiece(of: file, start..<start + entry.packed) { piece in
            checksum = crc32(checksum, piece.baseAddress!.assumingMemoryBound(to: UInt8.self), UInt32(piece.count))
        }
        guard checksum == entry.checksum else {
            throw damaged("its checksum (CRC-32) is not the one that the archive says", origin)
        }
    }

    /// Unpacks an entry to a temporary file, in pieces.
    /// - Throws: a `Fault`: status data where the packed bytes are damaged, cut short, or become more or less than the archive says;
    ///   status cannotWrite where there is no room.
    private static func unpack(_ entry: ZipArchive.Entry, at start: Int, of file: OpenFile, origin: String) throws -> OpenFile {
        // No packing is denser than 258 bytes in two bits.
        guard entry.size / 1032 <= entry.packed else {
            throw damaged("\(entry.packed) bytes cannot become \(entry.size)", origin)
        }
        var stream = z_stream()
        // Deflate without zlib's own header, the largest window.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Fault("cannot be unpacked: zlib cannot start", at: origin, status: .data)
        }
        defer { inflateEnd(&stream) }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { output.deallocate() }
        let writer = try SpoolWriter()
        var checksum = crc32(0, nil, 0)
        var count = 0
        var state = Z_OK
        try forEachPiece(of: file, start..<start + entry.packed) { piece in
            stream.next_in = UnsafeMutablePointer(mutating: piece.baseAddress!.assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(piece.count)
            repeat {
                guard state != Z_STREAM_END else { throw damaged("bytes follow its packed data", origin) }
                let start = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
                stream.next_out = start
                stream.avail_out = UInt32(output.count)
                state = inflate(&stream, Z_NO_FLUSH)
                // No progress (Z_BUF_ERROR) asks for the next piece.
                guard state == Z_OK || state == Z_STREAM_END || state == Z_BUF_ERROR else {
                    throw damaged(stream.msg.map { String(cString: $0) } ?? "its packed data cannot be read", origin)
                }
                let made = output.count - Int(stream.avail_out)
                count += made
                guard count <= entry.size else { throw damaged("it becomes more than the \(entry.size) bytes it should", origin) }
                checksum = crc32(checksum, start, UInt32(made))
                try writer.append(UnsafeRawBufferPointer(rebasing: output[0..<made]))
            } while stream.avail_in > 0 || stream.avail_out == 0 && state == Z_OK
        }
        guard state == Z_STREAM_END, count == entry.size else {
            throw damaged("it becomes \(count) bytes, where \(entry.size) were expected", origin)
        }
        guard checksum == entry.checksum else {
            throw damaged("its checksum (CRC-32) is not the one that the archive says", origin)
        }
        return try writer.finish(origin: origin)
    }

    /// The bytes in pieces of at most 256 KiB.
    private static func forEachPiece(
        of file: OpenFile, _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var place = range.lowerBound
        while place < range.upperBound {
            try Interruption.check()
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[0..<min(buffer.count, range.upperBound - place)])
            try file.read(into: piece, at: place)
            try body(UnsafeRawBufferPointer(piece))
            place += piece.count
        }
    }
}
