import Datasets
import NumericCore

/// Samples for networks to be trained on.
public enum NetworkSamples {
    /// Random samples, a quarter of whose features are not 0; the label is the block of neighbouring features with the largest sum.
    public static func samples(width: Int, classes: Int) -> LabelledSamples {
        var generator = SeededGenerator(seed: 1, purpose: "benchmark samples")
        let count = width > 1000 ? 4000 : 10_000
        let features = (0..<count * width).map { _ in
            generator.nextWord() & 3 == 0 ? Float(generator.nextWord() >> 8) * 0x1p-24 : 0
        }
        let block = width / classes
        let labels = (0..<count).map { sample in
            let sums = (0..<classes).map { features[sample * width + $0 * block..<sample * width + ($0 + 1) * block].reduce(0, +) }
            return UInt16(sums.indices.max { sums[$0] < sums[$1] } ?? 0)
        }
        return LabelledSamples(features: features, labels: labels, width: width, classes: classes)
    }
}
