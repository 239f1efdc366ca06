extension RGBImage {
    /// The image with its shorter side made so long and the longer in proportion, and of that the square in the middle.
    ///
    /// Bit for bit what torchvision's `Resize(shorter)` and `CenterCrop(side)` make of a Pillow image: bilinear, each pixel a weighted mean of
    /// all that it covers; weights of 22 bits, columns first, rounded to bytes in between. Only what the square shows is computed.
    /// - Precondition: 1 <= side <= shorter.
    public func square(ofSide side: Int, shorter: Int) -> RGBImage {
        precondition(side > 0 && side <= shorter, "a square of \(side) in a side of \(shorter)")
        let shortest = min(rows, columns)
        func length(_ length: Int) -> Int { length == shortest ? shorter : Int(Double(shorter * length) / Double(shortest)) }
        func window(_ length: Int) -> Range<Int> {
            // Halves are rounded to the even one, as Python does.
            let first = Int((Double(length - side) / 2).rounded(.toNearestOrEven))
            return first..<first + side
        }
        let across = Resampling(from: columns, to: length(columns), window: window(length(columns)))
        let down = Resampling(from: rows, to: length(rows), window: window(length(rows)))
        let taken = down.reach
        var between = [UInt8](repeating: 0, count: taken.count * side * 3)
        var result = [UInt8](repeating: 0, count: side * side * 3)
        pixels.withUnsafeBufferPointer { source in
            between.withUnsafeMutableBufferPointer { target in
                for row in taken {
                    for (column, part) in across.parts.enumerated() {
                        for channel in 0..<3 {
                            let first = (row * columns + part.first) * 3 + channel
                            target[((row - taken.lowerBound) * side + column) * 3 + channel] =
                                Resampling.sum(source, first, stride: 3, part.weights)
                        }
                    }
                }
            }
        }
        between.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                for (row, part) in down.parts.enumerated() {
                    for place in 0..<3 * side {
                        let first = (part.first - taken.lowerBound) * 3 * side + place
                        target[row * 3 * side + place] = Resampling.sum(source, first, stride: 3 * side, part.weights)
                    }
                }
            }
        }
        return RGBImage(rows: side, columns: side, pixels: result)
    }
}

/// What each place of a line is made of, where a line of another length becomes one.
private struct Resampling {
    /// The first place that a new one is made of, and the weights of it and of those behind it, in units of 2^-22.
    struct Part {
        var first: Int
        var weights: [Int32]
    }

    /// Of the window's places.
    let parts: [Part]

    private static let bits = 22

    init(from old: Int, to new: Int, window: Range<Int>) {
        guard old != new else {
            parts = window.map { Part(first: $0, weights: [1 << Self.bits]) }
            return
        }
        let scale = Double(old) / Double(new)
        let support = max(scale, 1)
        parts = window.map { place in
            let centre = (Double(place) + 0.5) * scale
            let first = max(Int(centre - support + 0.5), 0)
            let end = min(Int(centre + support + 0.5), old)
            let weights = (0..<end - first).map { offset in
                max(0, 1 - abs((Double(offset + first) - centre + 0.5) * (1 / support)))
            }
            let sum = weights.reduce(0, +)
            return Part(first: first, weights: weights.map { Int32(0.5 + $0 / sum * Double(1 << Self.bits)) })
        }
    }

    /// The places that any of the parts takes.
    var reach: Range<Int> { parts[0].first..<(parts.map { $0.first + $0.weights.count }.max() ?? 0) }

    static func sum(_ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, stride: Int, _ weights: [Int32]) -> UInt8 {
        var sum: Int32 = 1 << (bits - 1)
        var place = first
        for weight in weights {
            sum &+= weight &* Int32(bytes[place])
            place += stride
        }
        return UInt8(min(max(sum >> bits, 0), 255))
    }
}
