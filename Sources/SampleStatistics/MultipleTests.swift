extension Statistics {
    /// Holm's step-down correction (Holm 1979): p-values that can each be held against a level for all of them together.
    /// - Returns: in the given order.
    public static func holm(_ p: [Double]) -> [Double] {
        var corrected = p
        var least = 0.0
        for (place, index) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated() {
            least = max(least, min(1, p[index] * Double(p.count - place)))
            corrected[index] = least
        }
        return corrected
    }

    /// Benjamini and Hochberg's correction (1995): the share of false alarms to expect among all tests whose corrected value is at most as
    /// large. Where no hypothesis is false, the chance of any alarm is the level, as with Holm's; where many are, more of them are found.
    /// - Returns: in the given order.
    public static func benjaminiHochberg(_ p: [Double]) -> [Double] {
        var corrected = p
        var least = 1.0
        for (place, index) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated().reversed() {
            least = min(least, p[index] * Double(p.count) / Double(place + 1))
            corrected[index] = least
        }
        return corrected
    }
}
