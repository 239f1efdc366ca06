/// Samples with a class each.
public struct LabelledSamples: Sendable {
    /// Row-major, `count` x `width`.
    public let features: [Float]
    /// A class in 0..<classes for each sample.
    public let labels: [UInt16]
    /// Features a sample.
    public let width: Int
    public let classes: Int

    public var count: Int { labels.count }

    public init(features: [Float], labels: [UInt16], width: Int, classes: Int) {
        precondition(
            width > 0 && features.count == labels.count * width, "\(features.count) features are not \(labels.count) x \(width)")
        precondition(labels.allSatisfy { Int($0) < classes }, "a label is not below \(classes)")
        self.features = features
        self.labels = labels
        self.width = width
        self.classes = classes
    }

    /// How many samples each class has.
    public var classCounts: [Int] {
        var counts = [Int](repeating: 0, count: classes)
        for label in labels { counts[Int(label)] += 1 }
        return counts
    }

    /// The samples at the given places, in their order.
    public func selecting(_ indices: some Sequence<Int>) -> LabelledSamples {
        var rows: [Float] = []
        var classesOfRows: [UInt16] = []
        for index in indices {
            rows.append(contentsOf: features[index * width..<(index + 1) * width])
            classesOfRows.append(labels[index])
        }
        return LabelledSamples(features: rows, labels: classesOfRows, width: width, classes: classes)
    }

    /// The same features (shared, not copied) under other labels.
    public func replacingLabels(_ labels: [UInt16]) -> LabelledSamples {
        LabelledSamples(features: features, labels: labels, width: width, classes: classes)
    }
}
