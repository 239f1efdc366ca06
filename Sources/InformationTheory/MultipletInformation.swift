/// The measures of a multiplet of units joined with a target as one more variable, in bits.
public struct MultipletInformation: Sendable, Equatable {
    /// Of the units and the target.
    public var totalCorrelation: Double
    /// Of the units and the target.
    public var dualTotalCorrelation: Double
    /// The mutual information of the units, taken together, with the target; 0 without one.
    public var withTarget: Double
    /// Total correlation less dual total correlation; positive where redundancy dominates.
    public var oInformation: Double
}

/// The measures of multiplets that are built unit by unit.
struct MultipletEvaluator {
    private var marginal: CholeskyChain
    private var conditionals: [CholeskyChain]
    private let weights: [Double]
    private let corrections: BiasCorrections

    /// - Parameter capacity: the most units of a multiplet.
    init(_ system: OInformationSystem, capacity: Int) {
        marginal = CholeskyChain(system.marginal, capacity: capacity, keepsInverses: false)
        conditionals = system.conditionals.map { CholeskyChain($0.matrix, capacity: capacity, keepsInverses: true) }
        weights = system.conditionals.map(\.weight)
        corrections = system.corrections
    }

    /// Makes a unit, by its place among the usable ones, the next behind the first `count`.
    /// - Returns: whether the measures of all of them exist; where not, nothing may be built on the new one.
    mutating func set(_ count: Int, to place: Int) -> Bool {
        guard marginal.set(count, to: place) else { return false }
        for target in conditionals.indices where !conditionals[target].set(count, to: place) { return false }
        return true
    }

    /// Ω(X, Y) = TC(X) - DTC(X|Y) of the first `count` units.
    func oInformation(ofFirst count: Int) -> Double { totalCorrelation(count) - dualGivenTarget(count) }

    func information(ofFirst count: Int) -> MultipletInformation {
        var nats = marginal.logDeterminants[count]
        for (weight, conditional) in zip(weights, conditionals) { nats -= weight * conditional.logDeterminants[count] }
        let withTarget = nats / 2 / GaussianEntropy.ln2 + corrections.withTarget[count]
        return MultipletInformation(
            totalCorrelation: totalCorrelation(count) + withTarget, dualTotalCorrelation: dualGivenTarget(count) + withTarget,
            withTarget: withTarget, oInformation: oInformation(ofFirst: count))
    }

    /// The margins have variance 1: TC = -1/2 log det C.
    private func totalCorrelation(_ count: Int) -> Double {
        -marginal.logDeterminants[count] / (2 * GaussianEntropy.ln2) + corrections.totalCorrelation[count]
    }

    /// DTC = 1/2 log det C + 1/2 sum of log (C⁻¹)_jj, as 1 / (C⁻¹)_jj is the variance of j given the others.
    private func dualGivenTarget(_ count: Int) -> Double {
        var nats = 0.0
        for target in conditionals.indices {
            nats += weights[target] * (conditionals[target].logDeterminants[count] + conditionals[target].sumsOfLogInverses[count])
        }
        return nats / (2 * GaussianEntropy.ln2) + corrections.dualGivenTarget[count]
    }
}
