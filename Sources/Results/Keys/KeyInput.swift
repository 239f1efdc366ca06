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

    /// A module ("Networks") or a single file ("Experiments/InformationPlane/Figure1.swift") and the digest of its code.
    public static func source(_ path: String, digest: String) -> KeyInput { KeyInput("source \(path)", digest) }

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

    /// "setting epochs: 4000 -> 8000", "source Networks: changed", "data MNIST: stand-in Glyphs -> MNIST", "setting bins: new
    /// (30)", "setting bins: gone (was 30)".
    public var description: String {
        let before = old.map { KeyInput(name, $0).shownValue }
        let now = new.map { KeyInput(name, $0).shownValue }
        return switch (before, now) {
        case (let before?, let now?): before == now ? "\(name): changed" : "\(name): \(before) -> \(now)"
        case (nil, let now?): now.isEmpty ? "\(name): new" : "\(name): new (\(now))"
        case (let before?, nil): before.isEmpty ? "\(name): gone" : "\(name): gone (was \(before))"
        case (nil, nil): "\(name): unchanged"
        }
    }
}
