import Files
import Foundation

/// What earlier runs found out about the files of an image folder, kept in `data/.refigure/images/`; losing it costs time only.
///
/// A text file: a line with its format and the SHA-256 of all else, then a line for each image: its digest, its stamp (size, time,
/// inode), whether it can be decoded, its name, and behind a tab what is wrong with it.
package struct ImageMemory {
    package enum Soundness: Equatable {
        case unknown
        case sound
        /// It cannot be decoded; what is wrong.
        case broken(String)
    }

    package struct Entry: Equatable {
        /// The file's state when it was read.
        package var stamp: FileStamp
        package var digest: String
        package var soundness: Soundness

        package init(stamp: FileStamp, digest: String, soundness: Soundness) {
            self.stamp = stamp
            self.digest = digest
            self.soundness = soundness
        }
    }

    private static let format = "refigure images 1"

    /// By the image's name in the folder.
    package var entries: [String: Entry] = [:]

    package init() {}

    /// - Throws: a `Fault` (status data) where the file is damaged.
    package init(decoding file: [UInt8], path: String) throws {
        func damage(_ problem: String) -> Fault {
            Fault(problem, at: path, remedy: "it is passed over, and the images are read anew", status: .data)
        }
        guard let end = file.firstIndex(of: 10),
            file[..<end].elementsEqual("\(Self.format) \(SHA256.hex(of: Array(file[(end + 1)...])))".utf8)
        else {
            throw damage("is damaged: it is not what was written")
        }
        for line in file[(end + 1)...].split(separator: 10) {
            let words = line.split(separator: 32, maxSplits: 5, omittingEmptySubsequences: false)
            guard words.count == 6, let size = Self.number(words[1]), let modified = Self.number(words[2]),
                let inode = UInt64(String(decoding: words[3], as: UTF8.self)), let mark = words[4].first, words[4].count == 1
            else {
                throw damage("is damaged: it has a line that cannot be")
            }
            let parts = words[5].split(separator: 9, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
            let soundness: Soundness =
                switch mark {
                case UInt8(ascii: "+"): .sound
                case UInt8(ascii: "-"): .broken(parts.count > 1 ? parts[1] : "cannot be decoded")
                default: .unknown
                }
            guard let name = parts.first else { throw damage("is damaged: it has an image without a name") }
            entries[name] = Entry(
                stamp: FileStamp(size: size, modified: modified, inode: inode), digest: String(decoding: words[0], as: UTF8.self),
                soundness: soundness)
        }
    }

    private static func number(_ word: ArraySlice<UInt8>) -> Int? { Int(String(decoding: word, as: UTF8.self)) }

    /// The file's bytes. Names that would not be one word on a line are left out.
    package var encoded: [UInt8] {
        var text: [UInt8] = []
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) where !name.utf8.contains(where: { $0 == 9 || $0 == 10 }) {
            let (mark, problem) =
                switch entry.soundness {
                case .unknown: ("?", "")
                case .sound: ("+", "")
                case .broken(let problem): ("-", "\t\(VisibleText.line(problem))")
                }
            let stamp = entry.stamp
            text += "\(entry.digest) \(stamp.size) \(stamp.modified) \(stamp.inode) \(mark) \(name)\(problem)\n".utf8
        }
        return Self.sealed(text)
    }

    /// The lines of images with the line ahead that belongs to them.
    package static func sealed(_ lines: [UInt8]) -> [UInt8] { Array("\(format) \(SHA256.hex(of: lines))\n".utf8) + lines }
}
