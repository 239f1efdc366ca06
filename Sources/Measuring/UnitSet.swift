import Files

/// Some of a layer's units as a person writes them: "0,3,7-9", or by the names that a file gives its columns.
public struct UnitSet: Sendable, Equatable, CustomStringConvertible {
    private let parts: [String]

    /// - Throws: a `Fault` (status usage) where there is nothing between two commas.
    public init(_ text: String) throws {
        parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard !parts.contains("") else {
            throw Fault("'\(text)' are no units", remedy: "write them as 0,3,7-9 or by name", status: .usage)
        }
    }

    public init(_ units: [Int]) { parts = units.map(String.init) }

    public var description: String { parts.joined(separator: ",") }

    /// The units' numbers, in the order written.
    /// - Throws: a `Fault` (status usage) for a unit that the layer does not have, or one written twice.
    func numbers(in layer: some ActivationSource) throws -> [Int] {
        let names = layer.unitNames ?? []
        let places = Dictionary(zip(names, names.indices)) { first, _ in first }
        var found: [Int] = []
        for part in parts {
            let numbers: ClosedRange<Int>
            if let place = places[part] {
                numbers = place...place
            } else if let range = Self.range(part) {
                numbers = range
            } else {
                throw Fault(
                    "\(layer.origin) has no unit '\(part)'",
                    remedy: names.isEmpty ? "its units are 0 to \(layer.units - 1)" : "its units are \(Words.list(names))",
                    status: .usage)
            }
            guard numbers.upperBound < layer.units else {
                throw Fault(
                    "\(layer.origin) has no unit \(numbers.upperBound)",
                    remedy: "it has \(layer.units) units, 0 to \(layer.units - 1)", status: .usage)
            }
            found += numbers
        }
        if let twice = Self.firstRepeated(found) {
            throw Fault("unit \(twice) is twice in --units \(self)", remedy: "write each unit once", status: .usage)
        }
        return found
    }

    private static func range(_ part: String) -> ClosedRange<Int>? {
        let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last else {
            return nil
        }
        return first...last
    }

    private static func firstRepeated(_ numbers: [Int]) -> Int? {
        var seen: Set<Int> = []
        return numbers.first { !seen.insert($0).inserted }
    }
}
