import Files
import Foundation

/// The records of a CSV file (RFC 4180), one after another: fields parted by a comma, a semicolon, a tab or blanks, which the first
/// lines decide; lines ended by LF or CR LF; fields in quotes where they like; a byte order mark before them. Lines that begin with #
/// are passed over, and empty ones.
struct CSVRecords {
    private let file: OpenFile
    private let areTexts: Bool
    private var buffer: [UInt8] = []
    /// Where the next record begins in the buffer.
    private var position = 0
    /// How much of the file is in the buffer or behind it.
    private var received = 0
    private var delimiter: UInt8?
    /// The line that the next record begins on, from 1.
    private var nextLine = 1

    /// The line that the last record began on, from 1.
    private(set) var line = 0
    /// Whether the last record has quotes.
    private(set) var isQuoted = false
    /// How many lines began with #.
    private(set) var comments = 0
    /// How many lines between records were empty.
    private(set) var emptyLines = 0
    /// Empty lines behind the last record, with the place of the first one.
    private var trailing: (first: Int, count: Int) = (0, 0)
    /// The last record's fields, as places in the buffer.
    private var fields: [Range<Int>] = []

    /// No record may be longer, or have more fields.
    private static let longestRecord = 1 << 28
    private static let mostFields = 1 << 24
    /// How many bytes and fields are gone through between two questions whether to go on.
    private static let pieceSize = 1 << 18
    static let fieldsBetweenChecks = 4096

