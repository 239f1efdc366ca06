import NumericCore

/// Damage to a field of a tar archive's header, whose checksum is made to fit.
enum TarDamage {
    static let field: Damage = { bytes, random in
        let block = 512
        let starts = stride(from: 0, to: bytes.count - block + 1, by: block).filter { isHeader(bytes[$0..<$0 + block]) }
        guard !starts.isEmpty else { return nil }
        var bytes = bytes
        let start = random.pick(starts)
        func put(_ text: String, _ offset: Int, _ length: Int) {
            let field = Array(text.utf8.prefix(length))
            bytes.replaceSubrange(
                start + offset..<start + offset + length, with: field + [UInt8](repeating: 0, count: length - field.count))
        }
        switch random.integer(6) {
        case 0: put(random.pick(["", "0", "777777777777", "77777777777", "00000001000", "-1", " 12 ", "8", "1\u{0}1"]), 124, 12)
        case 1: put(random.pick(["0", "5", "1", "2", "L", "x", "g", "\u{0}", "7", "S"]), 156, 1)
        case 2: put(random.pick(["", "/a", "../a", "a/../b", "a//b", ".", "a/", "é", String(repeating: "a", count: 100)]), 0, 100)
        case 3: put(random.pick(["ustar\u{0}00", "ustar  \u{0}", "ustar\u{0}01", ""]), 257, 8)
        case 4: put(random.pick(["", "a", "..", "/", String(repeating: "b", count: 155)]), 345, 155)
        default: bytes[start + random.integer(block)] = UInt8(random.integer(256))
        }
        put("        ", 148, 8)
        let sum = String(bytes[start..<start + block].reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: max(0, 6 - sum.count)) + sum + "\u{0} ", 148, 8)
        return bytes
    }

    private static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
        Array(block[(block.startIndex + 257)...].prefix(5)) == Array("ustar".utf8)
    }
}
