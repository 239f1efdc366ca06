import DataFiles
import NumericCore

/// Damage to gzip files that keeps their frame: other content under right checksums, members in a row, bytes behind the end.
enum GzipDamage {
    static let members: Damage = { bytes, random in
        guard let content = try? Gzip.unpack(bytes, named: "file", atMost: 1 << 16) else { return nil }
        switch random.integer(6) {
        case 0: return bytes + [UInt8](repeating: 0, count: 1 + random.integer(2000))
        case 1: return bytes + (ByteDamage.any(bytes, &random) ?? [])
        case 2: return Deflate.packed(content, window: 31) + Deflate.packed([], window: 31) + bytes
        case 3: return Deflate.packed([UInt8](repeating: 7, count: 1 << random.integer(18)), window: 31)
        default: return Deflate.packed(ByteDamage.any(content, &random) ?? content, window: 31)
        }
    }
}
