import Datasets

extension SampleSource {
    /// Those at the given places in memory, in their order.
    /// - Throws: a `Fault` (status data) where one cannot be read.
    public func samples(at places: [Int]) throws -> LabelledSamples {
        let (samples, found) = try batch(at: places.map(UInt32.init)[...])
        return samples.selecting(found.map(Int.init))
    }

    /// The first so many samples of each class, all of a class that has fewer; of large images in many classes as many as fit into a
    /// gigabyte (chosen), at least one.
    /// - Parameter order: places of samples; nil: all, as they stand.
    /// - Throws: a `Fault` (status data) where one cannot be read.
    public func firstOfEachClass(_ count: Int, in order: [Int]? = nil) throws -> LabelledSamples {
        let most = max(1, (1 << 28) / (width * classes))
        var left = [Int](repeating: min(count, most), count: classes)
        let labels = labels
        return try samples(
            at: (order ?? Array(labels.indices)).filter { place in
                left[Int(labels[place])] -= 1
                return left[Int(labels[place])] >= 0
            })
    }
}
