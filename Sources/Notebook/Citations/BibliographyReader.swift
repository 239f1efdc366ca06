import Files

/// Reads BibTeX (Patashnik, "BibTeXing", 1988): entries in braces or round brackets, values in braces or quotes, numbers, macros of `@string`
/// and of the months, parts joined by `#`; `@comment`, `@preamble` and what stands between entries are passed over.
public struct BibliographyReader {
    /// Bytes that a file may have.
    public static let longest = 4 << 20
    /// Bytes that macros may make of one value.
    private static let longestValue = 64 << 10
    /// How deep braces may stand in one another.
    private static let deepest = 60

    private let file: String
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var macros: [String: String] = [
        "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
        "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
    ]
    private var keys: [String: Int] = [:]

    /// The entries of a file, in order.
    /// - Parameter file: what errors call it.
    /// - Throws: a `Fault` (status usage) with file and line.
    public static func entries(in text: String, file: String) throws -> [BibliographyEntry] {
        var reader = BibliographyReader(text, file)
        return try reader.read()
    }

    private init(_ text: String, _ file: String) {
        self.file = file
        bytes = Array(text.utf8)
    }

    private mutating func read() throws -> [BibliographyEntry] {
        guard bytes.count <= Self.longest else {
            throw Fault("more than \(Self.longest >> 20) MB of BibTeX", at: file, remedy: "divide it", status: .usage)
        }
        var entries: [BibliographyEntry] = []
        while let byte = next() {
            advance()
            // What stands between entries is a comment.
            guard byte == UInt8(ascii: "@") else { continue }
            if let entry = try entry() { entries.append(entry) }
        }
        return entries
    }

    // MARK: Entries

    private mutating func entry() throws -> BibliographyEntry? {
        let start = line
        skipBlanks()
        let kind = name().lowercased()
        guard !kind.isEmpty else { throw fault("'@' is followed by no kind of entry", "write @article{key, …}") }
        skipBlanks()
        // A comment may have braces or none.
        if kind == "comment" {
            if next() == UInt8(ascii: "{") { _ = try braced(start) }
            return nil
        }
        guard let open = next(), open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else {
            throw fault("'@\(kind)' is not followed by '{'", "write @\(kind){…}")
        }
        advance()
        let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
        skipBlanks()
        switch kind {
        case "preamble":
            _ = try value(kind)
            try end(close, kind, start)
            return nil
        case "string":
            let macro = name().lowercased()
            guard !macro.isEmpty else { throw fault("@string names no macro", "write @string{name = \"text\"}") }
            try equals(macro)
            macros[macro] = try value(macro)
            try end(close, kind, start)
            return nil
        default: return try work(kind, start, close)
        }
    }

    private mutating func work(_ kind: String, _ start: Int, _ close: UInt8) throws -> BibliographyEntry {
        let key = entryKey()
        guard !key.isEmpty else { throw fault("@\(kind) has no key", "write one to cite it by: @\(kind){key, …}") }
        if let other = keys[key] {
            throw fault(
                "the key '\(key.prefix(80))' is that of the entry on line \(other), too", "give one of them another key", start)
        }
        keys[key] = start
        var fields: [String: String] = [:]
        while true {
            skipBlanks()
            guard let byte = next() else { throw unended(kind, key, start) }
            if byte == close {
                advance()
                return BibliographyEntry(kind: kind, key: key, fields: fields, file: file, line: start)
            }
            guard byte == UInt8(ascii: ",") else {
                // The next entry begins where this one should have ended.
                if byte == UInt8(ascii: "@") { throw unended(kind, key, start) }
                throw fault(
                    "\(shown(byte)) stands where a comma or the end of '\(key.prefix(80))' should",
                    "part fields by commas, and put their values into braces")
            }
            advance()
            skipBlanks()
            if next() == close || next() == UInt8(ascii: ",") { continue }
            let field = name().lowercased()
            guard !field.isEmpty else {
                guard let byte = next() else { throw unended(kind, key, start) }
                throw fault("\(shown(byte)) stands where a field of '\(key.prefix(80))' should", "write name = {value},")
            }
            try equals(field)
            let value = try value(field)
            // As BibTeX does: the first one counts.
            if fields[field] == nil { fields[field] = value }
        }
    }

    private mutating func end(_ close: UInt8, _ kind: String, _ start: Int) throws {
        skipBlanks()
        guard next() == close else { throw unended(kind, "", start) }
        advance()
    }

