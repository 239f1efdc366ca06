import Charts

/// SplitMix64: every random chart has a seed.
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func chance(_ share: Double) -> Bool { number(0...1) < share }
    mutating func pick<T>(_ choices: [T]) -> T { choices[count(0...(choices.count - 1))] }
}

/// True where the two convex outlines have an area in common: no side of either parts them.
func outlinesOverlap(_ a: [Point], _ b: [Point], slack: Double = 0.05) -> Bool {
    for outline in [a, b] {
        for (p, q) in zip(outline, outline.dropFirst() + outline.prefix(1)) {
            let (nx, ny) = (q.y - p.y, p.x - q.x)
            let length = max((nx * nx + ny * ny).squareRoot(), 1e-12)
            let first = a.map { ($0.x * nx + $0.y * ny) / length }
            let second = b.map { ($0.x * nx + $0.y * ny) / length }
            let (lowA, highA) = (first.min() ?? 0, first.max() ?? 0)
            let (lowB, highB) = (second.min() ?? 0, second.max() ?? 0)
            if highA <= lowB + slack || highB <= lowA + slack { return false }
        }
    }
    return true
}

extension Chart {
    /// The words of the chart that overlap each other or leave the page, in words.
    func faults(of layout: ChartLayout) -> [String] {
        let texts = layout.allTexts
        var faults: [String] = []
        let page = Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
        for text in texts where !page.contains(text.bounds, slack: 0.05) {
            faults.append("'\(text.text.plain)' at \(text.bounds) leaves the page \(layout.size)")
        }
        for (index, one) in texts.enumerated() {
            for other in texts[(index + 1)...]
            where one.bounds.overlaps(other.bounds) && outlinesOverlap(one.corners, other.corners) {
                faults.append("'\(one.text.plain)' at \(one.bounds) overlaps '\(other.text.plain)' at \(other.bounds)")
            }
        }
        return faults
    }
}
