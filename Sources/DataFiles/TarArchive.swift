import Datasets
import Files

/// The plain files of a tar archive (POSIX ustar, or GNU's form of it with short names). Nothing is written to the disk.
///
/// Links, devices, extended headers and paths that leave the archive's folder are refused.
package struct TarArchive {
    package struct Entry: Equatable {
        package let path: String
        /// Where the file's bytes lie in the archive.
        package let bytes: Range<Int>
    }

    package let entries: [Entry]

    /// - Parameter name: what faults call the archive.
    /// - Throws: a `Fault` (status data) that names the archive and, where it has one, the entry.
    package init(_ archive: [UInt8], named name: String) throws {
        var entries: [Entry] = []
        var paths: Set<String> = []
        var position = 0
        func fault(_ problem: String) -> Fault {
            Fault(problem, at: name, remedy: WrongFile.remedy, status: .data)
        }
        while true {
            guard archive.count - position >= Self.block else {
                throw fault("is cut short: it ends without a tar archive's end mark")
            }
            let header = archive[position..<position + Self.block]
            if header.allSatisfy({ $0 == 0 }) { break }
            guard Self.checksumHolds(header) else {
                throw fault("is no tar archive, or damaged: the header at byte \(position) fails its checksum")
            }
            let magic = Array(header[position + 257..<position + 265])
            let isUstar = magic == Array("ustar\u{0}00".utf8)
            guard isUstar || magic == Array("ustar  \u{0}".utf8) else {
                throw fault("is a tar archive of an old kind: ustar was expected")
            }

            var path = Self.text(header, 0, 100)
            if isUstar, case let prefix = Self.text(header, 345, 155), !prefix.isEmpty { path = "\(prefix)/\(path)" }
            guard let size = Self.octal(header, 124, 12) else { throw fault("has an entry of unreadable size: \(path)") }
            let kind = header[position + 156]
            guard kind == 0 || kind == UInt8(ascii: "0") || kind == UInt8(ascii: "5") else {
                throw fault("has an entry that is neither a file nor a folder: \(path)")
            }
            let steps = path.split(separator: "/", omittingEmptySubsequences: false)
            guard !path.isEmpty, !path.hasPrefix("/"), !steps.contains("..") else {
                throw fault("has a path that leaves its folder: \(path)")
            }
            let start = position + Self.block
            guard size <= archive.count - start else {
                throw fault("is cut short: \(path) should have \(size) bytes, \(max(0, archive.count - start)) are there")
            }
            if kind != UInt8(ascii: "5") {
                guard paths.insert(path).inserted else { throw fault("has two entries of one name: \(path)") }
                entries.append(Entry(path: path, bytes: start..<start + size))
            }
            position = start + (size + Self.block - 1) / Self.block * Self.block
        }
        self.entries = entries
    }

    private static let block = 512

    /// The header's sum, its own eight bytes counted as blanks.
    private static func checksumHolds(_ header: ArraySlice<UInt8>) -> Bool {
        var sum = 8 * 32
        for (place, byte) in header.enumerated() where !(148..<156).contains(place) { sum += Int(byte) }
        return octal(header, 148, 8) == sum
    }

    private static func field(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> ArraySlice<UInt8> {
        header[header.startIndex + offset..<header.startIndex + offset + length]
    }

    private static func text(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> String {
        String(decoding: field(header, offset, length).prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits between blanks, ended by a blank or a zero byte; nil for anything else.
    private static func octal(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> Int? {
        let digits = field(header, offset, length).drop { $0 == 32 }
        let number = digits.prefix { (48...55).contains($0) }
        guard !number.isEmpty, number.count <= 12, digits.dropFirst(number.count).allSatisfy({ $0 == 0 || $0 == 32 }) else {
            return nil
        }
        return number.reduce(0) { $0 << 3 | Int($1 - 48) }
    }
}
