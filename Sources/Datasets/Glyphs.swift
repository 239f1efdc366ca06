import NumericCore

/// The stand-in for MNIST and FashionMNIST: 28 x 28 grey digits, written with outlines of the project's own (`GlyphOutlines`) under
/// random jitter of the points, elastic distortion, affine distortion, pen width and speckle; 60,000 training and 10,000 test
/// images.
///
/// It is not MNIST and says nothing about it. Only +, -, *, / and square roots are used, so every machine draws the same bytes.
package enum Glyphs {
    package static let width = 28 * 28
    package static let classes = 10

    /// SHA-256 of the training pixels, training labels, test pixels and test labels.
    package static let digest = "6d7192f3981618e181c2886e7bf3ca26def95a351e6838608a5652c1ed366094"

    /// - Parameter check: is called before every hundredth image.
    package static func samples(_ part: StandIn.Part, check: () throws -> Void) rethrows -> ByteSamples {
        try samples(part, count: part == .training ? 60_000 : 10_000, check: check)
    }

    package static func samples(_ part: StandIn.Part, count: Int) -> ByteSamples { samples(part, count: count, check: {}) }

    /// The first samples of the part. Each is a function of its number.
    package static func samples(_ part: StandIn.Part, count: Int, check: () throws -> Void) rethrows -> ByteSamples {
        var labels = [UInt16](repeating: 0, count: count)
        let pixels = try [UInt8](unsafeUninitializedCapacity: count * width) { bytes, initialized in
            var writer = Writer()
            for number in 0..<count {
                if number % 100 == 0 { try check() }
                var generator = SeededGenerator(seed: 0, purpose: "glyphs, \(part.rawValue)", index: UInt64(number))
                let digit = Int(generator.integer(below: UInt32(classes)))
                labels[number] = UInt16(digit)
                writer.draw(digit, with: &generator, into: bytes.baseAddress! + number * width)
            }
            initialized = count * width
        }
        return ByteSamples(rows: pixels, labels: labels, width: width, classes: classes, maximum: 255)
    }
}

/// Draws digits, one after another, on one canvas.
private struct Writer {
    private typealias Point = GlyphOutlines.Point

    private static let side = 28
    /// Displacements at the corners of 3 x 3 squares, linear between them.
    private var field = [Point](repeating: Point(x: 0, y: 0), count: 16)
    /// How much of each pixel the pen has covered.
    private var ink = [Double](repeating: 0, count: side * side)

    mutating func draw(_ digit: Int, with generator: inout SeededGenerator, into pixels: UnsafeMutablePointer<UInt8>) {
        for place in ink.indices { ink[place] = 0 }
        for corner in field.indices { field[corner] = Point(x: 0.095 * bell(&generator), y: 0.095 * bell(&generator)) }

        // A rotation by the angle whose half has this tangent.
        let half = 0.1 * bell(&generator)
        let cosine = (1 - half * half) / (1 + half * half)
        let sine = 2 * half / (1 + half * half)
        let shear = 0.22 * bell(&generator)
        let scaleX = 15 + 5 * generator.uniform()
        let scaleY = 17 + 5 * generator.uniform()
        let shift = Point(x: 14 + 1.0 * bell(&generator), y: 14 + 1.0 * bell(&generator))
        let radius = 0.6 + 1.1 * generator.uniform()
        let bright = 160 + 95 * generator.uniform()

        let ways = GlyphOutlines.ways[digit]
        for stroke in ways[Int(generator.integer(below: UInt32(ways.count)))] {
            let jittered = stroke.points.map {
                Point(x: $0.x + 0.025 * bell(&generator), y: $0.y + 0.025 * bell(&generator))
            }
            var previous: Point?
            Self.trace(jittered, smooth: stroke.smooth) { point in
                let bent = displaced(point)
                let x = (bent.x - 0.5 + shear * (0.5 - bent.y)) * scaleX
                let y = (bent.y - 0.5) * scaleY
                let placed = Point(x: shift.x + cosine * x - sine * y, y: shift.y + sine * x + cosine * y)
                cover(from: previous ?? placed, to: placed, radius: radius)
                previous = placed
            }
        }
        let speckle = 24 * generator.uniform()
        for place in ink.indices {
            let noisy = ink[place] * bright + speckle * bell(&generator)
            pixels[place] = UInt8(min(max(noisy, 0), 255))
        }
    }

    /// A number of mean 0 and standard deviation 1, bell-shaped within -3...3: the sum of four uniform ones.
    private func bell(_ generator: inout SeededGenerator) -> Double {
        let low = generator.nextWord()
        let high = generator.nextWord()
        let sum = Double(low & 0xffff) + Double(low >> 16) + Double(high & 0xffff) + Double(high >> 16)
        return (sum / 65536 - 2) * 1.7320508075688772
    }

    /// Visits points along the stroke, near enough to each other for straight lines between them.
    private static func trace(_ points: [Point], smooth: Bool, visit: (Point) -> Void) {
        let steps = 5
        for span in 0..<points.count - 1 {
            let b = points[span]
            let c = points[span + 1]
            let a = span > 0 ? points[span - 1] : b
            let d = span + 2 < points.count ? points[span + 2] : c
            for step in (span == 0 ? 0 : 1)...steps {
                let t = Double(step) / Double(steps)
                func blend(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
                    guard smooth else { return b + t * (c - b) }
                    let first = t * (c - a)
                    let second = t * t * (2 * a - 5 * b + 4 * c - d)
                    let third = t * t * t * (3 * b - a - 3 * c + d)
                    return b + (first + second + third) / 2
                }
                visit(Point(x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y)))
            }
        }
    }

    private func displaced(_ point: Point) -> Point {
        let u = min(max(point.x, 0), 0.999) * 3
        let v = min(max(point.y, 0), 0.999) * 3
        let column = Int(u)
        let row = Int(v)
        let right = u - Double(column)
        let down = v - Double(row)
        func mix(_ part: (Point) -> Double) -> Double {
            let above = part(field[row * 4 + column]) * (1 - right) + part(field[row * 4 + column + 1]) * right
            let below = part(field[row * 4 + column + 4]) * (1 - right) + part(field[row * 4 + column + 5]) * right
            return above * (1 - down) + below * down
        }
        return Point(x: point.x + mix { $0.x }, y: point.y + mix { $0.y })
    }

    /// Covers the pixels along a straight line, softly at its edge.
    private mutating func cover(from a: Point, to b: Point, radius: Double) {
        let reach = radius + 0.5
        let side = Double(Self.side)
        let left = Int(min(max(min(a.x, b.x) - reach, 0), side))
        let right = Int(min(max(max(a.x, b.x) + reach + 1, 0), side))
        let top = Int(min(max(min(a.y, b.y) - reach, 0), side))
        let bottom = Int(min(max(max(a.y, b.y) + reach + 1, 0), side))
        guard left < right, top < bottom else { return }
        let along = Point(x: b.x - a.x, y: b.y - a.y)
        let length = along.x * along.x + along.y * along.y
        for row in top..<bottom {
            for column in left..<right {
                let x = Double(column) + 0.5 - a.x
                let y = Double(row) + 0.5 - a.y
                let t = length > 0 ? min(max((x * along.x + y * along.y) / length, 0), 1) : 0
                let dx = x - t * along.x
                let dy = y - t * along.y
                let covered = min(reach - (dx * dx + dy * dy).squareRoot(), 1)
                let place = row * Self.side + column
                if covered > ink[place] { ink[place] = covered }
            }
        }
    }
}
