import CZlib
import Files

/// The chunks of a PNG (ISO/IEC 15948).
package enum PNGFile {
    static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

    /// The file with text chunks and a resolution right after its header.
    static func adding(texts: [(keyword: String, text: String)], pixelsPerMetre: Double, to file: [UInt8]) -> [UInt8] {
        let headerEnd = signature.count + 12 + 13
        precondition(file.count > headerEnd && Array(file.prefix(8)) == signature, "not a PNG of \(file.count) bytes")
        let density = bigEndian(UInt32(pixelsPerMetre.rounded()))
        var added = chunk("pHYs", density + density + [1])
        for (keyword, text) in texts { added += textChunk(keyword, text) }
        return Array(file[..<headerEnd]) + added + Array(file[headerEnd...])
    }

    /// The keywords and texts of the file's text chunks.
    package static func texts(in file: [UInt8]) -> [String: String] {
        var texts: [String: String] = [:]
        for (type, data) in chunks(in: file) where type == "tEXt" || type == "iTXt" {
            guard let end = data.firstIndex(of: 0) else { continue }
            let start = type == "tEXt" ? end + 1 : end + 5
            let text = data.dropFirst(start)
            texts[String(decoding: data[..<end], as: UTF8.self)] = String(decoding: text, as: UTF8.self)
        }
        return texts
    }

    /// The types and data of the file's chunks whose checksums hold.
    package static func chunks(in file: [UInt8]) -> [(type: String, data: [UInt8])] {
        var chunks: [(String, [UInt8])] = []
        var place = signature.count
        while place + 12 <= file.count {
            let length = file[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard place + 12 + length <= file.count else { break }
            let body = Array(file[(place + 4)..<(place + 8 + length)])
            if Array(file[(place + 8 + length)..<(place + 12 + length)]) == checksum(body) {
                chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            }
            place += 12 + length
        }
        return chunks
    }

    /// Plain text where it is ASCII, else international text in UTF-8.
    private static func textChunk(_ keyword: String, _ text: String) -> [UInt8] {
        let text = text.withControlsReplaced
        let isASCII = text.utf8.allSatisfy { $0 < 128 }
        return isASCII
            ? chunk("tEXt", Array(keyword.utf8) + [0] + Array(text.utf8))
            : chunk("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8))
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bigEndian(UInt32(data.count)) + body + checksum(body)
    }

    private static func checksum(_ bytes: [UInt8]) -> [UInt8] { bigEndian(UInt32(crc32(0, bytes, UInt32(bytes.count)))) }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
