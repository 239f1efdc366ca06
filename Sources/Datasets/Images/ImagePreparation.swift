/// How an image becomes features: resized, its middle cut out, normalised.
public struct ImagePreparation: Codable, Hashable, Sendable {
    /// What the shorter side is made, and the side of the square then taken from the middle.
    public var shorter: Int
    public var side: Int
    /// Each channel's, 1 being the greatest byte.
    public var means: [Double]
    public var deviations: [Double]

    public init(shorter: Int, side: Int, means: [Double], deviations: [Double]) {
        precondition(means.count == 3 && deviations.count == 3 && deviations.allSatisfy { $0 > 0 }, "no means of three channels")
        precondition(side > 0 && side <= shorter, "a square of \(side) in a side of \(shorter)")
        self.shorter = shorter
        self.side = side
        self.means = means
        self.deviations = deviations
    }

    /// That of torchvision's networks for ImageNet: 224 x 224 of 256.
    public static let imageNet = ImagePreparation(
        shorter: 256, side: 224, means: [0.485, 0.456, 0.406], deviations: [0.229, 0.224, 0.225])

    /// Features of an image.
    public var width: Int { 3 * side * side }

    /// What each byte becomes, 256 features a channel.
    var tables: [[Float]] {
        zip(means, deviations).map { mean, deviation in (0...255).map { Float((Double($0) / 255 - mean) / deviation) } }
    }
}