    private mutating func equals(_ name: String) throws {
        skipBlanks()
        guard next() == UInt8(ascii: "=") else {
            throw fault("'\(name.prefix(80))' is not followed by '='", "write \(name.prefix(80)) = {…}")
        }
        advance()
    }

    // MARK: Values

    private mutating func value(_ field: String) throws -> String {
        var text = ""
        while true {
            skipBlanks()
            guard let byte = next() else { throw fault("'\(field.prefix(80))' has no value", "write \(field.prefix(80)) = {…}") }
            switch byte {
            case UInt8(ascii: "{"): text += try braced(line)
            case UInt8(ascii: "\""): text += try quoted()
            case UInt8(ascii: "0")...UInt8(ascii: "9"): text += take { (0x30...0x39).contains($0) }
            default:
                let word = name()
                guard !word.isEmpty else {
                    throw fault("'\(field.prefix(80))' has no value", "put it into braces: \(field.prefix(80)) = {…}")
                }
                guard let known = macros[word.lowercased()] else {
                    let near = NearestNames.suggestions(for: word.lowercased(), among: Array(macros.keys)).first
                    throw fault(
                        "there is no @string '\(word.prefix(80))'",
                        (near.map { "did you mean '\($0)'? " } ?? "")
                            + "text stands in braces: \(field.prefix(80)) = {\(word.prefix(80))}")
                }
                text += known
            }
            guard text.utf8.count <= Self.longestValue else {
                throw fault("'\(field.prefix(80))' is longer than \(Self.longestValue >> 10) kB", "shorten it")
            }
            skipBlanks()
            guard next() == UInt8(ascii: "#") else { return text }
            advance()
        }
    }

    /// What stands in braces, those around it left out.
    private mutating func braced(_ start: Int) throws -> String {
        advance()
        let begin = place
        var depth = 1
        while let byte = next() {
            advance()
            switch byte {
            case UInt8(ascii: "\\"): if next() != nil { advance() }
            case UInt8(ascii: "{"):
                depth += 1
                guard depth <= Self.deepest else {
                    throw fault("braces stand in one another more than \(Self.deepest) deep", "nest them less")
                }
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return String(decoding: bytes[begin..<(place - 1)], as: UTF8.self) }
            default: break
            }
        }
        throw fault("'{' is never closed", "close it with '}'", start)
    }

    /// What stands in quotes; a quote inside braces ends nothing.
    private mutating func quoted() throws -> String {
        let start = line
        advance()
        let begin = place
        var depth = 0
        while let byte = next() {
            advance()
            switch byte {
            case UInt8(ascii: "\\"): if next() != nil { advance() }
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                guard depth >= 0 else {
                    throw fault("'}' stands in a quoted value without its '{'", "take it out, or use braces around the value")
                }
            case UInt8(ascii: "\"") where depth == 0: return String(decoding: bytes[begin..<(place - 1)], as: UTF8.self)
            default: break
            }
            guard depth <= Self.deepest else {
                throw fault("braces stand in one another more than \(Self.deepest) deep", "nest them less")
            }
        }
        throw fault("a quote is never closed", "close it with '\"'", start)
    }

    // MARK: Bytes

    private func next() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func advance() {
        if bytes[place] == UInt8(ascii: "\n") { line += 1 }
        place += 1
    }

    private mutating func skipBlanks() {
        while let byte = next() {
            if byte == UInt8(ascii: "%") {
                // Many files have comments of TeX's between fields.
                while let byte = next(), byte != UInt8(ascii: "\n") { advance() }
            } else if byte <= 0x20 {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func take(while isWanted: (UInt8) -> Bool) -> String {
        let start = place
        while let byte = next(), isWanted(byte) { advance() }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// A kind's, a field's or a macro's name.
    private mutating func name() -> String {
        take { $0 > 0x20 && !"\"#%'(),={}@".utf8.contains($0) }
    }

    private mutating func entryKey() -> String {
        take { $0 > 0x20 && !",{}\"#%\\".utf8.contains($0) }
    }

    private func shown(_ byte: UInt8) -> String {
        byte < 0x80 ? "'\(Character(Unicode.Scalar(byte)))'" : "a letter"
    }

    private func unended(_ kind: String, _ key: String, _ start: Int) -> Fault {
        fault("@\(kind.prefix(40))\(key.isEmpty ? "" : "{\(key.prefix(80))}") is never closed", "close it with '}'", start)
    }

    private func fault(_ problem: String, _ remedy: String, _ start: Int? = nil) -> Fault {
        Fault(problem, at: "\(file):\(start ?? line)", remedy: remedy, status: .usage)
    }
}
