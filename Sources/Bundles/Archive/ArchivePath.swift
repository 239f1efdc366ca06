/// Paths of entries in a bundle's archive.
enum ArchivePath {
    /// S_IFREG, as libarchive's AE_IFREG says it.
    static let plainFile: UInt32 = 0o100000

    /// What a ustar header holds, less some room.
    private static let longest = 200
    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8)

    /// Whether it stays below its folder on any system: names of letters, digits, '-', '_' and '.', none of them hidden, between single
    /// slashes.
    static func isSafe(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= longest else { return false }
        return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { name in
            name.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } == true && name.allSatisfy(letters.contains)
        }
    }

    /// A name for files that keeps the letters that are safe, with '-' in place of the others.
    static func name(of text: String) -> String {
        let name = String(decoding: text.utf8.prefix(60).map { letters.contains($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
        return isSafe(name) ? name : "report-\(name)"
    }
}