    /// - Parameter areTexts: whether a field may be any text, so that # is a comment only with a blank behind it.
    /// - Throws: a `Fault` (status data) where the file is no text of UTF-8's kind.
    init(_ file: OpenFile, areTexts: Bool = false) throws {
        self.file = file
        self.areTexts = areTexts
        try refill()
        if buffer.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
        if buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0xfe, 0xff]) {
            throw Fault("is text in UTF-16", at: file.path, remedy: "save it as UTF-8", status: .data)
        }
    }

    /// How many fields the last record has.
    var count: Int { fields.count }

    /// The field of the last record.
    func text(_ index: Int) -> String { String(decoding: buffer[fields[index]], as: UTF8.self) }

    /// The number that the field of the last record writes; nil where it writes none.
    func number(_ index: Int) -> Double? { bytes(index) { DecimalText.number($0) } }

    /// Whether the field of the last record is a word for a number that is missing.
    func isMissing(_ index: Int) -> Bool { bytes(index) { DecimalText.isMissing($0) } }

    /// Whether the number in the field of the last record is written without point and exponent.
    func isWhole(_ index: Int) -> Bool { bytes(index) { DecimalText.isWhole($0) } }

    func kind(_ index: Int) -> CellKind { bytes(index) { CellKind($0) } }

    private func bytes<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = fields[index]
        return buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Goes to the next record.
    /// - Returns: false at the end of the file.
    /// - Throws: a `Fault` (status data) where a quote is wrong, with the line, or an empty line stands where a field would; what
    ///   reading throws.
    mutating func next() throws -> Bool {
        while let found = try recordEnd(after: 0) {
            let record = self.record(found, after: 0)
            if isEmpty(record) {
                trailing = trailing.count == 0 ? (nextLine, 1) : (trailing.first, trailing.count + 1)
            } else if isComment(record) {
                comments += 1
            } else {
                if delimiter == nil { try chooseDelimiter(found) }
                // What was found may have moved to the buffer's start.
                try take(self.record(found, after: 0), at: nextLine, hasQuotes: found.hasQuotes)
            }
            let isRecord = line == nextLine
            nextLine += found.lines
            position = min(buffer.count, position + found.length + 1)
            if isRecord { return true }
        }
        return false
    }

    private mutating func take(_ record: Range<Int>, at line: Int, hasQuotes: Bool) throws {
        fields.removeAll(keepingCapacity: true)
        self.line = line
        isQuoted = hasQuotes
        let delimiter = self.delimiter ?? Self.comma
        if hasQuotes { try split(quoted: record, delimiter) } else { try split(record, delimiter) }
        if trailing.count > 0, hasRecords {
            guard fields.count > 1 else {
                throw Fault(
                    "has an empty line between others, where each line is a value", at: "\(file.path):\(trailing.first)",
                    remedy: "take it out, or write NaN for a missing number", status: .data)
            }
            emptyLines += trailing.count
        }
        trailing = (0, 0)
        hasRecords = true
    }

    private var hasRecords = false

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let blank = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
    private static let comma = UInt8(ascii: ",")
    private static let semicolon = UInt8(ascii: ";")
    private static let hash = UInt8(ascii: "#")

    private func isEmpty(_ record: Range<Int>) -> Bool { buffer[record].allSatisfy { $0 == Self.blank } }

    /// Whether the line begins with #, and not with a spreadsheet's error (#N/A) or, among texts, with a text (#tag).
    private func isComment(_ record: Range<Int>) -> Bool {
        let text = buffer[record].drop { $0 == Self.blank || $0 == Self.tab }
        guard text.first == Self.hash else { return false }
        guard let next = text.dropFirst().first, ![Self.blank, Self.tab, Self.hash].contains(next) else { return true }
        if areTexts { return false }
        let field = text.prefix { $0 != Self.comma && $0 != Self.semicolon && $0 != Self.tab }
        return !field.withUnsafeBufferPointer { DecimalText.isMissing($0) }
    }

    private struct Found {
        /// Bytes from where the search began to the newline that ends the record, or to the end of the file.
        var length: Int
        var lines: Int
        var hasQuotes: Bool
    }

    /// Where it stands in the buffer, without its line end.
    private func record(_ found: Found, after offset: Int) -> Range<Int> {
        let start = position + offset
        var end = start + found.length
        if end > start, buffer[end - 1] == Self.carriageReturn { end -= 1 }
        return start..<end
    }

    /// Where the record ends that begins so many bytes behind the position: at the first newline outside quotes, or at the end of the
    /// file; nil where nothing is left.
    private mutating func recordEnd(after offset: Int) throws -> Found? {
        var searched = offset
        var lines = 1
        var quotes = 0
        while firstByte(after: offset) == nil, received < file.stamp.size { try refill() }
        // Quotes in a comment close nothing.
        let hasFields = firstByte(after: offset) != Self.hash
        while true {
            let start = position + searched
            let (end, found) = buffer.withUnsafeBufferPointer { bytes in
                let end = Self.find(Self.newline, in: bytes, from: start) ?? bytes.count
                var place = start
                while let quote = Self.find(Self.quote, in: UnsafeBufferPointer(rebasing: bytes[..<end]), from: place) {
                    quotes += 1
                    place = quote + 1
                }
                return (end, end < bytes.count)
            }
            let length = end - position - offset
            if found {
                if quotes % 2 == 0 || !hasFields { return Found(length: length, lines: lines, hasQuotes: quotes > 0) }
                lines += 1
                searched = end + 1 - position
            } else if received == file.stamp.size {
                if quotes % 2 == 1, hasFields { throw bad("has a quote that is not closed", line: nextLine) }
                return length > 0 ? Found(length: length, lines: lines, hasQuotes: quotes > 0) : nil
            } else {
                searched = end - position
                try refill()
            }
        }
    }

    /// The first byte of the line that is no blank; nil where the buffer ends before.
    private func firstByte(after offset: Int) -> UInt8? {
        buffer[min(buffer.count, position + offset)...].first { $0 != Self.blank && $0 != Self.tab }
    }

    private static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let place = memchr(bytes.baseAddress! + start, Int32(byte), bytes.count - start) else {
            return nil
        }
        return UnsafeRawPointer(place) - UnsafeRawPointer(bytes.baseAddress!)
    }

    private func bad(_ problem: String, line: Int) -> Fault {
        Fault(problem, at: "\(file.path):\(line)", remedy: "inside quotes, two quotes stand for one", status: .data)
    }

    /// Drops what lies before the position, and reads on.
    private mutating func refill() throws {
        try Interruption.check()
        buffer.removeFirst(position)
        position = 0
        guard buffer.count < Self.longestRecord else {
            throw Fault(
                "has a line of more than \(Self.longestRecord) bytes", at: "\(file.path):\(nextLine)",
                remedy: "save the numbers as .npy", status: .data)
        }
        let start = buffer.count
        let length = min(max(1 << 20, start), file.stamp.size - received)
        buffer.append(contentsOf: repeatElement(0, count: length))
        try buffer.withUnsafeMutableBytes { bytes in
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]), at: received)
        }
        received += length
    }

    /// What parts the fields, from the first record: a tab, a semicolon, a comma or blanks, the first of them that it has outside
    /// quotes. Blanks part numbers, and the names above numbers that are parted by as many; in a lone heading they are part of it.
    /// - Throws: a `Fault` (status data) where lines end in CR alone; what reading throws.
    private mutating func chooseDelimiter(_ found: Found) throws {
        let seen = try bytesOutsideQuotes(record(found, after: 0))
        if seen[Int(Self.carriageReturn)] {
            throw Fault("has lines that end in CR alone", at: file.path, remedy: "save it with line ends of LF", status: .data)
        }
        if let delimiter = [Self.tab, Self.semicolon, Self.comma].first(where: { seen[Int($0)] }) {
            self.delimiter = delimiter
            return
        }
        delimiter = Self.comma
        guard seen[Int(Self.blank)] else { return }
        let first = try words(record(found, after: 0))
        if first.count > 1, first.areNumbers {
            delimiter = Self.blank
        } else if first.count > 1, let next = try followingWords(found), next.areNumbers, next.count == first.count {
            delimiter = Self.blank
        }
    }

    /// Which bytes the record has outside its quotes.
    private func bytesOutsideQuotes(_ record: Range<Int>) throws -> [Bool] {
        var isQuoted = false
        var seen = [Bool](repeating: false, count: 256)
        for piece in stride(from: record.lowerBound, to: record.upperBound, by: Self.pieceSize) {
            try Interruption.check()
            buffer.withUnsafeBufferPointer { bytes in
                for place in piece..<min(record.upperBound, piece + Self.pieceSize) {
                    if bytes[place] == Self.quote { isQuoted.toggle() } else if !isQuoted { seen[Int(bytes[place])] = true }
                }
            }
        }
        return seen
    }

    /// How many words blanks make of a record, and whether all are numbers.
    private func words(_ record: Range<Int>) throws -> (count: Int, areNumbers: Bool) {
        var count = 0
        var areNumbers = true
        var place = record.lowerBound
        while place < record.upperBound {
            if count % Self.fieldsBetweenChecks == 0 { try Interruption.check() }
            let start = buffer[place..<record.upperBound].firstIndex { $0 != Self.blank } ?? record.upperBound
            let end = buffer[start..<record.upperBound].firstIndex(of: Self.blank) ?? record.upperBound
            place = end
            guard start < end else { continue }
            count += 1
            areNumbers =
                areNumbers
                && buffer[start..<end].withUnsafeBufferPointer { DecimalText.number($0) != nil || DecimalText.isMissing($0) }
        }
        return (count, areNumbers)
    }

    /// The words of the record behind the one at the position.
    private mutating func followingWords(_ found: Found) throws -> (count: Int, areNumbers: Bool)? {
        var offset = found.length + 1
        while let next = try recordEnd(after: offset) {
            let range = record(next, after: offset)
            if !isEmpty(range), !isComment(range) { return try words(range) }
            offset += next.length + 1
        }
        return nil
    }

    private mutating func split(_ record: Range<Int>, _ delimiter: UInt8) throws {
        var start = record.lowerBound
        // In pieces, between which the user is heard.
        for piece in stride(from: record.lowerBound, to: record.upperBound, by: Self.pieceSize) {
            try Interruption.check()
            buffer.withUnsafeBufferPointer { bytes in
                for place in piece..<min(record.upperBound, piece + Self.pieceSize) where bytes[place] == delimiter {
                    // Blanks that follow each other are one.
                    if delimiter != Self.blank || place > start { fields.append(start..<place) }
                    start = place + 1
                }
            }
            try checkCount()
        }
        if delimiter != Self.blank || start < record.upperBound { fields.append(start..<record.upperBound) }
    }

    private func checkCount() throws {
        guard fields.count <= Self.mostFields else {
            throw Fault(
                "has a line of more than \(Self.mostFields) fields", at: "\(file.path):\(line)",
                remedy: "a line is a sample: is the table on its side?", status: .data)
        }
    }

    /// Splits a record with quotes, which may hold delimiters and line ends. A field's bytes are moved together where quotes go.
    private mutating func split(quoted record: Range<Int>, _ delimiter: UInt8) throws {
        var place = record.lowerBound
        while true {
            if fields.count % Self.fieldsBetweenChecks == 0 {
                try Interruption.check()
                try checkCount()
            }
            if place < record.upperBound, buffer[place] == Self.quote {
                place += 1
                let start = place
                var end = start
                while place < record.upperBound {
                    if buffer[place] == Self.quote {
                        guard place + 1 < record.upperBound, buffer[place + 1] == Self.quote else { break }
                        place += 1
                    }
                    buffer[end] = buffer[place]
                    end += 1
                    place += 1
                }
                fields.append(start..<end)
                place += 1
                guard place == record.upperBound || place < record.upperBound && buffer[place] == delimiter else {
                    throw bad("has text behind a closing quote, or no closing quote", line: line)
                }
            } else {
                let start = place
                while place < record.upperBound, buffer[place] != delimiter { place += 1 }
                fields.append(start..<place)
            }
            if place == record.upperBound { return }
            place += 1
        }
    }
}
