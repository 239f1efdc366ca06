import Files
import Foundation

/// Pieces of real files that documents show.
///
/// A piece of a Swift file stands between a line `// listing: name` and a line `// end of listing`; any other file is a piece as a
/// whole, by its name. A document shows a piece in the fenced block right below a line `<!-- listing: name -->`. So what a reader
/// copies is what a test compiles.
public struct Listings: Sendable {
    /// By name: the piece's text without the indentation that all its lines share, ended by a line's end.
    public let pieces: [String: String]

    static let opening = "// listing: "
    static let closing = "// end of listing"

    /// - Parameter files: text by file name.
    /// - Throws: a `Fault` (status usage) where two pieces have one name or a piece has no end.
    public init(files: [String: String]) throws {
        var pieces: [String: String] = [:]
        func add(_ text: String, as name: String, in file: String) throws {
            guard pieces[name] == nil else {
                throw Fault("the listing '\(name)' is there twice", at: file, remedy: "rename one", status: .usage)
            }
            pieces[name] = text
        }
        for (file, text) in files.sorted(by: { $0.key < $1.key }) {
            guard file.hasSuffix(".swift") else {
                try add(text, as: file, in: file)
                continue
            }
            var open: (name: String, lines: [String])?
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
                let bare = line.trimmed
                if bare == Self.closing, let piece = open {
                    try add(Self.flush(piece.lines), as: piece.name, in: file)
                    open = nil
                } else if bare.hasPrefix(Self.opening) {
                    guard open == nil else {
                        throw Fault(
                            "a listing begins inside '\(open?.name ?? "")'", at: file, remedy: "end that one first", status: .usage)
                    }
                    open = (String(bare.dropFirst(Self.opening.count)), [])
                } else {
                    open?.lines.append(line)
                }
            }
            if let open {
                throw Fault("the listing '\(open.name)' has no end", at: file, remedy: "end it: \(Self.closing)", status: .usage)
            }
        }
        self.pieces = pieces
    }

    /// Reads a folder's Swift files, and whatever lies in its folder Templates.
    /// - Throws: a `Fault`, also where a file cannot be read.
    public init(folder: String) throws {
        var files: [String: String] = [:]
        for part in ["", "/Templates"] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder + part)) ?? [] {
                guard !part.isEmpty || name.hasSuffix(".swift") else { continue }
                files[name] = String(decoding: try PlainFile.bytes("\(folder)\(part)/\(name)"), as: UTF8.self)
            }
        }
        try self.init(files: files)
    }

    /// The lines without their common indentation and without blank ones at the ends.
    private static func flush(_ lines: [String]) -> String {
        let indentation = lines.filter { !$0.trimmed.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        var kept = lines.map { String($0.dropFirst(indentation)) }
        while kept.first?.isEmpty == true { kept.removeFirst() }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.map { $0 + "\n" }.joined()
    }

    /// The document with every piece as it stands in its file.
    /// - Throws: a `Fault` (status usage) that names the document's line where a piece is unknown or has no block, or where a Swift
    ///   block shows no piece.
    public func filled(_ document: String, named file: String) throws -> String {
        var result: [String] = []
        var lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        var wanted: String?
        while let line = lines.popFirst() {
            let place = "\(file):\(lines.startIndex)"
            result.append(line)
            if let name = Self.listing(named: line) {
                wanted = name
                continue
            }
            guard line.hasPrefix("```") else {
                if wanted != nil {
                    throw Fault("no block follows the listing's name", at: place, remedy: "begin it with ```swift", status: .usage)
                }
                continue
            }
            guard let end = lines.firstIndex(of: "```") else {
                throw Fault("a block is not closed", at: place, remedy: "close it with ```", status: .usage)
            }
            if let name = wanted {
                guard let piece = pieces[name] else {
                    throw Fault(
                        "there is no listing '\(name)'", at: place, remedy: "there are \(pieces.keys.sorted().listed)",
                        status: .usage)
                }
                result += piece.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
                wanted = nil
            } else if line == "```swift" {
                throw Fault("Swift that no test compiles", at: place, remedy: "name its listing in a comment above", status: .usage)
            } else {
                result += lines[..<end]
            }
            result.append("```")
            lines = lines[(end + 1)...]
        }
        return result.joined(separator: "\n")
    }

    /// The name in `<!-- listing: name -->`; nil for other lines.
    private static func listing(named line: String) -> String? {
        let (opening, closing) = ("<!-- listing: ", " -->")
        guard line.hasPrefix(opening), line.hasSuffix(closing) else { return nil }
        return String(line.dropFirst(opening.count).dropLast(closing.count))
    }
}
