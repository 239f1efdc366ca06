import Experiments

extension Figure19 {
    /// The standard normal density.
    private static func density(_ x: Double) -> Double { 0.398_942_280_401_432_7 * DeterministicMath.exp(-x * x / 2) }

    /// The standard normal density and what bins of one size make of it: the same probability in each bin, evenly spread.
    struct BinnedDensity {
        let size: Double
        private let edges: [Double]
        private let heights: [Double]
        /// The total variation between the two, half the integral of their difference's magnitude; 0 to 1.
        let distance: Double

        init(size: Double) {
            self.size = size
            let last = Int((4 / size).rounded(.up))
            edges = (-last...last).map { Double($0) * size }
            heights = zip(edges, edges.dropFirst()).map { (SpecialFunctions.normalCDF($1) - SpecialFunctions.normalCDF($0)) / size }
            // By the midpoints of 400 pieces a bin.
            distance = zip(edges, heights).reduce(0.0) { sum, bin in
                sum + (0..<400).reduce(0.0) { $0 + abs(density(bin.0 + size * (Double($1) + 0.5) / 400) - bin.1) } * size / 800
            }
        }

        var series: [Series] {
            let value = Quantity("value", unit: "standard deviation")
            let x = (-160...160).map { Double($0) / 40 }
            return [
                // The last height repeats, so that each edge has one.
                Series(
                    "bins", "Density by bins", Column("edge", value, edges),
                    [Column("height", "density", heights + [heights.last!])]),
                Series("density", "Density", Column("x", value, x), [Column("density", "density", x.map(density))]),
            ]
        }
    }

    /// Two standard normal variables with a correlation: a pair whose mutual information is known.
    struct GaussianPair {
        let correlation: Double

        private var deviation: Double { (1 - correlation * correlation).squareRoot() }

        /// I(X;Y) = -1/2 log2(1 - ρ^2), in bits.
        var information: Double { -0.5 * DeterministicMath.log2(1 - correlation * correlation) }

        /// The exact mutual information of the variables' bins, in bits: what the estimator tends to as samples grow without limit.
        ///
        /// P(X in i, Y in j) is the integral over bin i of φ(x) (Φ((b - ρ x) / s) - Φ((a - ρ x) / s)), a and b bin j's borders and
        /// s^2 = 1 - ρ^2, by Gauss and Legendre's rule of four points on pieces no wider than 0.25 and s. Beyond nine standard deviations all
        /// is left out.
        func binnedInformation(size: Double, checkCancellation: () throws -> Void) rethrows -> Double {
            let last = Int((9 / size).rounded(.up))
            let borders = (-last...last).map { Double($0) * size }
            let bins = borders.count - 1
            let pieces = Int((size / min(0.25, deviation)).rounded(.up))
            let width = size / Double(pieces)
            let marginal = zip(borders, borders.dropFirst()).map { SpecialFunctions.normalCDF($1) - SpecialFunctions.normalCDF($0) }
            var information = 0.0
            for i in 0..<bins {
                try checkCancellation()
                var row = [Double](repeating: 0, count: bins)
                for piece in 0..<pieces {
                    for (node, weight) in Self.legendre {
                        let x = borders[i] + width * (Double(piece) + (1 + node) / 2)
                        let mass = weight * width / 2 * DeterministicMath.exp(-x * x / 2) * 0.398_942_280_401_432_7
                        var below = 0.0
                        for j in 0..<bins {
                            let place = (borders[j + 1] - correlation * x) / deviation
                            let cumulated = place < -9 ? 0 : place > 9 ? 1 : SpecialFunctions.normalCDF(place)
                            row[j] += mass * (cumulated - below)
                            below = cumulated
                            if place > 9 { break }
                        }
                    }
                }
                for j in 0..<bins where row[j] > 0 && marginal[i] > 0 && marginal[j] > 0 {
                    information += row[j] * DeterministicMath.log2(row[j] / (marginal[i] * marginal[j]))
                }
            }
            return information
        }

        /// Nodes and weights on -1...1.
        private static let legendre = [
            (-0.861_136_311_594_052_6, 0.347_854_845_137_453_86), (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
            (0.339_981_043_584_856_26, 0.652_145_154_862_546_1), (0.861_136_311_594_052_6, 0.347_854_845_137_453_86),
        ]

        /// The estimate less the exact information, in bits: [count][size], from one draw whose first samples are the smaller counts'.
        func errors(
            sizes: [Double], counts: [Int], seed: UInt64, checkCancellation: () throws -> Void
        ) rethrows -> [[Double]] {
            var generator = SeededGenerator(seed: seed, purpose: "Gaussian pair")
            var first: [Float] = []
            var second: [Float] = []
            for sample in 0..<(counts.max() ?? 0) {
                if sample % 8192 == 0 { try checkCancellation() }
                let values = generator.normals(2)
                first.append(Float(values[0]))
                second.append(Float(correlation * values[0] + deviation * values[1]))
            }
            let bins = sizes.map { (x: Binning(size: $0).codes(of: first), y: Binning(size: $0).codes(of: second)) }
            return try counts.map { count in
                try bins.map { x, y in
                    try checkCancellation()
                    return Self.estimate(x[..<count], y[..<count]) - information
                }
            }
        }

        /// The plug-in information of the pairs of bins, in bits: H(X) + H(Y) - H(X,Y).
        static func estimate(_ x: ArraySlice<Int32>, _ y: ArraySlice<Int32>) -> Double {
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
}
