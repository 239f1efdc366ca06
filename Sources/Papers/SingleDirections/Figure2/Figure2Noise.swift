import Experiments

/// Noise in all hidden units (Section 2.2, "Addition of noise").
///
/// "The variance of the noise added was normalized by the empirical variance of the unit's activations across the training set": a scale s
/// adds normal noise of mean 0 and variance s Var(unit), that is of standard deviation sqrt(s) sd(unit). Read as a factor of the
/// standard deviation, the same curves would stand at the roots of these scales, which halves the logarithmic axis and orders nothing
/// anew. A unit that never varies gets no noise.
extension Figure2 {
    /// From `least` to `greatest`, evenly spaced on a logarithmic axis.
    static func scales(from least: Double, to greatest: Double, count: Int) -> [Double] {
        precondition(least > 0 && least < greatest && count > 1, "\(count) scales from \(least) to \(greatest)")
        let (first, last) = (DeterministicMath.log(least), DeterministicMath.log(greatest))
        return (0..<count).map { DeterministicMath.exp(first + Double($0) / Double(count - 1) * (last - first)) }
    }

    /// The noise's standard deviation of each unit.
    static func deviations(_ moments: UnitMoments, scale: Double) -> [[Float]] {
        let factor = Float(scale.squareRoot())
        return moments.deviations.map { $0.map { factor * $0 } }
    }

    /// Training accuracy under noise: [run][scale].
    ///
    /// A run is one draw of standard normal numbers for each unit and sample, which the scales stretch: a run's curve shows what more
    /// of the same noise does. Runs of one number draw alike for all networks of a seed.
    static func accuracies(
        _ weights: Weights, of job: TrainingJob, on samples: LabelledSamples, moments: UnitMoments, scales: [Double], runs: Int,
        checkCancellation: () throws -> Void
    ) rethrows -> [[Double]] {
        let reader = ActivationReader(job.architecture)
        var correct = [[Double]](repeating: [Double](repeating: 0, count: scales.count), count: runs)
        for (block, first) in stride(from: 0, to: samples.count, by: blockSize).enumerated() {
            let part = samples.count <= blockSize ? samples : samples.selecting(first..<min(first + blockSize, samples.count))
            for run in 0..<runs {
                let seed = seed(of: job, run: run, block: block)
                for (place, scale) in scales.enumerated() {
                    try checkCancellation()
                    let score = reader.score(weights, on: part, noise: deviations(moments, scale: scale), seed: seed)
                    correct[run][place] += (score.accuracy * Double(part.count)).rounded()
                }
            }
        }
        return correct.map { $0.map { $0 / Double(samples.count) } }
    }

    /// Samples scored between two questions for cancellation.
    private static let blockSize = 1024

    private static func seed(of job: TrainingJob, run: Int, block: Int) -> UInt64 {
        var generator = SeededGenerator(seed: job.seed, purpose: "noise run \(run)", index: UInt64(block))
        return generator.next()
    }
}
