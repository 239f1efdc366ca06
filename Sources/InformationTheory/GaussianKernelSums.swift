/// Two Gaussian kernels, one the fourth power of the other, summed over all pairs of samples, class by class.
///
/// Of a squared distance D the wide kernel is exp(-D s), the narrow one exp(-4 D s); one exponential serves both. Samples stand in
/// blocks of eight of one class; a class that is no multiple of eight is filled up with samples far from all others, whose kernels
/// are too small to change a sum. Each pair of blocks is visited once and counts for its rows and its columns. All arithmetic is
/// binary32, and every sum runs over fixed lanes and blocks, so it has the same bits on every machine.
struct GaussianKernelSums {
    typealias Lanes = SIMD8<Float>

    /// The sums of every sample over the samples of each class, itself included: at [class * samples + sample].
    struct Sums {
        var wide: [Float]
        var narrow: [Float]
    }

    /// Where each sample stands: its block times 8, plus its lane.
    private let places: [Int]
    private let blocksOfClass: [Range<Int>]
    private let classOfBlock: [Int]

    init(labels: [UInt16], classes: Int) {
        var counts = [Int](repeating: 0, count: classes)
        for label in labels { counts[Int(label)] += 1 }
        var classOfBlock: [Int] = []
        blocksOfClass = counts.indices.map { index in
            let first = classOfBlock.count
            classOfBlock += repeatElement(index, count: (counts[index] + 7) / 8)
            return first..<classOfBlock.count
        }
        self.classOfBlock = classOfBlock
        var free = blocksOfClass.map { $0.lowerBound * 8 }
        places = labels.map { label in
            free[Int(label)] += 1
            return free[Int(label)] - 1
        }
    }

    /// - Parameters:
    ///   - activations: unit-major, units x samples, finite.
    ///   - scale: s, by which a squared distance is multiplied in the wide kernel's exponent; positive.
    func sums(of activations: [Float], units: Int, scale: Float) -> Sums {
        let blocks = classOfBlock.count
        let columns = arranged(activations, units: units)
        // exp(-D s) = 2^(-D s log2 e).
        let exponentScale = -scale * 0x1.715476p+0
        var wide = [Lanes](repeating: .zero, count: blocksOfClass.count * blocks)
        var narrow = wide
        var rows = [Lanes](repeating: .zero, count: 8 * units)
        for first in 0..<blocks {
            for lane in 0..<8 {
                for unit in 0..<units { rows[lane * units + unit] = Lanes(repeating: columns[first * units + unit][lane]) }
            }
            let own = classOfBlock[first] * blocks
            for (other, range) in blocksOfClass.enumerated() where range.upperBound > first {
                var rowSums = [Lanes](repeating: .zero, count: 16)
                for block in max(range.lowerBound, first)..<range.upperBound {
                    let sums = columns.withUnsafeBufferPointer { columns in
                        rows.withUnsafeBufferPointer { rows in
                            rowSums.withUnsafeMutableBufferPointer { rowSums in
                                Self.addKernels(
                                    rows.baseAddress!, columns.baseAddress! + block * units, units, exponentScale,
                                    rowSums.baseAddress!)
                            }
                        }
                    }
                    // Within one block the rows already count every pair both ways.
                    if block > first {
                        wide[own + block] += sums.wide
                        narrow[own + block] += sums.narrow
                    }
                }
                for lane in 0..<8 {
                    wide[other * blocks + first][lane] += Self.total(rowSums[lane])
                    narrow[other * blocks + first][lane] += Self.total(rowSums[8 + lane])
                }
            }
        }
        func gathered(_ sums: [Lanes]) -> [Float] {
            blocksOfClass.indices.flatMap { index in places.map { sums[index * blocks + $0 / 8][$0 % 8] } }
        }
        return Sums(wide: gathered(wide), narrow: gathered(narrow))
    }

    /// Coordinates as [block][unit] of eight samples each.
    private func arranged(_ activations: [Float], units: Int) -> [Lanes] {
        var columns = [Lanes](repeating: Lanes(repeating: 1e18), count: classOfBlock.count * units)
        for unit in 0..<units {
            for (sample, place) in places.enumerated() {
                columns[place / 8 * units + unit][place % 8] = activations[unit * places.count + sample]
            }
        }
        return columns
    }

    /// The kernels of eight rows with eight columns: added to the rows' sums (eight wide ones, then eight narrow ones), and
    /// returned summed over the rows.
    @inline(__always)
    private static func addKernels(
        _ rows: UnsafePointer<Lanes>, _ columns: UnsafePointer<Lanes>, _ units: Int, _ exponentScale: Float,
        _ rowSums: UnsafeMutablePointer<Lanes>
    ) -> (wide: Lanes, narrow: Lanes) {
        var sums = (wide: Lanes.zero, narrow: Lanes.zero)
        for row in 0..<8 {
            var distance = Lanes.zero
            for unit in 0..<units {
                let difference = rows[row * units + unit] - columns[unit]
                distance += difference * difference
            }
            let wide = exp2(distance * exponentScale)
            // Raised to 2^-31, so that the fourth power is a normal number; that of what lies below would be nothing beside 1.
            var narrow = wide.replacing(with: 0x1p-31, where: wide .< 0x1p-31)
            narrow *= narrow
            narrow *= narrow
            rowSums[row] += wide
            rowSums[8 + row] += narrow
            sums.wide += wide
            sums.narrow += narrow
        }
        return sums
    }

    /// 2^x for x <= 0 within 2 ulp of the rounded x, exactly 1 at 0; 2^-120 below -120.
    ///
    /// 2^x = 2^n 2^f with |f| <= 1/2, 2^f = 1 + f (c0 + ... + c4 f^4): a minimax fit that is exact at 0, relative error 1.1e-7.
    @inline(__always)
    static func exp2(_ x: Lanes) -> Lanes {
        let bounded = x.replacing(with: -120, where: x .< -120)
        // Adding 1.5 2^23 rounds to an integer, which then stands in the low bits.
        let shifted = bounded + 0x1.8p23
        let f = bounded - (shifted - 0x1.8p23)
        var p = f * 0x1.5bba14p-10 + 0x1.3cea88p-7
        p = p * f + 0x1.c6b752p-5
        p = p * f + 0x1.ebf9bcp-3
        p = p * f + 0x1.62e42ap-1
        p = p * f + 1
        let power = (unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23) &+ 0x3f80_0000
        return p * unsafeBitCast(power, to: Lanes.self)
    }

    private static func total(_ lanes: Lanes) -> Float {
        let four = lanes.lowHalf + lanes.highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
}
