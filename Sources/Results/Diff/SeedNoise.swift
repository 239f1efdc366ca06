import SampleStatistics

/// Did a curve move by more than its networks' seeds alone would move it?
///
/// Networks are paired by position, which is their seed's. With d_i(t) the difference new - old of network i at point t, i = 1...n, the
/// hypothesis is that the d_i are independent draws of a normal curve with mean zero and any covariance Σ between points. Then
///
///     T = n mean_t d̄(t)²    and    S = mean_t s²(t),    s² the variance over networks,
///
/// are independent, L T is distributed as Σ_k λ_k χ²_1 and (n-1) L S as Σ_k λ_k χ²_(n-1), with λ the eigenvalues of Σ and L the number of
/// points. Matching mean and variance (Box 1954, Annals of Mathematical Statistics 25; for curves Shen and Faraway 2004, Statistica Sinica
/// 14), T / S is nearly F-distributed with κ and κ (n-1) degrees of freedom, where κ = (tr Σ)² / tr Σ² is the number of independent parts
/// that the curve has: 1 for curves that move as a whole, where this is the paired t-test; L for independent points.
///
/// That is what gives it power at three networks: a signed-rank or sign-flip test of three pairs cannot fall below p = 0.25, and a t-test
/// of the curves' means has two degrees of freedom. κ itself cannot be had from three networks of one series, so it is estimated from
/// all series of a panel that show the same quantity, as the ratio of sums of unbiased estimates of (tr Σ)² and tr Σ² (Zhang 2013,
/// Analysis of Variance for Functional Data, Section 4.3), each series scaled to spread 1. The ratio of few such sums comes out too
/// large as often as too small, and too large raises false alarms: a quarter of a series of a single part is added to them, which holds the
/// false alarms of few series with few networks near the level (under a tenth where the level is a twentieth: DiffSeedNoiseTests). With two
/// networks κ is taken as 1.
///
/// Where both reports used the same seeds the differences are small and the test sees small consistent shifts; where they used others, the
/// pairs are arbitrary and it remains valid.
public struct SeedNoise: Sendable, Equatable {
    /// Pairs of networks.
    public let networks: Int
    /// T above.
    public let movement: Double
    /// S above.
    public let spread: Double
    /// tr Σ̂² / L², with Σ̂ the covariance's estimate from n - 1 degrees of freedom.
    let spreadSquares: Double

    /// From this many pairs of networks on a movement that is not significant counts as no more than seeds do. With two, the test has one
    /// degree of freedom: a movement of a dozen seed spreads can stay above the level.
    public static let leastNetworks = 3

    /// The level at which corrected p-values are held.
    public static let level = 0.05

    /// - Parameter differences: one curve a network, all of one length; points at which any is not finite are left out.
    /// - Returns: nil for fewer than two networks, or no points.
    public init?(differences: [[Double]]) {
        guard differences.count > 1 else { return nil }
        let points = differences[0].indices.filter { point in differences.allSatisfy { $0[point].isFinite } }
        guard !points.isEmpty else { return nil }
        let n = Double(differences.count)
        let length = Double(points.count)
        let mean = points.map { point in differences.reduce(0) { $0 + $1[point] } / n }
        let residuals = differences.map { curve in zip(points, mean).map { curve[$0] - $1 } }
        // tr Σ̂² from the products of residual curves, n x n of them instead of L x L.
        var trace = 0.0
        var squares = 0.0
        for (i, a) in residuals.enumerated() {
            for (j, b) in residuals.enumerated() {
                let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / length
                squares += product * product
                if i == j { trace += product }
            }
        }
        networks = differences.count
        movement = n * mean.reduce(0) { $0 + $1 * $1 } / length
        spread = trace / (n - 1)
        spreadSquares = squares / ((n - 1) * (n - 1))
    }

    /// κ, from series that show the same quantity; at least 1.
    public static func parts(of series: [SeedNoise]) -> Double {
        var squaredTraces = 0.0
        var tracesOfSquares = 0.0
        for one in series where one.networks > 2 && one.spread > 0 {
            let v = Double(one.networks - 1)
            let ratio = one.spreadSquares / (one.spread * one.spread)
            let scale = v / ((v - 1) * (v + 2))
            squaredTraces += scale * (v + 1 - 2 * ratio)
            tracesOfSquares += scale * (v * ratio - 1)
        }
        guard let most = series.map(\.networks).max(), most > 2 else { return 1 }
        // A quarter of a series of a single part: its two estimates are equal, v / (v + 2).
        let v = Double(most - 1)
        squaredTraces += v / (v + 2) / 4
        tracesOfSquares += v / (v + 2) / 4
        guard squaredTraces > 0 else { return 1 }
        return max(1, min(squaredTraces / max(tracesOfSquares, 1e-300), mostParts))
    }

    /// Curves of training rarely have more independent parts than this, and taking fewer than there are loses power, not validity.
    private static let mostParts = 16.0

    /// The chance of at least this movement by seeds alone.
    /// - Parameter parts: κ.
    public func p(parts: Double) -> Double {
        if movement == 0 { return 1 }
        guard spread > 0 else { return 0 }
        return SpecialFunctions.fisherUpper(movement / spread, parts, parts * Double(networks - 1))
    }
}
