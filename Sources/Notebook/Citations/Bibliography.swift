import Files

/// The works that pages may cite.
public struct Bibliography: Sendable, Equatable {
    public private(set) var entries: [BibliographyEntry] = []
    private var places: [String: Int] = [:]

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }

    /// Adds a file's entries.
    /// - Throws: a `Fault` (status usage) where a key is there already.
    public mutating func add(_ more: [BibliographyEntry]) throws {
        for entry in more {
            if let other = self[entry.key] {
                throw Fault(
                    "the key '\(entry.key.prefix(80))' stands in \(other.place), too", at: entry.place,
                    remedy: "give one of them another key",
                    status: .usage)
            }
            places[entry.key] = entries.count
            entries.append(entry)
        }
    }

    public subscript(key: String) -> BibliographyEntry? { places[key].map { entries[$0] } }

    /// Sees that the work is there.
    /// - Throws: a `Fault` (status usage) with the nearest keys.
    public func check(_ key: String, at place: String) throws {
        guard self[key] == nil else { return }
        guard !isEmpty else {
            throw Fault(
                "'@\(key.prefix(80))' is cited, and no bibliography is named", at: place,
                remedy:
                    "name one in the report's definition or at the page's head, 'bibliography: refs.bib', or write \\[@ for the signs themselves",
                status: .usage)
        }
        let near = NearestNames.suggestions(for: key, among: entries.map(\.key))
        throw Fault(
            "no work has the key '\(key.prefix(80))'", at: place,
            remedy: near.isEmpty
                ? "the bibliography has \(entries.prefix(8).map(\.key).joined(separator: ", "))\(entries.count > 8 ? ", …" : "")"
                : "did you mean \(near.joined(separator: " or "))?", status: .usage)
    }
}
