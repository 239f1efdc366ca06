import Experiments

extension Figure16 {
    /// The two bottlenecks of SZT's training patterns: their own labels, and labels drawn at random about the rule's threshold.
    ///
    /// Shwartz-Ziv and Tishby (2017, section 3.1) define the data so: p(y = 1|x) = ψ(f(x) - θ) with ψ(u) = 1 / (1 + exp(-γ u)), their γ being so
    /// great that I(X;Y) is about 0.99 bits. Here the score of `SZT` is f, 859 is θ and the width is 1 / γ.
    struct LabelKinds {
        let own: InformationBottleneck
        let noisy: InformationBottleneck
        /// p(y = 1|x) of the noisy labels, sample by sample.
        let secondClass: [Double]

        init(_ samples: LabelledSamples, noiseWidth: Double) {
            secondClass = (0..<samples.count).map { sample in
                let row = samples.features[sample * samples.width..<(sample + 1) * samples.width]
                let number = row.reduce(0) { 2 * $0 + Int($1) }
                let distance = Double(SZT.score(ofPattern: number) - SZT.threshold) / noiseWidth
                return 1 / (1 + DeterministicMath.exp(-distance))
            }
            own = Self.problem(samples.labels.map(Double.init))
            noisy = Self.problem(secondClass)
        }

        private static func problem(_ secondClass: [Double]) -> InformationBottleneck {
            InformationBottleneck(
                inputs: .init(repeating: 1 / Double(secondClass.count), count: secondClass.count), secondClass: secondClass)
        }
    }
}
