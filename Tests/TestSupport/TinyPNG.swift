/// PNG files of a few pixels, nothing of them packed.
public enum TinyPNG {
    /// - Parameter pixels: red, green and blue, row by row from above.
    public static func bytes(rows: Int, columns: Int, pixels: [UInt8]) -> [UInt8] {
        precondition(pixels.count == 3 * rows * columns && rows * (3 * columns + 1) < 1 << 16)
        func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            let named = Array(name.utf8) + content
            return word(content.count) + named + word(Int(checksum(named)))
        }
        let width = 3 * columns
        var lines: [UInt8] = []
        for row in 0..<rows {
            lines.append(0)
            lines += pixels[row * width..<(row + 1) * width]
        }
        let (low, high) = (UInt8(lines.count & 255), UInt8(lines.count >> 8))
        var (a, b) = (1, 0)
        for byte in lines {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        var packed: [UInt8] = [0x78, 0x01, 1, low, high, ~low, ~high]
        packed += lines
        packed += word(b << 16 | a)
        var header = word(columns) + word(rows)
        header += [8, 2, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        for (name, content) in [("IHDR", header), ("IDAT", packed), ("IEND", [])] { file += chunk(name, content) }
        return file
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xffff_ffff
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
        }
        return ~sum
    }
}
