import Files

/// The images of a folder as batches of features, decoded as they are asked for: one batch is in memory at a time.
public struct ImageStream {
    /// How an image becomes features.
    public struct Preparation: Hashable, Sendable {
        /// What the shorter side is made, and the side of the square then taken from the middle.
        public var shorter: Int
        public var side: Int
        /// Each channel's, 1 being the greatest byte.
        public var means: [Double]
        public var deviations: [Double]

        public init(shorter: Int, side: Int, means: [Double], deviations: [Double]) {
            precondition(
                means.count == 3 && deviations.count == 3 && deviations.allSatisfy { $0 > 0 }, "no means of three channels")
            precondition(side > 0 && side <= shorter, "a square of \(side) in a side of \(shorter)")
            self.shorter = shorter
            self.side = side
            self.means = means
            self.deviations = deviations
        }

        /// That of torchvision's networks for ImageNet: 224 x 224 of 256.
        public static let imageNet = Preparation(
            shorter: 256, side: 224, means: [0.485, 0.456, 0.406], deviations: [0.229, 0.224, 0.225])
    }

    public struct Batch: Sendable {
        /// Row-major: for each image its red plane, green plane and blue plane.
        public var features: [Float]
        /// A class for each image.
        public var labels: [UInt16]
    }

    /// An image that was passed over.
    public struct Broken: Equatable, Sendable {
        public let name: String
        public let problem: String
    }

    public let folder: ImageFolder
    public let preparation: Preparation
    /// Whether an image that cannot be decoded is passed over and noted, instead of ending the run.
    public let passesOverBroken: Bool
    /// Those passed over so far, each once.
    public private(set) var broken: [Broken] = []
    private let tables: [[Float]]

    public init(_ folder: ImageFolder, _ preparation: Preparation = .imageNet, passesOverBroken: Bool = false) {
        self.folder = folder
        self.preparation = preparation
        self.passesOverBroken = passesOverBroken
        tables = zip(preparation.means, preparation.deviations).map { mean, deviation in
            (0...255).map { Float((Double($0) / 255 - mean) / deviation) }
        }
    }

    /// Features of an image.
    public var width: Int { 3 * preparation.side * preparation.side }

    /// The images at the given places of the folder, without those that are passed over.
    /// - Throws: a `Fault` (status data) that names an image and what is wrong with it, where none is passed over.
    public mutating func batch(_ places: some Sequence<Int>) throws -> Batch {
        var batch = Batch(features: [], labels: [])
        for place in places {
            let image = folder.images[place]
            do {
                let square = try folder.decode(image).square(ofSide: preparation.side, shorter: preparation.shorter)
                let area = preparation.side * preparation.side
                for (channel, table) in tables.enumerated() {
                    for pixel in 0..<area { batch.features.append(table[Int(square.pixels[3 * pixel + channel])]) }
                }
                batch.labels.append(image.label)
            } catch let fault as Fault where passesOverBroken && fault.status == .data {
                if !broken.contains(where: { $0.name == image.name }) {
                    broken.append(Broken(name: image.name, problem: fault.problem))
                }
            }
        }
        return batch
    }

    /// The whole folder, batch by batch.
    /// - Parameters:
    ///   - size: images a batch; a batch of which images were passed over has fewer, and one without any is not given.
    ///   - order: places of the folder's images; nil: as they follow each other.
    ///   - body: takes a batch; what it throws ends the reading.
    /// - Throws: what `batch` and the body throw.
    public mutating func forEachBatch(of size: Int, order: [Int]? = nil, _ body: (Batch) throws -> Void) throws {
        precondition(size > 0, "batches of \(size) images")
        let order = order ?? Array(folder.images.indices)
        for first in stride(from: 0, to: order.count, by: size) {
            let batch = try batch(order[first..<min(first + size, order.count)])
            if !batch.labels.isEmpty { try body(batch) }
        }
    }

    /// "3 images were passed over: n01/a.JPEG is empty ..."; nil where none was.
    public var words: String? {
        guard let first = broken.first else { return nil }
        let count = broken.count == 1 ? "an image was passed over" : "\(broken.count) images were passed over, first"
        return "\(count): \(first.name) \(first.problem)"
    }
}
