import NumericCore

/// Values of nodes with mean 0 and deviation 1 over the samples that a fit sees.
///
/// A node's deviation counts as a tenth of its layer's median at least (chosen): a unit that is active on two of 20,000 samples has a
/// deviation of its own so small that one held-out sample outweighs all others.
struct Standardisation {
    /// In medians of the layer.
    static let leastDeviation = 0.1

    /// Whether each node has one value on all samples of the fit.
    let isConstant: [Bool]
    private let means: [Double]
    private let deviations: [Double]

    /// - Parameters:
    ///   - values: nodes x samples.
    ///   - count: how many samples, the first ones, the fit sees.
    ///   - least: the least deviation, in medians of those of the nodes that are not constant.
    init(_ values: Matrix<Float>, fit count: Int, least: Double = leastDeviation) {
        var means: [Double] = []
        var deviations: [Double] = []
        for node in 0..<values.rows {
            let row = values.row(node).prefix(count)
            let mean = row.reduce(0) { $0 + Double($1) } / Double(count)
            means.append(mean)
            deviations.append((row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(count)).squareRoot())
        }
        isConstant = (0..<values.rows).map { node in
            let row = values.row(node).prefix(count)
            return row.allSatisfy { $0 == row.first }
        }
        let moving = zip(deviations, isConstant).filter { !$1 }.map(\.0).sorted()
        let median = moving.isEmpty ? 1 : (moving[(moving.count - 1) / 2] + moving[moving.count / 2]) / 2
        self.means = means
        self.deviations = deviations.map { max($0, least * median) }
    }

    /// Sample by sample, the given nodes of each; constant ones are 0 on all.
    func rows(_ values: Matrix<Float>, nodes: [Int], samples: Range<Int>) -> [Float] {
        var rows = [Float](repeating: 0, count: samples.count * nodes.count)
        for (place, node) in nodes.enumerated() where !isConstant[node] {
            let row = values.row(node)
            for (index, sample) in samples.enumerated() {
                rows[index * nodes.count + place] = Float((Double(row[row.startIndex + sample]) - means[node]) / deviations[node])
            }
        }
        return rows
    }
}
