import Files

/// The directory of a zip archive (PKWARE's APPNOTE 6.3, with its 64-bit form), read from its end.
struct ZipArchive {
    struct Entry {
        let name: String
        /// As it stands in the archive, which may be no UTF-8.
        let rawName: [UInt8]
        let isEncrypted: Bool
        /// 0 stored, 8 deflated.
        let method: Int
        let checksum: UInt32
        /// Bytes in the archive, and unpacked.
        let packed: Int
        let size: Int
        /// Where its local header begins.
        let header: Int
    }

    let entries: [Entry]

    /// - Throws: a `Fault` (status data) where the file is no zip archive, cut short or damaged.
    init(_ file: OpenFile) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: file.path, remedy: Self.remedy, status: .data) }
        let count = file.stamp.size
        let tail = try Words(file.read(min(count, 22 + 0xffff + 20), at: max(0, count - 22 - 0xffff - 20)))
        // The record of the end, before a comment of the length that it says.
        guard
            let end = tail.bytes.indices.dropLast(21).last(where: {
                tail.short($0) == 0x4b50 && tail.word($0) == 0x0605_4b50 && $0 + 22 + tail.short($0 + 20) == tail.bytes.count
            })
        else {
            let begun = try file.read(min(count, 4), at: 0) == [0x50, 0x4b, 3, 4]
            throw bad(
                begun
                    ? "is cut short: the zip archive's directory at its end is missing"
                    : "is no .npz file: a zip archive was expected")
        }
        var number = tail.short(end + 10)
        var size = tail.word(end + 12)
        var offset = tail.word(end + 16)
        if end >= 20, tail.word(end - 20) == 0x0706_4b50 {
            guard let place = tail.long(end - 12), place <= count - 56, case let record = Words(try file.read(56, at: place)),
                record.word(0) == 0x0606_4b50, let longNumber = record.long(32), let longSize = record.long(40),
                let longOffset = record.long(48)
            else { throw bad("is damaged: the zip archive's 64-bit end record is not where it should be") }
            (number, size, offset) = (longNumber, longSize, longOffset)
        }
        guard offset <= count, size <= count - offset, size <= Self.largestDirectory else {
            throw bad(
                "is damaged: the zip archive's directory should have \(counted(size, "byte")) from byte \(offset), the file has \(count)"
            )
        }
        let directory = Words(try file.read(size, at: offset))
        var entries: [Entry] = []
        var position = 0
        while position < size {
            if entries.count % 4096 == 4095 { try Interruption.check() }
            guard let (entry, length) = Self.entry(directory, position), entry.header < offset,
                entry.packed <= offset - entry.header
            else {
                throw bad("is damaged: entry \(entries.count) of the zip archive's directory cannot be read")
            }
            entries.append(entry)
            position += length
        }
        guard entries.count == number else {
            throw bad(
                "is damaged: the zip archive should have \(number) \(number == 1 ? "entry" : "entries"), its directory has \(entries.count)"
            )
        }
        self.entries = entries
    }

    static let remedy = "copy it again, or save it anew with numpy.savez"
    private static let largestDirectory = 1 << 28

    /// An entry of the directory and its length; nil where it is damaged.
    private static func entry(_ directory: Words, _ start: Int) -> (Entry, Int)? {
        guard start + 46 <= directory.bytes.count, directory.word(start) == 0x0201_4b50 else { return nil }
        let nameLength = directory.short(start + 28)
        let extraLength = directory.short(start + 30)
        let length = 46 + nameLength + extraLength + directory.short(start + 32)
        guard start + length <= directory.bytes.count else { return nil }
        var numbers = [directory.word(start + 24), directory.word(start + 20), directory.word(start + 42)]
        if numbers.contains(0xffff_ffff) {
            // The numbers that do not fit follow in a field of their own, in this order.
            let extra = start + 46 + nameLength
            guard var place = field(1, in: directory, extra..<extra + extraLength) else { return nil }
            for index in numbers.indices where numbers[index] == 0xffff_ffff {
                guard place.count >= 8, let number = directory.long(place.lowerBound) else { return nil }
                numbers[index] = number
                place = place.lowerBound + 8..<place.upperBound
            }
        }
        let name = Array(directory.bytes[start + 46..<start + 46 + nameLength])
        let entry = Entry(
            name: String(decoding: name, as: UTF8.self), rawName: name, isEncrypted: directory.short(start + 8) & 1 == 1,
            method: directory.short(start + 10),
            checksum: UInt32(directory.word(start + 16)), packed: numbers[1], size: numbers[0], header: numbers[2])
        return (entry, length)
    }

    /// Where the extra field of that number has its contents.
    private static func field(_ number: Int, in words: Words, _ range: Range<Int>) -> Range<Int>? {
        var place = range.lowerBound
        while place + 4 <= range.upperBound {
            let contents = place + 4..<place + 4 + words.short(place + 2)
            guard contents.upperBound <= range.upperBound else { return nil }
            if words.short(place) == number { return contents }
            place = contents.upperBound
        }
        return nil
    }

    /// Where an entry's bytes begin.
    /// - Throws: a `Fault` (status data) where its local header is not there, or the bytes do not fit before the directory.
    static func dataOffset(of entry: Entry, in file: OpenFile) throws -> Int {
        let header = Words(try file.read(min(30 + entry.rawName.count, file.stamp.size - entry.header), at: entry.header))
        guard header.bytes.count >= 30, header.word(0) == 0x0403_4b50, header.short(8) == entry.method,
            header.short(26) == entry.rawName.count, header.bytes[30...].elementsEqual(entry.rawName),
            case let start = entry.header + 30 + header.short(26) + header.short(28), start + entry.packed <= file.stamp.size
        else {
            throw Fault(
                "is damaged: the entry '\(shown(entry.name))' does not lie where the zip archive's directory says", at: file.path,
                remedy: remedy, status: .data)
        }
        return start
    }

    /// Little-endian numbers among bytes.
    private struct Words {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func short(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
        func word(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }
        /// nil where it is above the largest Int.
        func long(_ place: Int) -> Int? { word(place + 4) < 1 << 31 ? word(place) | word(place + 4) << 32 : nil }
    }
}
