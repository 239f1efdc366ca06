/// What becomes of a filter's map for it to be one number (Westphal et al. 2024, appendix E.2 and table 3).
public enum MapCollapse: String, Codable, Hashable, Sendable, CaseIterable {
    /// The mean magnitude; the paper's choice.
    case l1
    /// The root of the mean square.
    case l2
    /// The mean, of what the activation takes (chosen: behind a ReLU it would be that of the magnitudes).
    case mean
    /// The standard deviation.
    case deviation

    /// Sums are divided by the number of positions, which standardising undoes.
    func value(_ map: some Sequence<Double>, positions: Int) -> Double {
        let count = Double(positions)
        switch self {
        case .l1: return map.reduce(0) { $0 + abs($1) } / count
        case .l2: return (map.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        case .mean: return map.reduce(0, +) / count
        case .deviation:
            let mean = map.reduce(0, +) / count
            return (map.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        }
    }
}
