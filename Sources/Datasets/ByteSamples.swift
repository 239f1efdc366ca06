/// Samples as their file holds them: one byte a feature, left in place in the file's unpacked bytes.
package struct ByteSamples: Sendable {
    package let storage: [UInt8]
    /// Where each sample's features start in the storage.
    package let offsets: [Int]
    /// A class in 0..<classes for each sample.
    package let labels: [UInt16]
    package let width: Int
    package let classes: Int
    /// The byte that becomes the feature 1; 0 becomes the least feature.
    package let maximum: UInt8
    /// Planes of a sample's features, one behind the other.
    package let channels: Int
    /// For each class the one that it is a kind of; nil where there are no such.
    package let coarser: [UInt16]?
    /// Each channel's bytes over the whole data set, of which these samples may be a part; nil: what these themselves have.
    package let totals: [ChannelTotals]?
    /// Whether a number of samples of a class are its first ones, so that a part of the data set with these serves as well as the whole.
    package let isTakenInOrder: Bool

    package var count: Int { labels.count }

    package init(
        storage: [UInt8], offsets: [Int], labels: [UInt16], width: Int, classes: Int, maximum: UInt8, channels: Int = 1,
        coarser: [UInt16]? = nil, totals: [ChannelTotals]? = nil, isTakenInOrder: Bool = false
    ) {
        precondition(channels > 0 && width % channels == 0, "\(width) features in \(channels) planes")
        precondition(offsets.count == labels.count, "\(offsets.count) samples have \(labels.count) labels")
        precondition(offsets.allSatisfy { $0 >= 0 && $0 + width <= storage.count }, "a sample lies outside its storage")
        precondition(maximum > 0, "the largest byte is 0")
        precondition(coarser.map { $0.count == classes } ?? true, "coarser classes of other than \(classes) classes")
        precondition(totals.map { $0.count == channels } ?? true, "totals of other than \(channels) channels")
        self.storage = storage
        self.offsets = offsets
        self.labels = labels
        self.width = width
        self.classes = classes
        self.maximum = maximum
        self.channels = channels
        self.coarser = coarser
        self.totals = totals
        self.isTakenInOrder = isTakenInOrder
    }

    /// The same samples, labelled by what their classes are kinds of; nil where there are no such.
    package var coarsened: ByteSamples? {
        coarser.map { coarser in
            ByteSamples(
                storage: storage, offsets: offsets, labels: labels.map { coarser[Int($0)] }, width: width,
                classes: 1 + Int(coarser.max() ?? 0), maximum: maximum, channels: channels, totals: totals,
                isTakenInOrder: isTakenInOrder)
        }
    }

    /// Samples of `width` bytes each, one after another.
    package init(
        rows: [UInt8], labels: [UInt16], width: Int, classes: Int, maximum: UInt8, channels: Int = 1, coarser: [UInt16]? = nil
    ) {
        self.init(
            storage: rows, offsets: (0..<labels.count).map { $0 * width }, labels: labels, width: width, classes: classes,
            maximum: maximum, channels: channels, coarser: coarser)
    }

    /// The samples at the given places, scaled to the range; class `kept[k]` becomes class k.
    /// - Parameter kept: the classes of the samples chosen; nil: all classes, as they are.
    package func samples(at places: [Int], keeping kept: [Int]? = nil, range: FeatureRange = .unit) -> LabelledSamples {
        samples(at: places, keeping: kept, scale: FeatureScale(range, of: self))
    }

    /// The samples at the given places, each byte being what the scale says.
    package func samples(at places: [Int], keeping kept: [Int]? = nil, scale: FeatureScale) -> LabelledSamples {
        let plane = width / scale.tables.count
        let features = [Float](unsafeUninitializedCapacity: places.count * width) { buffer, count in
            storage.withUnsafeBufferPointer { bytes in
                var target = buffer.baseAddress!
                for place in places {
                    var row = bytes.baseAddress! + offsets[place]
                    for table in scale.tables {
                        table.withUnsafeBufferPointer { table in
                            for feature in 0..<plane { target[feature] = table[Int(row[feature])] }
                        }
                        row += plane
                        target += plane
                    }
                }
            }
            count = places.count * width
        }
        guard let kept else {
            return LabelledSamples(features: features, labels: places.map { labels[$0] }, width: width, classes: classes)
        }
        var renamed = [UInt16](repeating: 0, count: classes)
        for (name, old) in kept.enumerated() { renamed[old] = UInt16(name) }
        let newLabels = places.map { renamed[Int(labels[$0])] }
        return LabelledSamples(features: features, labels: newLabels, width: width, classes: kept.count)
    }
}

/// A data set's own two parts.
package struct SamplePool: Sendable {
    package let training: ByteSamples
    /// nil where the data set has no test samples of its own (SZT).
    package let test: ByteSamples?

    package init(training: ByteSamples, test: ByteSamples?) {
        self.training = training
        self.test = test
    }
}
