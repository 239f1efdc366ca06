import Datasets

extension LabelledSamples {
    /// The first so many samples of each class, in their order; all of a class that has fewer.
    public func firstOfEachClass(_ count: Int) -> LabelledSamples {
        var left = [Int](repeating: count, count: classes)
        return selecting(
            labels.indices.filter { index in
                left[Int(labels[index])] -= 1
                return left[Int(labels[index])] >= 0
            })
    }
}
