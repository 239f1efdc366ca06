extension MutualInformation {
    /// I(X;Y) = H(X) + H(Y) - H(X,Y) of two variables' bins, which lie close together: counted in tables and not by looking bins up.
    public static func ofBins(_ x: some Collection<Int32>, and y: some Collection<Int32>) -> Double {
        precondition(x.count == y.count, "\(x.count) samples of one variable, \(y.count) of the other")
        return ofBinArrays(Array(x), Array(y))
    }

    /// By arrays, since generic code that other modules call looks its types up at every sample.
    private static func ofBinArrays(_ x: [Int32], _ y: [Int32]) -> Double {
        guard let lowX = x.min(), let highX = x.max(), let lowY = y.min(), let highY = y.max() else { return 0 }
        let (rows, columns) = (Int(highX - lowX) + 1, Int(highY - lowY) + 1)
        var (ofX, ofY) = ([Int](repeating: 0, count: rows), [Int](repeating: 0, count: columns))
        var joint = [Int](repeating: 0, count: rows * columns)
        for place in x.indices {
            let (row, column) = (Int(x[place] - lowX), Int(y[place] - lowY))
            ofX[row] += 1
            ofY[column] += 1
            joint[row * columns + column] += 1
        }
        return Entropy.ofCounts(ofX) + Entropy.ofCounts(ofY) - Entropy.ofCounts(joint)
    }
}
