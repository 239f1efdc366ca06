import NumericCore

/// The entropies that measures of a whole system of variables are made of, in bits.
package struct SystemEntropies: Sendable {
    /// H(X).
    var joint: Double
    /// H(X_j).
    var single: [Double]
    /// H(X without X_j).
    var without: [Double]

    /// Plug-in entropies of discrete variables.
    /// - Parameter variables: each variable's symbols on the same samples, at least one variable.
    init(_ variables: [[some Hashable]]) {
        self.init(numbered: variables.map { SymbolCounts($0).numbers.map { UInt32($0) } }, check: {})
    }

    /// Plug-in entropies of discrete variables whose symbols are numbers.
    ///
    /// Three passes over the variables: what lies behind a variable is joined from the last one on and kept (4 bytes a sample and
    /// variable), what lies before it from the first one on, and the two together are all but that variable.
    /// - Parameters:
    ///   - variables: each variable's symbols on the same samples, at least one variable.
    ///   - check: called for each variable and pass; what it throws ends the work.
    package init(numbered variables: [[UInt32]], check: () throws -> Void) rethrows {
        let samples = variables.first?.count ?? 0
        precondition(!variables.isEmpty, "a system of no variables")
        precondition(variables.allSatisfy { $0.count == samples }, "the variables differ in their number of samples")
        let none = [UInt32](repeating: 0, count: samples)
        single = try variables.map { variable in
            try check()
            return Self.joined(none, variable).entropy
        }
        var behind = [none]
        for variable in variables.dropFirst().reversed() {
            try check()
            behind.append(Self.joined(behind[behind.count - 1], variable).numbers)
        }
        var before = (numbers: none, entropy: 0.0)
        without = []
        for variable in variables {
            try check()
            without.append(Self.joined(before.numbers, behind.removeLast()).entropy)
            before = Self.joined(before.numbers, variable)
        }
        joint = before.entropy
    }

    /// Each sample's joint symbol of two variables, numbered by first appearance, and its entropy.
    private static func joined(_ one: [UInt32], _ other: [UInt32]) -> (numbers: [UInt32], entropy: Double) {
        var symbols = KeyCounts()
        var numbers = [UInt32](repeating: 0, count: one.count)
        symbols.add(one.map(UInt64.init), other.map(UInt64.init), one.count, numbers: &numbers)
        return (numbers, Entropy.ofCounts(symbols.counts))
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

    // MARK: What is made of them

    /// Sum of H(X_j) - H(X).
    package var totalCorrelation: Double { single.reduce(0, +) - joint }

    /// H(X) - sum of H(X_j | the others).
    package var dualTotalCorrelation: Double { joint - without.reduce(0) { $0 + (joint - $1) } }

    /// (n - 2) H(X) + sum of H(X_j) - H(X without X_j).
    package var oInformation: Double {
        Double(single.count - 2) * joint + zip(single, without).reduce(0) { $0 + ($1.0 - $1.1) }
    }
}
