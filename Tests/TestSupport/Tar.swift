/// A tar archive of any entries, hostile ones too: ustar, not packed.
public enum Tar {
    public struct Entry: Sendable {
        public var path: String
        public var bytes: [UInt8]
        /// The type: "0" a file, "1" a hard link, "2" a symbolic one, "3" a device, "5" a folder, "6" a pipe.
        public var kind: String
        public var link: String
        /// As the header says it; nil: that of the bytes.
        public var size: String?

        public init(path: String, bytes: [UInt8] = [], kind: String = "0", link: String = "", size: String? = nil) {
            (self.path, self.bytes, self.kind, self.link, self.size) = (path, bytes, kind, link, size)
        }
    }

    public static func archive(_ entries: [Entry]) -> [UInt8] {
        var archive: [UInt8] = []
        for entry in entries {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                header.replaceSubrange(offset..<offset + text.utf8.count, with: Array(text.utf8))
            }
            func octal(_ number: Int, _ digits: Int) -> String {
                let text = String(number, radix: 8)
                return String(repeating: "0", count: digits - text.count) + text
            }
            put(entry.path, at: 0)
            put("0000644", at: 100)
            put(entry.size ?? octal(entry.bytes.count, 11), at: 124)
            put("        ", at: 148)
            put(entry.kind, at: 156)
            put(entry.link, at: 157)
            put("ustar\u{0}00", at: 257)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
            archive += header + entry.bytes + [UInt8](repeating: 0, count: (512 - entry.bytes.count % 512) % 512)
        }
        return archive + [UInt8](repeating: 0, count: 1024)
    }
}
