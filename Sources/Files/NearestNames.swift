/// Suggestions for a misspelt name.
public enum NearestNames {
    /// The names nearest to `name` by edit distance, best first, three at most; none where nothing is near, and for no name.
    public static func suggestions(for name: String, among names: [String]) -> [String] {
        guard (1...100).contains(name.count) else { return [] }
        let limit = max(2, name.count / 3)
        return names.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= limit || $0.name.contains(name) && !name.isEmpty }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }

    /// The Levenshtein distance: how many insertions, deletions and replacements lead from one to the other.
    static func distance(_ a: String, _ b: String) -> Int {
        let target = Array(b)
        var row = Array(0...target.count)
        for (i, character) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in target.enumerated() {
                let substitution = diagonal + (character == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, diagonal + 1, row[j] + 1)
            }
        }
        return row[target.count]
    }
}
