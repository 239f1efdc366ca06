import NumericCore

/// Damage to .npy files that keeps their frame: the header's length fits.
enum NpyDamage {
    /// The header's words are damaged, or another header is put in its place.
    static let header: Damage = { bytes, random in
        guard bytes.count >= 10, bytes.starts(with: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]) else { return nil }
        let lengthBytes = bytes[6] == 1 ? 2 : 4
        guard bytes.count >= 8 + lengthBytes else { return nil }
        let length = (0..<lengthBytes).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        guard 8 + lengthBytes + length <= bytes.count else { return nil }
        let data = bytes[(8 + lengthBytes + length)...]
        var text = Array(bytes[8 + lengthBytes..<8 + lengthBytes + length])
        if random.integer(3) == 0 {
            let side = { (random: inout SeededGenerator) in
                random.pick(["0", "1", "2", "3", "6", "\(data.count)"] + TextDamage.numbers)
            }
            let shape = (0..<random.integer(4)).map { _ in side(&random) + "," }.joined()
            let order = random.pick(["True", "False", "None", "1"])
            text = Array("{'descr': '\(random.pick(types))', 'fortran_order': \(order), 'shape': (\(shape)), }\n".utf8)
        } else {
            text = words(text, &random) ?? text
        }
        let wide = text.count > 0xffff || random.integer(4) == 0
        let count = (0..<(wide ? 4 : 2)).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        return Array(bytes[..<6]) + [wide ? 2 : 1, 0] + count + text + data
    }

    private static let types = [
        "<f4", ">f8", "|u1", "<i8", ">u8", "|b1", "<f2", "<f16", "<c8", "|O", "<U4", "", "<", "f", "<f0", "<M8[ns]", "|V2", "é",
    ]
    private static let words = TextDamage.words(
        ["'descr'", "'shape'", "'fortran_order'", "(", ")", "[", "]", "{", "}", ",", ":", "'", "\\", "True", "False", "L"]
            + types + TextDamage.numbers)
}
