import NumericCore

/// Solves information bottlenecks by iterating their self-consistent equations, the Blahut-Arimoto way:
///
///     p(t|x) ∝ p(t) exp(-β D(p(y|x) || p(y|t))),   p(t) = Σ_x p(x) p(t|x),   p(y|t) = Σ_x p(y|x) p(x|t).
///
/// Each round lowers I(X;T) - β I(T;Y). Source: Tishby, Pereira and Bialek 1999, equations 28 to 31.
public struct BlahutArimoto: Sendable {
    /// An encoder at which the iterations have come to rest, and where it stands in the plane.
    public struct Solution: Sendable, Equatable {
        /// p(t|x), inputs x clusters.
        public var encoder: Matrix<Double>
        /// The inverse slope dI(X;T) / dI(T;Y) of the bound at this point.
        public var beta: Double
        /// I(X;T) in bits.
        public var withInput: Double
        /// I(T;Y) in bits.
        public var withLabel: Double
        /// Rounds from the start given.
        public var iterations: Int
        /// By how much the last round changed any p(t|x).
        public var residual: Double

        /// I(X;T) - β I(T;Y) in bits.
        public var lagrangian: Double { withInput - beta * withLabel }
    }

    public let problem: InformationBottleneck
    /// The residual at which the iterations have converged.
    public let tolerance: Double
    /// After so many rounds they end converged or not; the residual tells.
    public let maximumIterations: Int

    public init(_ problem: InformationBottleneck, tolerance: Double = 1e-9, maximumIterations: Int = 100_000) {
        precondition(tolerance > 0 && maximumIterations > 0, "tolerance \(tolerance), \(maximumIterations) iterations")
        self.problem = problem
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
    }

    /// The solution at one β that a given encoder leads to.
    public func solve(
        beta: Double, from start: Matrix<Double>, checkCancellation: () throws -> Void
    ) rethrows -> Solution {
        precondition(beta > 0, "β is \(beta)")
        return try iterate(from: start, keeping: 0, checkCancellation) { _ in beta }
    }

    /// The solutions along a ladder of β, each found from the one before: deterministic annealing, downwards.
    ///
    /// It begins with T = X, which no encoder surpasses in I(T;Y), and lets clusters merge as β falls; so it needs neither random starts nor
    /// the small pushes by which an annealing upwards must leave I(X;T) = 0, where every β has a fixed point. Between two rungs clusters
    /// that agree on the label to 1e-7 are joined, and those that hold less than 1e-12 dropped. This touches the next start only.
    /// - Parameter betas: descending.
    public func anneal(betas: [Double], checkCancellation: () throws -> Void) rethrows -> [Solution] {
        precondition(zip(betas, betas.dropFirst()).allSatisfy { $0 > $1 }, "a ladder of β that does not descend")
        var encoder = identity
        var solutions: [Solution] = []
        for beta in betas {
            let solution = try solve(beta: beta, from: encoder, checkCancellation: checkCancellation)
            encoder = condensed(solution.encoder)
            solutions.append(solution)
        }
        return solutions
    }

    /// The solution whose compression is the target: the encoder of greatest I(T;Y) - I(X;T)^2 / (2 target).
    ///
    /// Where the label is a function of the input, the bound is min(I(X;T), H(Y)), a straight line of slope 1 and a corner: every point of
    /// the line solves the equations for β = 1, none for another β, and a ladder of β finds the two ends only (Kolchinsky, Tracey and
    /// Van Kuyk, "Caveats for information bottleneck in deterministic scenarios", ICLR 2019, sections 3 and 4). Squaring I(X;T) makes
    /// the functional strictly concave along the line. Its equations are those above with β = target / I(X;T) of the encoder itself, so that
    /// at rest on the line I(X;T) = target, and I(X;T) = H(Y) where the target lies beyond the corner.
    ///
    /// Each round takes the geometric mean of the old and the new encoder, which has the same fixed points; the full step would swing
    /// about small targets for ever. β stays within 1/4 and 4, for a greater one could round an encoder to zeros and ones, which no
    /// later round would soften. So points of the bound with another slope are out of reach.
    /// - Parameters:
    ///   - target: above 0, in bits.
    ///   - start: an encoder with I(X;T) above 0 and no zeros, such as `randomEncoder`.
    public func solve(
        target: Double, from start: Matrix<Double>, checkCancellation: () throws -> Void
    ) rethrows -> Solution {
        precondition(target > 0, "the target is \(target) bits")
        return try iterate(from: start, keeping: 0.5, checkCancellation) { encoder in
            let withInput = problem.informations(of: encoder).withInput
            return withInput > 0 ? min(max(target / withInput, 0.25), 4) : 4
        }
    }

