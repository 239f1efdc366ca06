import NumericCore

/// Damage to zip archives that keeps their frame: checksums, sizes and places fit, or are wrong one at a time.
enum ZipDamage {
    /// The files inside are damaged, and the archive is made anew around them.
    /// - Parameter inside: damage to a file of the archive.
    static func contents(_ inside: @escaping Damage) -> Damage {
        { bytes, random in
            guard var entries = entries(of: bytes), !entries.isEmpty else { return nil }
            let place = random.integer(entries.count)
            switch random.integer(6) {
            case 0: entries.append(entries[place])
            case 1: entries[place].name = random.pick(["a.npy", "b.npy", ".npy", "a", "", "../a.npy", "é.npy", "\u{1b}[2J.npy"])
            case 2: entries[place].bytes += [UInt8](repeating: 0, count: 1 << random.integer(17))
            default: entries[place].bytes = inside(entries[place].bytes, &random) ?? entries[place].bytes
            }
            entries[place].isPacked = random.integer(2) == 0
            return archive(entries, &random)
        }
    }

    private struct Entry {
        var name: String
        var bytes: [UInt8]
        var isPacked: Bool
    }

    /// Those of a plain archive, as its directory names them; nil where there is none.
    private static func entries(of bytes: [UInt8]) -> [Entry]? {
        func short(_ place: Int) -> Int { place + 2 <= bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : 0 }
        func word(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }
        guard let end = (0..<max(0, bytes.count - 21)).last(where: { word($0) == 0x0605_4b50 }) else { return nil }
        var entries: [Entry] = []
        var place = word(end + 16)
        while entries.count < 8, place + 46 <= bytes.count, word(place) == 0x0201_4b50 {
            let (packed, nameLength, local) = (word(place + 20), short(place + 28), word(place + 42))
            let start = local + 30 + short(local + 26) + short(local + 28)
            guard place + 46 + nameLength <= bytes.count, start <= bytes.count, packed <= bytes.count - start else { return nil }
            let data = bytes[start..<start + packed]
            guard let content = short(place + 10) == 0 ? Array(data) : Deflate.unpacked(data) else { return nil }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            entries.append(Entry(name: name, bytes: content, isPacked: short(place + 10) == 8))
            place += 46 + nameLength + short(place + 30) + short(place + 32)
        }
        return entries
    }

    private static func archive(_ entries: [Entry], _ random: inout SeededGenerator) -> [UInt8] {
        func short(_ number: Int) -> [UInt8] { (0..<2).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        /// The number, or now and then another one.
        func word(_ number: Int, _ random: inout SeededGenerator) -> [UInt8] {
            guard random.integer(40) == 0 else { return word(number) }
            return word(random.pick([0, 1, number + 1, number - 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]))
        }
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let data = entry.isPacked ? Deflate.packed(entry.bytes, window: -15) : entry.bytes
            let name = Array(entry.name.utf8)
            let method = random.integer(30) == 0 ? random.pick([0, 8, 9, 99]) : entry.isPacked ? 8 : 0
            let numbers =
                word(Int(Deflate.checksum(entry.bytes)), &random) + word(data.count, &random) + word(entry.bytes.count, &random)
            let start = file.count
            // The 64-bit field that numbers of 0xffffffff point to.
            let extra =
                random.integer(8) == 0
                ? short(1) + short(24) + (word(entry.bytes.count) + word(0)) + (word(data.count) + word(0))
                    + (word(start) + word(0)) : []
            file +=
                word(0x0403_4b50) + short(20) + short(0) + short(method) + word(0) + numbers + short(name.count) + short(0) + name
                + data
            directory +=
                word(0x0201_4b50) + short(20) + short(20) + short(random.integer(40) == 0 ? 1 : 0) + short(method) + word(0)
            directory += numbers + short(name.count) + short(extra.count) + short(0) + short(0) + short(0) + word(0)
            directory += word(start, &random) + name + extra
        }
        let start = file.count
        file += directory + word(0x0605_4b50) + short(0) + short(0) + short(entries.count) + short(entries.count)
        return file + word(directory.count, &random) + word(start, &random) + short(0)
    }
}
