import NumericCore

/// The stand-in for CIFAR-100: the images of `Textures`, each in one of ten tints; a class is a tint of a kind, ten classes to two coarse
/// ones. 50,000 training and 10,000 test images.
///
/// It is not CIFAR-100 and says nothing about it. Every machine draws the same bytes.
package enum Shades {
    package static let classes = 100
    package static let coarseClasses = 20

    /// SHA-256 of the training pixels, training labels, test pixels and test labels.
    package static let digest = "42e04208e9aec5683a2045f582da073365bb251356d37786b3d75ff5adc5a4b9"

    /// Red, green and blue of each tint.
    private static let tints: [[Int]] = [
        [230, 40, 40], [40, 200, 60], [50, 70, 230], [230, 210, 40], [200, 50, 210], [50, 210, 210], [245, 245, 245], [10, 10, 10],
        [235, 130, 30], [120, 70, 30],
    ]

    /// - Parameter check: is called before every hundredth image.
    package static func samples(_ part: StandIn.Part, check: () throws -> Void) rethrows -> ByteSamples {
        try samples(part, count: part == .training ? 50_000 : 10_000, check: check)
    }

    package static func samples(_ part: StandIn.Part, count: Int) -> ByteSamples { samples(part, count: count, check: {}) }

    /// The first samples of the part. Each is a function of its number.
    package static func samples(_ part: StandIn.Part, count: Int, check: () throws -> Void) rethrows -> ByteSamples {
        let textures = try Textures.samples(part, count: count, check: check)
        var pixels = textures.storage
        var labels = textures.labels
        let plane = Textures.width / 3
        for number in 0..<count {
            var generator = SeededGenerator(seed: 0, purpose: "shades, \(part.rawValue)", index: UInt64(number))
            let tint = Int(generator.integer(below: UInt32(tints.count)))
            labels[number] = labels[number] * UInt16(tints.count) + UInt16(tint)
            for place in 0..<Textures.width {
                let byte = number * Textures.width + place
                pixels[byte] = UInt8((3 * Int(pixels[byte]) + 2 * tints[tint][place / plane]) / 5)
            }
        }
        return ByteSamples(
            rows: pixels, labels: labels, width: Textures.width, classes: classes, maximum: 255, channels: 3,
            coarser: (0..<classes).map { UInt16($0 / (classes / coarseClasses)) })
    }
}
