/// Samples with real-valued targets.
public struct RegressionSamples: Sendable {
    /// Row by row, one a sample.
    public let features: [Float]
    /// Row by row, one a sample.
    public let targets: [Float]
    /// Features a sample.
    public let width: Int
    /// Targets a sample.
    public let outputs: Int

    public init(features: [Float], targets: [Float], width: Int, outputs: Int) {
        precondition(width > 0 && outputs > 0, "samples of \(width) features and \(outputs) targets")
        precondition(
            features.count % width == 0 && targets.count == features.count / width * outputs,
            "\(features.count) features of \(width) and \(targets.count) targets of \(outputs)")
        self.features = features
        self.targets = targets
        self.width = width
        self.outputs = outputs
    }

    public var count: Int { features.count / width }
}
