import NumericCore

/// Deforms grey images, each in one of five ways: a rotation by up to 45 degrees, a shift by up to 6 pixels, a scale of 0.6 to 1.2, a shear of
/// up to 0.4, or an elastic bend (Simard, Steinkraus and Platt 2003; deviation 4, strength 34).
///
/// Which way, and by how much, is the stream ("deformation, training" or "deformation, test", the image's place in its part) of a seed,
/// so that an image is always deformed alike, whatever else is selected. Values between pixels are weighted from the four around them, those outside are 0,
/// and what comes out is rounded to bytes. The middle of the image stays in its place, shifts apart.
struct ImageDeformer {
    private let side: Int
    private let middle: Double
    /// Weights of the bend's smoothing, from the middle outwards.
    private let bell: [Double]
    private static let reach = 16

    init(side: Int) {
        self.side = side
        middle = Double(side - 1) / 2
        let weights = (0...Self.reach).map { DeterministicMath.exp(-Double($0 * $0) / 32) }
        let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
        bell = weights.map { $0 / sum }
    }

    /// Deforms one image.
    func deform(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>, with generator: inout SeededGenerator
    ) {
        func within(_ low: Double, _ high: Double) -> Double { low + (high - low) * generator.uniform() }
        switch generator.integer(below: 5) {
        case 0:
            let turns = within(-0.25, 0.25)
            let cosine = DeterministicMath.cosine(ofHalfTurns: turns.magnitude)
            let sine = DeterministicMath.cosine(ofHalfTurns: 0.5 - turns)
            draw(source, into: target) { x, y in (cosine * x + sine * y, cosine * y - sine * x) }
        case 1:
            let right = Double(generator.integer(below: 13)) - 6
            let down = Double(generator.integer(below: 13)) - 6
            draw(source, into: target) { x, y in (x - right, y - down) }
        case 2:
            let scale = within(0.6, 1.2)
            draw(source, into: target) { x, y in (x / scale, y / scale) }
        case 3:
            let shear = within(-0.4, 0.4)
            draw(source, into: target) { x, y in (x - shear * y, y) }
        default:
            let right = bend(&generator)
            let down = bend(&generator)
            draw(source, into: target) { x, y in
                let place = Int(y + middle) * side + Int(x + middle)
                return (x + right[place], y + down[place])
            }
        }
    }

    /// Each pixel's value from where the closure says, both places being from the middle, x to the right and y downwards.
    private func draw(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>,
        from place: (Double, Double) -> (Double, Double)
    ) {
        let last = Double(side)
        for row in 0..<side {
            for column in 0..<side {
                let (fromX, fromY) = place(Double(column) - middle, Double(row) - middle)
                // Beyond a pixel's width outside all is 0.
                let x = min(max(fromX + middle, -1), last)
                let y = min(max(fromY + middle, -1), last)
                let (left, top) = (x.rounded(.down), y.rounded(.down))
                func value(_ row: Int, _ column: Int) -> Double {
                    (0..<side).contains(row) && (0..<side).contains(column) ? Double(source[row * side + column]) : 0
                }
                let (right, down) = (x - left, y - top)
                let above = value(Int(top), Int(left)) * (1 - right) + value(Int(top), Int(left) + 1) * right
                let below = value(Int(top) + 1, Int(left)) * (1 - right) + value(Int(top) + 1, Int(left) + 1) * right
                target[row * side + column] = UInt8((above * (1 - down) + below * down + 0.5).rounded(.down))
            }
        }
    }

    /// How far each pixel is moved in one direction: uniform noise between -1 and 1, smoothed, times 34.
    private func bend(_ generator: inout SeededGenerator) -> [Double] {
        let noise = (0..<side * side).map { _ in 2 * generator.uniform() - 1 }
        return smoothed(smoothed(noise)).map { 34 * $0 }
    }

    /// Smoothed along the rows, and turned over its diagonal.
    private func smoothed(_ field: [Double]) -> [Double] {
        var answer = [Double](repeating: 0, count: field.count)
        for row in 0..<side {
            for column in 0..<side {
                var sum = bell[0] * field[row * side + column]
                for distance in 1...Self.reach {
                    let before = column >= distance ? field[row * side + column - distance] : 0
                    let behind = column + distance < side ? field[row * side + column + distance] : 0
                    sum += bell[distance] * (before + behind)
                }
                answer[column * side + row] = sum
            }
        }
        return answer
    }
}

extension ByteSamples {
    /// The side of its square images of one channel; nil where it has none.
    var side: Int? {
        let side = Int(Double(width).squareRoot())
        return channels == 1 && side > 1 && side * side == width && maximum == 255 ? side : nil
    }

    /// The samples at the given places alone, in their order, deformed.
    /// - Parameter part: "training" or "test": names the random numbers.
    /// - Precondition: the samples are square images of one channel.
    func deformed(at places: [Int], of part: String, seed: UInt64) -> ByteSamples {
        guard let side else { preconditionFailure("samples of \(width) features in \(channels) channels are no square images") }
        let deformer = ImageDeformer(side: side)
        let rows = [UInt8](unsafeUninitializedCapacity: places.count * width) { target, count in
            storage.withUnsafeBufferPointer { bytes in
                for (number, place) in places.enumerated() {
                    var generator = SeededGenerator(seed: seed, purpose: "deformation, \(part)", index: UInt64(place))
                    deformer.deform(
                        UnsafeBufferPointer(rebasing: bytes[offsets[place]..<offsets[place] + width]),
                        into: UnsafeMutableBufferPointer(rebasing: target[number * width..<(number + 1) * width]), with: &generator)
                }
            }
            count = places.count * width
        }
        return ByteSamples(rows: rows, labels: places.map { labels[$0] }, width: width, classes: classes, maximum: maximum)
    }
}
