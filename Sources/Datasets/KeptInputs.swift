/// Which of a sample's features are kept; the others are 0 in every sample.
public struct KeptInputs: Hashable, Sendable {
    public let kept: [Bool]

    public init(_ kept: [Bool]) { self.kept = kept }
}

extension KeptInputs: Codable {
    /// A word of 1 (kept) and 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard word.allSatisfy({ $0 == "0" || $0 == "1" }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no word of 0 and 1")
        }
        kept = word.map { $0 == "1" }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(kept.map { $0 ? "1" : "0" }))
    }
}

extension LabelledSamples {
    /// The same samples with the features that are not kept at 0, as a network sees them that is trained without these (chosen).
    public func keeping(inputs kept: [Bool]) -> LabelledSamples {
        precondition(kept.count == width, "\(kept.count) inputs of \(width)")
        return LabelledSamples(
            features: features.enumerated().map { kept[$0 % width] ? $1 : 0 }, labels: labels, width: width, classes: classes)
    }
}
