import NumericCore

/// The stand-in for CIFAR-10: 32 x 32 colour textures of ten kinds (gratings, stripes, checks, plaids, dots, rings, blobs, coarse
/// and fine noise, edges) at random angle, scale, phase and colours under noise; 50,000 training and 10,000 test images.
///
/// It is not CIFAR-10 and says nothing about it. Only +, -, *, / and square roots are used, so every machine draws the same bytes.
package enum Textures {
    package static let width = 3 * 32 * 32
    package static let classes = 10

    /// SHA-256 of the training pixels, training labels, test pixels and test labels.
    package static let digest = "4c29571fdad1e09427a93550356be511be9ffc9604d37c321814256abf57d7b4"

    /// - Parameter check: is called before every hundredth image.
    package static func samples(_ part: StandIn.Part, check: () throws -> Void) rethrows -> ByteSamples {
        try samples(part, count: part == .training ? 50_000 : 10_000, check: check)
    }

    package static func samples(_ part: StandIn.Part, count: Int) -> ByteSamples { samples(part, count: count, check: {}) }

    /// The first samples of the part. Each is a function of its number.
    package static func samples(_ part: StandIn.Part, count: Int, check: () throws -> Void) rethrows -> ByteSamples {
        var labels = [UInt16](repeating: 0, count: count)
        let pixels = try [UInt8](unsafeUninitializedCapacity: count * width) { bytes, initialized in
            var painter = Painter()
            for number in 0..<count {
                if number % 100 == 0 { try check() }
                var generator = SeededGenerator(seed: 0, purpose: "textures, \(part.rawValue)", index: UInt64(number))
                let kind = Int(generator.integer(below: UInt32(classes)))
                labels[number] = UInt16(kind)
                painter.paint(kind, with: &generator, into: bytes.baseAddress! + number * width)
            }
            initialized = count * width
        }
        return ByteSamples(rows: pixels, labels: labels, width: width, classes: classes, maximum: 255, channels: 3)
    }
}

/// Paints textures, one after another.
private struct Painter {
    private static let side = 32
    private static let area = side * side
    /// The pattern between its two colours, -1 to 1.
    private var pattern = [Double](repeating: 0, count: area)
    /// Values at the corners of a lattice, for noise.
    private var lattice = [Double](repeating: 0, count: 33 * 33)

    mutating func paint(_ kind: Int, with generator: inout SeededGenerator, into pixels: UnsafeMutablePointer<UInt8>) {
        // A direction by the tangent of half its angle; each kind keeps to a sixth of a turn, so that pixels tell something by
        // themselves.
        let tangent = 0.09 * Double(kind) - 0.4 + 0.5 * (generator.uniform() - 0.5)
        let cosine = (1 - tangent * tangent) / (1 + tangent * tangent)
        let sine = 2 * tangent / (1 + tangent * tangent)
        let rate = 0.07 + 0.03 * generator.uniform()
        let phase = (0.5 * generator.uniform(), 0.5 * generator.uniform())
        /// The pattern of coordinates along and across the direction, in periods.
        func fill(_ value: (Double, Double) -> Double) {
            for row in 0..<Self.side {
                for column in 0..<Self.side {
                    let x = Double(column) - 15.5
                    let y = Double(row) - 15.5
                    pattern[row * Self.side + column] = value(
                        (cosine * x + sine * y) * rate + phase.0, (cosine * y - sine * x) * rate + phase.1)
                }
            }
        }
        switch kind {
        case 0: fill { u, _ in wave(u) }
        case 1: fill { u, _ in wave(u) > 0.5 ? 1 : -1 }
        case 2: fill { u, v in wave(u) * wave(v) > 0 ? 1 : -1 }
        case 3: fill { u, v in (wave(u) + wave(v)) / 2 }
        case 4:
            fill { u, v in
                let a = wave(u / 2)
                let b = wave(v / 2)
                return a * a + b * b < 0.35 ? 1 : -1
            }
        case 5:
            fill { u, v in
                let x = u - phase.0 + 0.8 * (phase.0 - 0.5)
                let y = v - phase.1 + 0.8 * (phase.1 - 0.5)
                return wave(1.5 * (x * x + y * y).squareRoot() + phase.0 + phase.1)
            }
        case 6: noise(spacing: 11, with: &generator)
        case 7: noise(spacing: 5, with: &generator)
        case 8: noise(spacing: 2, with: &generator)
        default: fill { u, _ in u > phase.0 + 0.6 * (phase.1 - 0.5) ? 1 : -1 }
        }
        colour(with: &generator, into: pixels)
    }

    /// Two random colours, the pattern between them, and noise in each pixel's channels.
    private func colour(with generator: inout SeededGenerator, into pixels: UnsafeMutablePointer<UInt8>) {
        let contrast = 0.35 + 0.65 * generator.uniform()
        let grain = 10 + 30 * generator.uniform()
        for channel in 0..<3 {
            let middle = 70 + 115 * generator.uniform()
            let swing = (20 + 90 * generator.uniform()) * contrast * (generator.uniform() < 0.25 ? -1 : 1)
            let plane = pixels + channel * Self.area
            for place in stride(from: 0, to: Self.area, by: 2) {
                let word = generator.nextWord()
                // Two grains from one word: the sums of two bytes each, about their mean.
                let first = Double(word & 0xff) + Double(word >> 8 & 0xff) - 255
                let second = Double(word >> 16 & 0xff) + Double(word >> 24) - 255
                plane[place] = byte(middle + swing * pattern[place] + grain / 104 * first)
                plane[place + 1] = byte(middle + swing * pattern[place + 1] + grain / 104 * second)
            }
        }
    }

    private func byte(_ value: Double) -> UInt8 { UInt8(min(max(value, 0), 255)) }

    /// A wave of period 1 between -1 and 1, of two parabolas.
    private func wave(_ turns: Double) -> Double {
        let part = turns - turns.rounded(.down) - 0.5
        return -16 * part * (0.5 - part.magnitude)
    }

    /// Smooth noise: random values on a lattice of this spacing, moved at random, between them a blend.
    private mutating func noise(spacing: Int, with generator: inout SeededGenerator) {
        let corners = Self.side / spacing + 3
        for place in 0..<corners * corners { lattice[place] = 2 * generator.uniform() - 1 }
        let shift = (generator.uniform(), generator.uniform())
        func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
        for row in 0..<Self.side {
            let v = Double(row) / Double(spacing) + shift.1
            let down = ease(v - v.rounded(.down))
            for column in 0..<Self.side {
                let u = Double(column) / Double(spacing) + shift.0
                let right = ease(u - u.rounded(.down))
                let corner = Int(v) * corners + Int(u)
                let above = lattice[corner] + right * (lattice[corner + 1] - lattice[corner])
                let below = lattice[corner + corners] + right * (lattice[corner + corners + 1] - lattice[corner + corners])
                pattern[row * Self.side + column] = min(max(1.6 * (above + down * (below - above)), -1), 1)
            }
        }
    }
}
