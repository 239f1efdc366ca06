import NumericCore

/// The numbers of eight samples.
struct Octet: Lanes {
    var values: SIMD8<Double>

    typealias Scalar = Single
    typealias Truths = SIMDMask<SIMD8<Int64>>

    @inline(__always)
    private init(_ values: SIMD8<Double>) { self.values = values }
    init(all value: Double) { values = SIMD8(repeating: value) }
    init(_ samples: [Double]) {
        values = SIMD8(repeating: 0)
        for (place, value) in samples.enumerated() { values[place] = value }
    }

    static var count: Int { 8 }
    static func + (one: Self, other: Self) -> Self { Self(one.values + other.values) }
    static func - (one: Self, other: Self) -> Self { Self(one.values - other.values) }
    static func * (one: Self, other: Self) -> Self { Self(one.values * other.values) }
    static func / (one: Self, other: Self) -> Self { Self(one.values / other.values) }
    @inline(__always)
    mutating func add(_ others: Self, times parameter: Single) { values = values + others.values * parameter.value }
    var sum: Single {
        let fours = values.lowHalf + values.highHalf
        let twos = fours.lowHalf + fours.highHalf
        return Single(twos[0] + twos[1])
    }
    func plus(_ parameter: Single) -> Self { Self(values + parameter.value) }
    func times(_ parameter: Single) -> Self { Self(values * parameter.value) }
    private func map(_ function: (Double) -> Double) -> Self {
        var image = self
        for place in 0..<8 { image.values[place] = function(values[place]) }
        return image
    }
    var exponential: Self { map(DeterministicMath.exp) }
    var hyperbolicTangent: Self { map(DeterministicMath.tanh) }
    func exceeds(_ other: Self) -> Truths { values .> other.values }
    func replaced(by other: Self, where truths: Truths) -> Self { Self(values.replacing(with: other.values, where: truths)) }
    static func isNeither(_ one: Truths, _ other: Truths) -> Truths { .!(one .| other) }
    static func isTrue(_ one: Truths, or other: Truths) -> Truths { one .| other }
    static var nowhere: Truths { Truths(repeating: false) }
    var constant: Self { self }
    var plain: Double { values[0] }
}
