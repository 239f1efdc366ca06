/// One of the things that a result depends on: a setting, a data set, a seed, the source of a module.
public struct KeyInput: Hashable, Sendable, Codable {
    /// "setting epochs", "data MNIST", "source Networks", "seed".
    public var name: String
    /// "8000", "stand-in Glyphs 9f86...". A word of 64 hexadecimal digits is a digest: it counts, and is not shown to people.
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// A setting under its key in a report definition.
    public static func setting(_ key: String, _ value: String) -> KeyInput { KeyInput("setting \(key)", value) }

    /// The data set that a figure asks for, what it got ("MNIST", "stand-in Glyphs"), and the SHA-256 of what it got.
    public static func data(_ name: String, used: String, digest: String) -> KeyInput {
        KeyInput("data \(name)", "\(used) \(digest)")
    }

    /// Files of a module and the digests of their code; of each digest 16 digits are kept.
    /// - Parameter files: by path in the module's folder: "Running/Trainer.swift".
    public static func source(_ module: String, files: [(path: String, digest: String)]) -> KeyInput {
        KeyInput(
            "source \(module)",
            files.sorted { $0.path < $1.path }.map { "\($0.path) \($0.digest.prefix(16))" }.joined(separator: " "))
    }

    /// Path and digest of each file of a module's source; nil for another input, or one of an earlier version.
    var sourceFiles: [String: String]? {
        guard name.hasPrefix("source ") else { return nil }
        let words = value.split(separator: " ").map(String.init)
        guard words.count > 1, words.count.isMultiple(of: 2) else { return nil }
        var files: [String: String] = [:]
        for index in stride(from: 0, to: words.count, by: 2) { files[words[index]] = words[index + 1] }
        return files
    }

    public static func seed(_ seed: UInt64) -> KeyInput { KeyInput("seed", String(seed)) }

    /// The value without its digests.
    var shownValue: String { value.split(separator: " ").filter { !CacheKey.isDigest($0) }.joined(separator: " ") }
}

extension [KeyInput] {
    /// In order of their names.
    /// - Precondition: no two have one name.
    public var sortedByName: [KeyInput] {
        let sorted = self.sorted { $0.name < $1.name }
        for (input, next) in zip(sorted, sorted.dropFirst()) {
            precondition(input.name != next.name, "two inputs are named '\(input.name)'")
        }
        return sorted
    }

    /// What differs from older inputs, in order of the names.
    public func differences(from old: [KeyInput]) -> [InputChange] {
        let before = Dictionary(uniqueKeysWithValues: old.sortedByName.map { ($0.name, $0) })
        let now = Dictionary(uniqueKeysWithValues: sortedByName.map { ($0.name, $0) })
        return Set(before.keys).union(now.keys).sorted().compactMap { name in
            before[name] == now[name] ? nil : InputChange(name: name, old: before[name]?.value, new: now[name]?.value)
        }
    }
}

/// An input that is not what it was.
public struct InputChange: Equatable, Sendable, CustomStringConvertible {
    public var name: String
    /// Nil where the input is new.
    public var old: String?
    /// Nil where the input is gone.
    public var new: String?

    public init(name: String, old: String?, new: String?) {
        self.name = name
        self.old = old
        self.new = new
    }

    /// "setting epochs: 4000 -> 8000", "source Networks/Running/Trainer.swift: 3fa91c20 -> 77d0e41b", "data MNIST: stand-in Glyphs ->
    /// MNIST", "setting bins: new (30)", "setting bins: gone (was 30)".
    public var description: String {
        if let sources = sourceChanges { return sources }
        let before = old.map { KeyInput(name, $0).shownValue }
        let now = new.map { KeyInput(name, $0).shownValue }
        return switch (before, now) {
        case (let before?, let now?): before == now ? "\(name): changed" : "\(name): \(before) -> \(now)"
        case (nil, let now?): now.isEmpty ? "\(name): new" : "\(name): new (\(now))"
        case (let before?, nil): before.isEmpty ? "\(name): gone" : "\(name): gone (was \(before))"
        case (nil, nil): "\(name): unchanged"
        }
    }

    /// The files of a module's source that differ, by name as far as they are few.
    private var sourceChanges: String? {
        guard let before = old.map({ KeyInput(name, $0).sourceFiles }) ?? [:],
            let now = new.map({ KeyInput(name, $0).sourceFiles }) ?? [:]
        else { return name.hasPrefix("source ") ? "\(name): changed" : nil }
        let changed = Set(before.keys).union(now.keys).filter { before[$0] != now[$0] }.sorted()
        func word(_ path: String) -> String {
            switch (before[path]?.prefix(8), now[path]?.prefix(8)) {
            case (let old?, let new?): "\(name)/\(path): \(old) -> \(new)"
            case (nil, _): "\(name)/\(path): new"
            case (_, nil): "\(name)/\(path): gone"
            }
        }
        let shown = changed.count > 4 ? 3 : changed.count
        let rest = changed.count - shown
        return changed.prefix(shown).map(word).joined(separator: ", ") + (rest > 0 ? " and \(rest) more of its files" : "")
    }
}
