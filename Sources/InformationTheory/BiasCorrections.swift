/// What bias correction adds to the measures of k units with a target, in bits, for every k.
struct BiasCorrections: Sendable {
    /// The largest k whose entropies the samples determine.
    let largestSize: Int
    /// The target's dimensions, if it is continuous.
    let targetColumns: Int
    /// The number of samples that limits k: of the smallest class, if the target is a class.
    let fewestSamples: Int
    /// To TC(X), DTC(X|Y) and I(X;Y), of k units.
    private(set) var totalCorrelation: [Double]
    private(set) var dualGivenTarget: [Double]
    private(set) var withTarget: [Double]

    /// For no target or one of continuous columns.
    /// - Parameter samples: nil for no correction.
    init(samples: Int?, targetColumns columns: Int, largest: Int) {
        self.init(largest: largest, targetColumns: columns, fewestSamples: largest + columns + 1)
        guard let samples else { return }
        let biases = (0...largest + columns).map { GaussianEntropy.bias(dimensions: $0, samples: samples) }
        for k in stride(from: 1, through: largest, by: 1) {
            totalCorrelation[k] = biases[k] - Double(k) * biases[1]
            // DTC = H(X,Y) - H(Y) - k H(X,Y) + sum of H(X without j, Y).
            dualGivenTarget[k] =
                Double(k) * (biases[k + columns] - biases[k + columns - 1]) - (biases[k + columns] - biases[columns])
            withTarget[k] = biases[k + columns] - biases[k] - biases[columns]
        }
    }

    /// For a target that is a class.
    init(samples: Int, classSizes: [Int], isApplied: Bool, largest: Int) {
        self.init(largest: largest, targetColumns: 0, fewestSamples: classSizes.min() ?? 0)
        guard isApplied else { return }
        func biases(_ samples: Int) -> [Double] { (0...largest).map { GaussianEntropy.bias(dimensions: $0, samples: samples) } }
        let all = biases(samples)
        for k in stride(from: 1, through: largest, by: 1) {
            totalCorrelation[k] = all[k] - Double(k) * all[1]
            withTarget[k] = -all[k]
        }
        for size in classSizes {
            let own = biases(size)
            let weight = Double(size) / Double(samples)
            for k in stride(from: 1, through: largest, by: 1) {
                dualGivenTarget[k] += weight * (Double(k) * (own[k] - own[k - 1]) - own[k])
                withTarget[k] += weight * own[k]
            }
        }
    }

    private init(largest: Int, targetColumns: Int, fewestSamples: Int) {
        largestSize = largest
        self.targetColumns = targetColumns
        self.fewestSamples = fewestSamples
        totalCorrelation = Array(repeating: 0, count: max(0, largest) + 1)
        dualGivenTarget = totalCorrelation
        withTarget = totalCorrelation
    }
}
