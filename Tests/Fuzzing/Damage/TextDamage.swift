import NumericCore

/// Damage to a text that keeps to its words: words of a form's own put in, doubled a few or a great many times, lines moved.
enum TextDamage {
    /// - Parameter words: what has a meaning in texts of the form.
    static func words(_ words: [String]) -> Damage {
        { bytes, random in
            var bytes = bytes
            for _ in 0...random.integer(3) {
                switch random.integer(6) {
                case 0, 1: insert(random.pick(words), 1, into: &bytes, &random)
                case 2:
                    insert(
                        random.pick(words) + random.pick(["", " ", "\n"] + words), 1 << random.integer(12), into: &bytes, &random)
                case 3: replaceNumber(in: &bytes, &random)
                case 4: moveLine(in: &bytes, &random)
                default: bytes = ByteDamage.any(bytes, &random) ?? bytes
                }
            }
            return bytes
        }
    }

    /// Numbers at the edges, as text.
    static let numbers = [
        "0", "-0", "-1", "1", "00", "2147483648", "4294967296", "9007199254740993", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "1e308", "-1e308", "1e-320", "1e999", "1e99999999999", "nan", "-inf", "0x10", "1_000", ".5", "5.",
    ]

    private static func insert(_ word: String, _ times: Int, into bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let piece = Array(word.utf8)
        let count = min(times, 1 + (1 << 15) / max(1, piece.count))
        bytes.insert(contentsOf: repeatElement(piece, count: count).joined(), at: random.integer(bytes.count + 1))
    }

    /// Puts a number at an edge in a number's place.
    private static func replaceNumber(in bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let starts = bytes.indices.filter { isDigit(bytes[$0]) && ($0 == 0 || !isDigit(bytes[$0 - 1])) }
        guard !starts.isEmpty else { return }
        let start = random.pick(starts)
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Array(random.pick(numbers).utf8))
    }

    /// Takes a line out, and puts it somewhere else or doubles it.
    private static func moveLine(in bytes: inout [UInt8], _ random: inout SeededGenerator) {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        let line = random.integer(lines.count)
        let text = random.integer(2) == 0 ? lines.remove(at: line) : lines[line]
        if random.integer(4) > 0 { lines.insert(text, at: random.integer(lines.count + 1)) }
        bytes = Array(lines.joined(separator: [0x0a]))
    }
}
