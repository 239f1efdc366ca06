import NumericCore
import SampleStatistics

/// Two standard normal variables with a correlation: a pair whose mutual information is known.
public struct GaussianPair: Sendable {
    public let correlation: Double

    /// - Parameter correlation: between -1 and 1.
    public init(correlation: Double) {
        precondition(abs(correlation) < 1, "the correlation is \(correlation)")
        self.correlation = correlation
    }

    private var deviation: Double { (1 - correlation * correlation).squareRoot() }

    /// I(X;Y) = -1/2 log2(1 - ρ^2), in bits.
    public var information: Double { -0.5 * DeterministicMath.log2(1 - correlation * correlation) }

    /// The exact mutual information of the variables' bins, in bits: what the estimator tends to as samples grow without limit.
    ///
    /// P(X in i, Y in j) is the integral over bin i of φ(x) (Φ((b - ρ x) / s) - Φ((a - ρ x) / s)), a and b bin j's borders and
    /// s^2 = 1 - ρ^2, by Gauss and Legendre's rule of four points on pieces no wider than 0.25 and s. Beyond nine standard deviations all
    /// is left out.
    public func binnedInformation(size: Double, checkCancellation: () throws -> Void) rethrows -> Double {
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

    /// Samples of a seed's draw; the first ones are the same whatever comes after them.
    public func samples(_ count: Int, seed: UInt64, checkCancellation: () throws -> Void) rethrows -> (x: [Float], y: [Float]) {
        var generator = SeededGenerator(seed: seed, purpose: "Gaussian pair")
        var x: [Float] = []
        var y: [Float] = []
        for sample in 0..<count {
            if sample % 8192 == 0 { try checkCancellation() }
            let values = generator.normals(2)
            x.append(Float(values[0]))
            y.append(Float(correlation * values[0] + deviation * values[1]))
        }
        return (x, y)
    }

    /// Gauss and Legendre's nodes and weights on -1...1.
    private static let legendre = [
        (-0.861_136_311_594_052_6, 0.347_854_845_137_453_86), (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
        (0.339_981_043_584_856_26, 0.652_145_154_862_546_1), (0.861_136_311_594_052_6, 0.347_854_845_137_453_86),
    ]
}
