import NumericCore

/// A training batch whose images are varied as a recipe says: rows of features, and what the labels are mixed with.
struct AugmentedBatch {
    private let augmentation: Augmentation
    private let shape: Shape
    private let seed: UInt64
    /// Row by row, one a sample.
    private(set) var rows: [Float] = []
    /// The share of each sample's own label; 1 where batches are not mixed.
    private(set) var share: Float = 1
    /// The place in the batch of what each sample is mixed with.
    private(set) var partners: [Int] = []

    init(_ augmentation: Augmentation, _ shape: Shape, seed: UInt64) {
        self.augmentation = augmentation
        self.shape = shape
        self.seed = seed
    }

    /// - Parameters:
    ///   - step: counts the steps of the training from 0; the choices are the stream ("augmentation", step).
    mutating func gather(_ features: [Float], order: UnsafeBufferPointer<UInt32>, step: UInt64) {
        var generator = SeededGenerator(seed: seed, purpose: "augmentation", index: step)
        let width = shape.count
        var varied = rows
        rows = []
        if varied.count != order.count * width { varied = [Float](repeating: 0, count: order.count * width) }
        features.withUnsafeBufferPointer { all in
            varied.withUnsafeMutableBufferPointer { varied in
                for (place, sample) in order.enumerated() {
                    let source = UnsafeBufferPointer(rebasing: all[Int(sample) * width..<(Int(sample) + 1) * width])
                    vary(
                        source, into: UnsafeMutableBufferPointer(rebasing: varied[place * width..<(place + 1) * width]), &generator)
                }
            }
        }
        rows = varied
        guard augmentation.mixes else { return }
        share = Float(generator.uniform())
        partners = generator.permutation(order.count)
        for (place, partner) in partners.enumerated() {
            for feature in 0..<width {
                rows[place * width + feature] =
                    share * varied[place * width + feature] + (1 - share) * varied[partner * width + feature]
            }
        }
    }

    private func vary(
        _ source: UnsafeBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>, _ generator: inout SeededGenerator
    ) {
        let (rows, columns) = (shape.rows, shape.columns)
        func upTo(_ count: Int) -> Int { Int(generator.integer(below: UInt32(count + 1))) }
        let down = augmentation.shift == 0 ? 0 : upTo(2 * augmentation.shift) - augmentation.shift
        let right = augmentation.shift == 0 ? 0 : upTo(2 * augmentation.shift) - augmentation.shift
        let isMirrored = augmentation.mirrors && upTo(1) == 1
        var hole = (rows: 0..<0, columns: 0..<0)
        if augmentation.cutout > 0 {
            func side(_ length: Int) -> Range<Int> {
                let first = upTo(length - 1) - augmentation.cutout / 2
                return max(first, 0)..<min(first + augmentation.cutout, length)
            }
            hole = (side(rows), side(columns))
        }
        for channel in 0..<shape.channels {
            let plane = channel * rows * columns
            for row in 0..<rows {
                for column in 0..<columns {
                    let from = (row: row + down, column: (isMirrored ? columns - 1 - column : column) + right)
                    let isInside = (0..<rows).contains(from.row) && (0..<columns).contains(from.column)
                    let isHidden = hole.rows.contains(row) && hole.columns.contains(column)
                    target[plane + row * columns + column] =
                        isInside && !isHidden ? source[plane + from.row * columns + from.column] : 0
                }
            }
        }
    }
}