    /// T = X: each input has a cluster of its own.
    public var identity: Matrix<Double> {
        let count = problem.inputs.count
        var encoder = Matrix(rows: count, columns: count, repeating: 0.0)
        for input in 0..<count { encoder[input, input] = 1 }
        return encoder
    }

    /// An encoder of random p(t|x), the stream "encoder" of the seed; input by input, each row by itself.
    public func randomEncoder(clusters: Int, seed: UInt64) -> Matrix<Double> {
        precondition(clusters > 0, "\(clusters) clusters")
        var generator = SeededGenerator(seed: seed, purpose: "encoder")
        var values: [Double] = []
        for _ in problem.inputs {
            let weights = (0..<clusters).map { _ in 0.1 + generator.uniform() }
            let sum = weights.reduce(0, +)
            values += weights.map { $0 / sum }
        }
        return Matrix(rows: problem.inputs.count, columns: clusters, values: values)
    }

    /// - Parameters:
    ///   - share: the old encoder's weight in the geometric mean of old and new.
    ///   - beta: the round's β, from the encoder before it.
    private func iterate(
        from start: Matrix<Double>, keeping share: Double, _ checkCancellation: () throws -> Void,
        beta: (Matrix<Double>) -> Double
    ) rethrows -> Solution {
        precondition(start.rows == problem.inputs.count, "an encoder of \(start.rows) inputs for \(problem.inputs.count)")
        var encoder = start
        var residual = Double.infinity
        var used = 0.0
        var iterations = 0
        while iterations < maximumIterations, residual > tolerance {
            if iterations % 16 == 0 { try checkCancellation() }
            used = beta(encoder)
            let next = round(encoder, beta: used, keeping: share)
            residual = zip(encoder.values, next.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
            encoder = next
            iterations += 1
        }
        let (withInput, withLabel) = problem.informations(of: encoder)
        return Solution(
            encoder: encoder, beta: used, withInput: withInput, withLabel: withLabel, iterations: iterations, residual: residual)
    }

    /// One round. D(p(y|x) || p(y|t)) is used without its term of p(y|x) alone, which falls out in the normalisation.
    private func round(_ encoder: Matrix<Double>, beta: Double, keeping share: Double) -> Matrix<Double> {
        let decoder = InformationBottleneck.Decoder(of: encoder, problem)
        let clusters = encoder.columns
        let classes = problem.classes
        let logClusters = decoder.clusters.map(DeterministicMath.log)
        let logLabels = decoder.labels.values.map(DeterministicMath.log)
        var next = encoder
        var row = [Double](repeating: 0, count: clusters)
        for input in problem.inputs.indices {
            var greatest = -Double.infinity
            for cluster in 0..<clusters {
                var exponent = logClusters[cluster]
                for label in 0..<classes {
                    let probability = problem.labels.values[input * classes + label]
                    if probability > 0 { exponent += beta * probability * logLabels[cluster * classes + label] }
                }
                if share > 0 {
                    let old = DeterministicMath.log(encoder.values[input * clusters + cluster])
                    exponent = share * old + (1 - share) * exponent
                }
                row[cluster] = exponent
                greatest = max(greatest, exponent)
            }
            var sum = 0.0
            for cluster in 0..<clusters {
                row[cluster] = DeterministicMath.exp(row[cluster] - greatest)
                sum += row[cluster]
            }
            for cluster in 0..<clusters { next.values[input * clusters + cluster] = row[cluster] / sum }
        }
        return next
    }

    /// The encoder without empty clusters and with like ones joined.
    private func condensed(_ encoder: Matrix<Double>) -> Matrix<Double> {
        let decoder = InformationBottleneck.Decoder(of: encoder, problem)
        var kept: [[Int]] = []
        for cluster in 0..<encoder.columns where decoder.clusters[cluster] >= 1e-12 {
            let like = kept.firstIndex { group in
                zip(decoder.labels.row(group[0]), decoder.labels.row(cluster)).allSatisfy { abs($0 - $1) < 1e-7 }
            }
            if let like { kept[like].append(cluster) } else { kept.append([cluster]) }
        }
        var values: [Double] = []
        for input in problem.inputs.indices {
            let row = kept.map { group in group.reduce(0) { $0 + encoder[input, $1] } }
            let sum = row.reduce(0, +)
            values += row.map { $0 / sum }
        }
        return Matrix(rows: problem.inputs.count, columns: kept.count, values: values)
    }
}
