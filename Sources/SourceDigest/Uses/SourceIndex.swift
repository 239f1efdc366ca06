/// All source files of the project: the digest of each, and which files each uses, by the names that it mentions.
///
/// Names are numbers here, so that reading the index and following it take milliseconds.
public struct SourceIndex: Sendable {
    struct Part: Sendable, Equatable {
        enum Kind: Character {
            case open = "o"
            case file = "f"
            case local = "l"
            case names = "n"
            /// The first number is the type, the others are members.
            case members = "m"
            case anyMember = "a"
        }

        let kind: Kind
        let digest: String
        let door: [Int]
        let mentions: [Int]
    }

    struct File: Sendable, Equatable {
        let path: String
        var digest: String
        let imports: [String]
        var parts: [Part]
    }

    let names: [String]
    /// In order of their paths.
    private(set) var files: [File]
    let graph: SourceGraph

    /// - Parameter files: by path below Sources: "InformationTheory/Entropy.swift".
    public init(_ files: [String: SourceFile]) {
        var opening: Set<String> = []
        for file in files.values {
            for part in file.parts { opening.formUnion(part.door.all) }
        }
        let names = opening.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        func numbered(_ words: Set<String>) -> [Int] { words.compactMap { numbers[$0] }.sorted() }
        func part(_ part: SourcePart) -> Part {
            let (kind, door): (Part.Kind, [Int]) =
                switch part.door {
                case .open: (.open, [])
                case .file: (.file, [])
                case .names(let names): (.names, numbered(names))
                case .local(let names): (.local, numbered(names))
                case .members(let type, let members): (.members, numbered([type]) + numbered(members))
                case .anyMember(let members): (.anyMember, numbered(members))
                }
            return Part(kind: kind, digest: part.digest, door: door, mentions: numbered(part.mentions))
        }
        self.init(
            names: names,
            files: files.sorted { $0.key < $1.key }.map { path, file in
                File(path: path, digest: file.digest, imports: file.imports.sorted(), parts: file.parts.map(part))
            })
    }

    private init(names: [String], files: [File]) {
        self.names = names
        self.files = files
        graph = SourceGraph(names: names.count, files: files)
    }

    /// Files of which only the digests are known.
    public init(digests: [String: String]) { self.init(digests.mapValues { SourceFile(digest: $0) }) }

    /// Path below Sources -> digest of the file's code.
    public var digests: [String: String] { Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.digest) }) }

    /// Path -> digest, of an index as text: what `digests` says once it is read.
    public static func digests(text: String) -> [String: String] {
        var digests: [String: String] = [:]
        for line in text.utf8.split(separator: Byte.newline) where line.starts(with: "file ".utf8) {
            let words = line.dropFirst(5).split(separator: Byte.space, maxSplits: 2).compactMap { String($0) }
            if words.count > 1 { digests[words[0]] = words[1] }
        }
        return digests
    }

    /// The index as text: the names, then a line a file (path, digest, imported modules) and a line a part (how it is used, its digest,
    /// by the numbers of which names, and what it mentions).
    ///
    ///     names Entropy MutualInformation of
    ///     file InformationTheory/MutualInformation.swift 3f1c... NumericCore
    ///     n77d0e41b5c2a9e10 1|0 2
    public var text: String {
        func list(_ numbers: [Int]) -> String { numbers.map { " \($0)" }.joined() }
        var text = "names \(names.joined(separator: " "))\n"
        for file in files {
            text += "file \(([file.path, file.digest] + file.imports).joined(separator: " "))\n"
            for part in file.parts { text += "\(part.kind.rawValue)\(part.digest)\(list(part.door))|\(list(part.mentions))\n" }
        }
        return text
    }

    /// Reads what `text` wrote.
    /// - Returns: nil for any other text.
    public init?(text: String) {
        var names: [String] = []
        var files: [File] = []
        for line in text.utf8.split(separator: Byte.newline) {
            let words = line.prefix(6)
            if words.starts(with: "names ".utf8) {
                names = line.dropFirst(6).split(separator: Byte.space).compactMap { String($0) }
            } else if words.starts(with: "file ".utf8) {
                let words = line.dropFirst(5).split(separator: Byte.space).compactMap { String($0) }
                guard words.count >= 2 else { return nil }
                files.append(File(path: words[0], digest: words[1], imports: Array(words[2...]), parts: []))
            } else {
                guard !files.isEmpty, let part = Part(line, names: names.count) else { return nil }
                files[files.count - 1].parts.append(part)
            }
        }
        self.init(names: names, files: files)
    }
}

extension SourceIndex.Part {
    init?(_ line: Substring.UTF8View, names: Int) {
        guard let first = line.first, let kind = Kind(rawValue: Character(UnicodeScalar(first))) else { return nil }
        var lists: [[Int]] = [[], []]
        var place = 0
        var number: Int?
        func end() { if let known = number { lists[place].append(known) } }
        let digest = line.dropFirst().prefix { $0 != Byte.space && $0 != UInt8(ascii: "|") }
        for byte in line[digest.endIndex...] {
            switch byte {
            case Byte.space:
                end()
                number = 0
            case UInt8(ascii: "|"):
                end()
                number = nil
                place += 1
                if place > 1 { return nil }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard let known = number, known < names else { return nil }
                number = known * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
        }
        end()
        guard place == 1, lists.joined().allSatisfy({ $0 < names }) else { return nil }
        if kind == .members, lists[0].isEmpty { return nil }
        self.init(kind: kind, digest: String(digest) ?? "", door: lists[0], mentions: lists[1])
    }
}

extension SourcePart.Door {
    /// Every name that opens it, or helps to.
    var all: Set<String> {
        switch self {
        case .open, .file: []
        case .names(let names), .local(let names), .anyMember(let names): names
        case .members(let type, let members): members.union([type])
        }
    }
}
