import Files
import Foundation

/// The records of a CSV file (RFC 4180), one after another: fields parted by a comma, a semicolon, a tab or blanks, which the first
/// line decides; lines ended by LF or CR LF; fields in quotes where they like; a byte order mark before them, and lines that begin
/// with '#' before the first record. Empty lines are passed over.
struct CSVRecords {
    private let file: OpenFile
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
    /// The last record's fields, as places in the buffer.
    private var fields: [Range<Int>] = []

    /// No record may be longer.
    private static let longestRecord = 1 << 28

    /// - Throws: a `Fault` (status data) where the file is no text of UTF-8's kind.
    init(_ file: OpenFile) throws {
        self.file = file
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
    func number(_ index: Int) -> Double? {
        let range = fields[index]
        return buffer.withUnsafeBufferPointer { DecimalText.number(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Goes to the next record.
    /// - Returns: false at the end of the file.
    /// - Throws: a `Fault` (status data) where a quote is wrong, with the line; what reading throws.
    mutating func next() throws -> Bool {
        while true {
            guard let found = try recordEnd() else { return false }
            line = nextLine
            nextLine += found.lines
            var end = found.place
            if end > position, buffer[end - 1] == Self.carriageReturn { end -= 1 }
            let record = position..<end
            position = min(buffer.count, found.place + 1)
            if record.isEmpty || (delimiter == nil && buffer[record.lowerBound] == UInt8(ascii: "#")) { continue }
            let delimiter = self.delimiter ?? Self.delimiter(in: buffer[record])
            self.delimiter = delimiter
            fields.removeAll(keepingCapacity: true)
            if found.hasQuotes { try split(quoted: record, delimiter) } else { split(record, delimiter) }
            return true
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let blank = UInt8(ascii: " ")

    /// Where the record ends: at the first newline outside quotes, or at the end of the file; nil where nothing is left.
    /// - Returns: the place in the buffer, and how many lines the record takes.
    private mutating func recordEnd() throws -> (place: Int, lines: Int, hasQuotes: Bool)? {
        var searched = 0
        var lines = 1
        var quotes = 0
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
            if found {
                if quotes % 2 == 0 { return (end, lines, quotes > 0) }
                lines += 1
                searched = end + 1 - position
            } else if received == file.stamp.size {
                if quotes % 2 == 1 { throw bad("has a quote that is not closed", line: nextLine) }
                return position < end ? (end, lines, quotes > 0) : nil
            } else {
                searched = end - position
                try refill()
            }
        }
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

    /// What parts the fields of the first record: a tab, a semicolon, a comma or blanks, the first of them that it has outside quotes.
    private static func delimiter(in record: ArraySlice<UInt8>) -> UInt8 {
        var isQuoted = false
        var seen: Set<UInt8> = []
        for byte in record {
            if byte == quote { isQuoted.toggle() } else if !isQuoted { seen.insert(byte) }
        }
        let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
        if let found = candidates.first(where: seen.contains) { return found }
        // Blanks part numbers; in a lone heading they are part of it.
        let words = record.split(separator: blank)
        let areNumbers = words.allSatisfy { $0.withUnsafeBufferPointer { DecimalText.number($0) != nil } }
        return words.count > 1 && areNumbers ? blank : UInt8(ascii: ",")
    }

    private mutating func split(_ record: Range<Int>, _ delimiter: UInt8) {
        var start = record.lowerBound
        buffer.withUnsafeBufferPointer { bytes in
            for place in record where bytes[place] == delimiter {
                // Blanks that follow each other are one.
                if delimiter != Self.blank || place > start { fields.append(start..<place) }
                start = place + 1
            }
        }
        if delimiter != Self.blank || start < record.upperBound { fields.append(start..<record.upperBound) }
    }

    /// Splits a record with quotes, which may hold delimiters and line ends. A field's bytes are moved together where quotes go.
    private mutating func split(quoted record: Range<Int>, _ delimiter: UInt8) throws {
        var place = record.lowerBound
        while true {
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
