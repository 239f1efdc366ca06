import Datasets
import Files

/// What torchvision's `Normalize(mean, std)` does: (x - mean) / std, channel by channel.
public struct PixelScale: Sendable, Equatable {
    public let means: [Double]
    public let deviations: [Double]

    /// Numbers as they are.
    public static let none = PixelScale(means: [0], deviations: [1])
    /// What torchvision's networks for ImageNet expect.
    public static let imageNet = PixelScale(
        means: ImagePreparation.imageNet.means, deviations: ImagePreparation.imageNet.deviations)

    private init(means: [Double], deviations: [Double]) {
        self.means = means
        self.deviations = deviations
    }

    /// - Parameters: one for all channels, or one a channel; nil: 0, and 1.
    /// - Throws: a `Fault` (status usage) where a deviation is not above 0, or there are as many as there are no channels.
    public init(means: [Double]?, deviations: [Double]?, channels: Int) throws {
        func checked(_ numbers: [Double]?, _ name: String, or other: Double) throws -> [Double] {
            guard let numbers else { return [other] }
            guard numbers.count == 1 || numbers.count == channels else {
                throw Fault(
                    "\(name) has \(numbers.count) numbers, and an image has \(channels) channel\(channels == 1 ? "" : "s")",
                    remedy: "give one, or one a channel", status: .usage)
            }
            return numbers
        }
        self.means = try checked(means, "--mean", or: 0)
        self.deviations = try checked(deviations, "--std", or: 1)
        guard self.deviations.allSatisfy({ $0 > 0 }) else {
            throw Fault("--std has a number that is not above 0", remedy: "give standard deviations", status: .usage)
        }
    }

    var isNone: Bool { self == .none }

    func value(_ number: Double, channel: Int) -> Float {
        Float((number - means[channel % means.count]) / deviations[channel % deviations.count])
    }

    /// - Parameter channels: planes of a sample's features.
    func scaled(_ samples: LabelledSamples, channels: Int) -> LabelledSamples {
        guard !isNone else { return samples }
        let plane = samples.width / channels
        let features = samples.features.enumerated().map { index, number in
            value(Double(number), channel: index % samples.width / plane)
        }
        return LabelledSamples(features: features, labels: samples.labels, width: samples.width, classes: samples.classes)
    }
}
