import Foundation

/// Keeps YAML's aliases from standing for more than can be gone through: each alias of a list of aliases multiplies it.
enum YAMLBounds {
    /// False where the text's aliases, at worst, stand for a thousand million bytes.
    ///
    /// With a anchors and b aliases no node is repeated more often than (1 + b/a)^a times. What only looks like an anchor or an alias is
    /// counted too: in prose there are few.
    static func hold(for text: String) -> Bool {
        var anchors = 0.0
        var aliases = 0.0
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
            if index > 0, isWord(bytes[index - 1]) { continue }
            guard index + 1 < bytes.count, bytes[index + 1] > 0x20 else { continue }
            if byte == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
        }
        guard anchors > 0 else { return true }
        return Double(bytes.count) * pow(1 + aliases / anchors, anchors) <= 1e9
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: byte >= 0x80
        }
    }
}
