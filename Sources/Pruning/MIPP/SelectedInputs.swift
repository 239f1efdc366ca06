import Datasets

extension LabelledSamples {
    /// The same samples with the inputs that are not kept at 0, as a network sees them that is trained without these (chosen).
    public func keeping(inputs kept: [Bool]) -> LabelledSamples {
        precondition(kept.count == width, "\(kept.count) inputs of \(width)")
        return LabelledSamples(
            features: features.enumerated().map { kept[$0 % width] ? $1 : 0 }, labels: labels, width: width, classes: classes)
    }
}
