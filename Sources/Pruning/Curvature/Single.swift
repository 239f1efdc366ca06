import NumericCore

/// One number: a parameter, or the value of one sample.
struct Single: Lanes {
    var value: Double

    typealias Scalar = Single

    @inline(__always)
    init(_ value: Double) { self.value = value }
    init(all value: Double) { self.value = value }
    init(_ samples: [Double]) { value = samples[0] }

    static var count: Int { 1 }
    static func + (one: Self, other: Self) -> Self { Self(one.value + other.value) }
    static func - (one: Self, other: Self) -> Self { Self(one.value - other.value) }
    static func * (one: Self, other: Self) -> Self { Self(one.value * other.value) }
    static func / (one: Self, other: Self) -> Self { Self(one.value / other.value) }
    @inline(__always)
    mutating func add(_ values: Self, times parameter: Single) { value = value + values.value * parameter.value }
    var sum: Single { self }
    func plus(_ parameter: Single) -> Self { self + parameter }
    func times(_ parameter: Single) -> Self { self * parameter }
    var exponential: Self { Self(DeterministicMath.exp(value)) }
    var hyperbolicTangent: Self { Self(DeterministicMath.tanh(value)) }
    func exceeds(_ other: Self) -> Bool { value > other.value }
    func replaced(by other: Self, where truth: Bool) -> Self { truth ? other : self }
    static func isNeither(_ one: Bool, _ other: Bool) -> Bool { !one && !other }
    static func isTrue(_ one: Bool, or other: Bool) -> Bool { one || other }
    static var nowhere: Bool { false }
    var constant: Self { self }
    var plain: Double { value }
}
