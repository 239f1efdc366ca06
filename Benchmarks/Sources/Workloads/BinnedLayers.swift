import InformationTheory
import NumericCore

/// Layers of 10 units on 3276 samples with two classes, in bins of 0.07.
///
/// Many layers in turn: one over and over would be learnt by heart by the processor's branch predictor.
public struct BinnedLayers: Sendable {
    public static let samples = 3276
    public static let units = 10
    public static let binSize = 0.07

    /// How the rows of bins lie.
    public enum Kind: String, Sendable, CaseIterable {
        case distinct = "all rows distinct"
        case clustered = "rows clustered"
    }

    public let labels: [UInt16]
    /// Each units x samples.
    public let activations: [[Float]]

    public init(_ kind: Kind, layers: Int) {
        let spread = kind == .distinct ? 1 : 0.02
        var random = SeededGenerator(seed: 1, purpose: "benchmark layers")
        labels = (0..<Self.samples).map { _ in UInt16(random.integer(below: 2)) }
        activations = (0..<layers).map { _ in
            (0..<Self.samples * Self.units).map { _ in
                let centre = random.integer(below: 2) == 0 ? 0.9 : -0.9
                return Float(centre * (1 - spread) + spread * (2 * random.uniform() - 1))
            }
        }
    }

    /// Measures all layers.
    public func measured() -> [LayerInformation] {
        var meter = LayerInformationMeter(labels: labels, classes: 2)
        return activations.map { meter.measure($0, units: Self.units, binning: Binning(size: Self.binSize)) }
    }
}
