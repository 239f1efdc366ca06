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
        // Nothing is unpacked that its own header does not ask for.
        var array = try Npy.array(origin: origin, count: entry.size, offset: 0, source: .file(bytes)) { count in
            try Inflater(entry, at: start, of: file, origin: origin).prefix(count)
        }
        _ = try array.table()
        array.source = .spooled(
            SpooledBytes(try unpack(entry, at: start, of: file, origin: origin)) {
                try unpack(entry, at: start, of: bytes.opened(), origin: origin)
            })
        return array
    }

    static func damaged(_ problem: String, _ origin: String) -> Fault {
        Fault("is damaged: \(problem)", at: origin, remedy: ZipArchive.remedy, status: .data)
    }

    /// - Throws: a `Fault` (status data) where the bytes have another checksum than the archive says.
    private static func checkStored(_ entry: ZipArchive.Entry, at start: Int, in file: OpenFile, origin: String) throws {
        guard entry.packed == entry.size else {
            throw damaged("it is stored as it is, but \(counted(entry.packed, "byte")) should become \(entry.size)", origin)
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
        let inflater = try Inflater(entry, at: start, of: file, origin: origin)
        let writer = try SpoolWriter(room: entry.size)
        while case let piece = try inflater.next(), !piece.isEmpty { try writer.append(piece) }
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
