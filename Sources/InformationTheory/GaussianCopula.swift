/// Mutual information of continuous variables by a Gaussian copula, in bits.
///
/// Each variable's ranks are turned into normal scores, which changes no mutual information; the scores' Gaussian entropies then give a
/// lower bound of it. Source: Ince et al., "A statistical framework for neuroimaging data analysis based on mutual information estimated
/// via a Gaussian copula" (2017). Values are not clipped at 0.
public enum GaussianCopula {
    /// I(X;Y) = H(X) + H(Y) - H(X,Y) of two variables of one or more dimensions each.
    /// - Parameters:
    ///   - x: the dimensions of one variable, each with a value for every sample.
    ///   - y: those of the other, on the same samples.
    ///   - scores: those of the number of samples, if they are at hand.
    /// - Throws: too few samples for the dimensions, or a singular covariance of both together.
    public static func mutualInformation(
        of x: [[Double]], and y: [[Double]], ties: Ties = .ordinal, biasCorrected: Bool = true,
        scores: CopulaScores = CopulaScores()
    ) throws(DegenerateSamples) -> Double {
        try check(x + y)
        let joint = Covariance(copulaOf: x + y, ties: ties, scores: scores)
        func entropy(_ variables: Range<Int>) throws(DegenerateSamples) -> Double {
            try GaussianEntropy.of(joint.restricted(to: Array(variables)), biasCorrected: biasCorrected)
        }
        let all = x.count + y.count
        return try entropy(0..<x.count) + entropy(x.count..<all) - entropy(0..<all)
    }

    /// I(X;Y) with a class, X Gaussian over all samples and within each class (an analysis of variance): H(X) - sum of P(y) H(X|y), each
    /// entropy with the bias of its own number of samples.
    /// - Parameters:
    ///   - labels: each sample's class.
    ///   - scores: those of the number of samples, if they are at hand.
    /// - Throws: too few samples in a class for the dimensions, or a singular covariance.
    public static func anovaInformation(
        of x: [[Double]], about labels: [UInt16], ties: Ties = .ordinal, biasCorrected: Bool = true,
        scores: CopulaScores = CopulaScores()
    ) throws(DegenerateSamples) -> Double {
        precondition(x.allSatisfy { $0.count == labels.count }, "the variables' samples are not the \(labels.count) labels'")
        try check(x)
        let normalisation = scores.normalisation(samples: labels.count)
        let normalized = x.map { normalisation.copulaNormalize($0, ties: ties) }
        var information = try GaussianEntropy.of(Covariance(of: normalized), biasCorrected: biasCorrected)
        for samples in ClassSamples.grouped(by: labels) {
            let covariance = try samples.covariance(of: normalized)
            let entropy = try samples.attempt { () throws(DegenerateSamples) in
                try GaussianEntropy.of(covariance, biasCorrected: biasCorrected)
            }
            information -= Double(samples.places.count) / Double(labels.count) * entropy
        }
        return information
    }

    /// Constants have to be found before they are ranked: ordinal ranks would make a ramp of one.
    static func check(_ variables: [[Double]]) throws(DegenerateSamples) {
        let samples = variables.first?.count ?? 0
        guard samples > variables.count else { throw .tooFew(samples: samples, dimensions: variables.count) }
        for (variable, values) in variables.enumerated() where isConstant(values) { throw .constant(variable: variable) }
    }

    static func isConstant(_ values: [Double]) -> Bool { values.allSatisfy { $0 == values[0] } }
}
