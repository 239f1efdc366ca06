extension MutualInformation {
    /// I(X;Y) = H(X) + H(Y) - H(X,Y) of two variables' bins, which lie close together: counted in tables and not by looking bins up.
    public static func ofBins(_ x: some Collection<Int32>, and y: some Collection<Int32>) -> Double {
        precondition(x.count == y.count, "\(x.count) samples of one variable, \(y.count) of the other")
        guard let lowX = x.min(), let highX = x.max(), let lowY = y.min(), let highY = y.max() else { return 0 }
        let (rows, columns) = (Int(highX - lowX) + 1, Int(highY - lowY) + 1)
        func entropy(_ cells: some Sequence<Int>, of count: Int) -> Double {
            var counts = [Int](repeating: 0, count: count)
            for cell in cells { counts[cell] += 1 }
            return Entropy.ofCounts(counts)
        }
        let joint = zip(x, y).lazy.map { Int($0 - lowX) * columns + Int($1 - lowY) }
        return entropy(x.lazy.map { Int($0 - lowX) }, of: rows) + entropy(y.lazy.map { Int($0 - lowY) }, of: columns)
            - entropy(joint, of: rows * columns)
    }
}
