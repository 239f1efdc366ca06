import NumericCore

/// The entropies that measures of a whole system of variables are made of, in bits.
struct SystemEntropies {
    /// H(X).
    var joint: Double
    /// H(X_j).
    var single: [Double]
    /// H(X without X_j).
    var without: [Double]

    /// Plug-in entropies of discrete variables.
    /// - Parameter variables: each variable's symbols on the same samples, at least one variable.
    init(_ variables: [[some Hashable]]) {
        let samples = variables.first?.count ?? 0
        precondition(!variables.isEmpty, "a system of no variables")
        precondition(variables.allSatisfy { $0.count == samples }, "the variables differ in their number of samples")
        let symbols = variables.map { SymbolCounts($0) }
        func entropy(_ symbols: SymbolCounts) -> Double { Entropy.ofCounts(symbols.counts) }
        func joined(_ parts: some Sequence<SymbolCounts>) -> SymbolCounts {
            parts.reduce(SymbolCounts(repeatElement(0, count: samples))) { whole, part in
                SymbolCounts(zip(whole.numbers, part.numbers).map { $0 * part.counts.count + $1 })
            }
        }
        joint = entropy(joined(symbols))
        single = symbols.map(entropy)
        without = symbols.indices.map { left in
            entropy(joined(symbols.indices.lazy.filter { $0 != left }.map { symbols[$0] }))
        }
    }

    /// Entropies of Gaussian variables: all from one Cholesky factor, as det(C without j) = det C (C⁻¹)_jj.
    init(_ covariance: Covariance, biasCorrected: Bool) throws(DegenerateSamples) {
        let size = covariance.dimensions
        precondition(size > 0, "a system of no variables")
        try GaussianEntropy.checkSamples(of: covariance)
        let factor = try Cholesky(covariance)
        func entropy(_ logDeterminant: Double, _ dimensions: Int) -> Double {
            GaussianEntropy.nats(logDeterminant: logDeterminant, dimensions: dimensions) / GaussianEntropy.ln2
                - (biasCorrected ? GaussianEntropy.bias(of: covariance, dimensions: dimensions) : 0)
        }
        let logDeterminant = factor.logDeterminant
        joint = entropy(logDeterminant, size)
        single = (0..<size).map { entropy(DeterministicMath.log(covariance.matrix[$0, $0]), 1) }
        without = factor.inverseDiagonal.map { entropy(logDeterminant + DeterministicMath.log($0), size - 1) }
    }
}
