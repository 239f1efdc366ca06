import NumericCore

extension MutualInformation {
    /// I(T;Y) = H(Y) - H(Y|T) of equally likely samples whose label of two is not certain, from their symbols.
    /// - Parameter secondClass: p(y = 1|x), sample by sample.
    public static func of<T: Hashable>(_ symbols: [T], secondClass: [Double]) -> Double {
        precondition(symbols.count == secondClass.count, "\(symbols.count) symbols, \(secondClass.count) labels")
        var places: [T: Int] = [:]
        var cells: [(labels: Double, count: Double)] = []
        for (symbol, label) in zip(symbols, secondClass) {
            let cell = places[symbol, default: cells.count]
            if cell == cells.count {
                cells.append((0, 0))
                places[symbol] = cell
            }
            cells[cell].labels += label
            cells[cell].count += 1
        }
        func entropy(_ p: Double) -> Double {
            p > 0 && p < 1 ? -p * DeterministicMath.log2(p) - (1 - p) * DeterministicMath.log2(1 - p) : 0
        }
        let total = Double(symbols.count)
        let conditional = cells.reduce(0) { $0 + $1.count / total * entropy($1.labels / $1.count) }
        return max(0, entropy(cells.map(\.labels).reduce(0, +) / total) - conditional)
    }
}
