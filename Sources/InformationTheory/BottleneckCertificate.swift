import NumericCore

extension InformationBottleneck {
    /// By how much, at most, any encoder whatever could lie below a solution's I(X;T) - β I(T;Y), in bits; for two classes.
    ///
    /// A small residual says that iterations rest, not that they rest at the best encoder. This says so. With d(x, q) = D(p(y|x) || q), a
    /// bottleneck is a rate-distortion problem in which any distribution q of the label may be a letter (Harremoës and Tishby, "The
    /// information bottleneck revisited", ISIT 2007): the encoder's own p(y|t) is the best choice of letters, and
    /// I(X;Y) - I(T;Y) = E d. Let Z(x) = Σ_t p(t) exp(-β d(x, q_t)) and c(q) = Σ_x p(x) exp(-β d(x, q)) / Z(x). Then, in nats, no encoder has
    /// I(X;T) + β E d below -Σ_x p(x) log Z(x) - max_q log c(q) (Csiszár, "On the computation of rate-distortion functions", 1974). The
    /// gap is the solution's own value less this. The greatest c is sought at `steps` - 1 even places of q and at the clusters.
    public func optimalityGap(of solution: BlahutArimoto.Solution, steps: Int = 2000) -> Double {
        precondition(classes == 2, "the certificate of \(classes) classes")
        precondition(steps > 1, "\(steps) steps")
        let beta = solution.beta
        let decoder = Decoder(of: solution.encoder, self)
        let used = decoder.clusters.indices.filter { decoder.clusters[$0] > 0 }
        let clusters = used.map { decoder.clusters[$0] }
        let letters = used.map { decoder.labels[$0, 1] }
        // log Z(x), with the greatest term taken out of the sum.
        let logZ = inputs.indices.map { input in
            let terms = zip(clusters, letters).map { DeterministicMath.log($0) - beta * divergence(input, from: $1) }
            let greatest = terms.max() ?? 0
            return greatest + DeterministicMath.log(terms.reduce(0) { $0 + DeterministicMath.exp($1 - greatest) })
        }
        var greatest = 0.0
        for letter in letters + (1..<steps).map({ Double($0) / Double(steps) }) {
            let value = inputs.indices.reduce(0.0) {
                $0 + inputs[$1] * DeterministicMath.exp(-beta * divergence($1, from: letter) - logZ[$1])
            }
            greatest = max(greatest, value)
        }
        let bound = -zip(inputs, logZ).reduce(0) { $0 + $1.0 * $1.1 } - DeterministicMath.log(greatest)
        let nats = DeterministicMath.log(2)
        let value = solution.withInput * nats + beta * (labelInformation - solution.withLabel) * nats
        return max(0, value - bound) / nats
    }

    /// D(p(y|x) || q) in nats, q the second class's probability.
    private func divergence(_ input: Int, from q: Double) -> Double {
        func term(_ p: Double, _ q: Double) -> Double { p > 0 ? p * (DeterministicMath.log(p) - DeterministicMath.log(q)) : 0 }
        return term(labels[input, 0], 1 - q) + term(labels[input, 1], q)
    }
}
