import NumericCore

/// Numbers of several samples side by side, with which a network is computed in double precision; or such numbers and their derivatives
/// along a direction.
///
/// Products are rounded before they are added: that has the same bits on every machine, whether it fuses them or not.
protocol Lanes: Sendable {
    /// One number of these, such as a parameter.
    associatedtype Scalar: Lanes where Scalar.Scalar == Scalar
    /// A truth for each sample.
    associatedtype Truths

    /// Samples side by side.
    static var count: Int { get }
    init(all: Double)
    /// The numbers of samples, zeros behind them.
    init(_ samples: [Double])

    static func + (one: Self, other: Self) -> Self
    static func - (one: Self, other: Self) -> Self
    static func * (one: Self, other: Self) -> Self
    static func / (one: Self, other: Self) -> Self
    /// Adds the product with a parameter.
    mutating func add(_ values: Self, times parameter: Scalar)
    /// The samples' sum, by a tree that never changes.
    var sum: Scalar { get }
    func plus(_ parameter: Scalar) -> Self
    func times(_ parameter: Scalar) -> Self

    /// e to the power of each.
    var exponential: Self { get }
    var hyperbolicTangent: Self { get }
    /// Whether each number, its derivative apart, is above the other.
    func exceeds(_ other: Self) -> Truths
    /// The other's numbers where it is true.
    func replaced(by other: Self, where truths: Truths) -> Self
    /// Where `one` is true and the other is not.
    static func isTrue(_ one: Truths, butNot other: Truths) -> Truths
    static func isTrue(_ one: Truths, or other: Truths) -> Truths
    static var nowhere: Truths { get }
    /// The numbers without derivatives.
    var constant: Self { get }
    /// The first number without its derivative.
    var plain: Double { get }
}

extension Lanes {
    static var zero: Self { Self(all: 0) }
    static var one: Self { Self(all: 1) }
}

extension Double: Lanes {
    static var count: Int { 1 }
    init(all: Double) { self = all }
    init(_ samples: [Double]) { self = samples[0] }
    @inline(__always) mutating func add(_ values: Double, times parameter: Double) { self = self + values * parameter }
    var sum: Double { self }
    func plus(_ parameter: Double) -> Double { self + parameter }
    func times(_ parameter: Double) -> Double { self * parameter }
    var exponential: Double { DeterministicMath.exp(self) }
    var hyperbolicTangent: Double { DeterministicMath.tanh(self) }
    func exceeds(_ other: Double) -> Bool { self > other }
    func replaced(by other: Double, where truth: Bool) -> Double { truth ? other : self }
    static func isTrue(_ one: Bool, butNot other: Bool) -> Bool { one && !other }
    static func isTrue(_ one: Bool, or other: Bool) -> Bool { one || other }
    static var nowhere: Bool { false }
    var constant: Double { self }
    var plain: Double { self }
}

extension SIMD8: Lanes where Scalar == Double {
    static var count: Int { 8 }
    init(all: Double) { self.init(repeating: all) }
    init(_ samples: [Double]) {
        self.init(repeating: 0)
        for (place, value) in samples.enumerated() { self[place] = value }
    }
    @inline(__always) mutating func add(_ values: Self, times parameter: Double) { self = self + values * parameter }
    var sum: Double { ((self[0] + self[2]) + (self[1] + self[3])) + ((self[4] + self[6]) + (self[5] + self[7])) }
    func plus(_ parameter: Double) -> Self { self + parameter }
    func times(_ parameter: Double) -> Self { self * parameter }
    private func map(_ function: (Double) -> Double) -> Self {
        var image = self
        for place in 0..<8 { image[place] = function(self[place]) }
        return image
    }
    var exponential: Self { map(DeterministicMath.exp) }
    var hyperbolicTangent: Self { map(DeterministicMath.tanh) }
    func exceeds(_ other: Self) -> SIMDMask<SIMD8<Int64>> { self .> other }
    func replaced(by other: Self, where truths: SIMDMask<SIMD8<Int64>>) -> Self { replacing(with: other, where: truths) }
    static func isTrue(_ one: SIMDMask<SIMD8<Int64>>, butNot other: SIMDMask<SIMD8<Int64>>) -> SIMDMask<SIMD8<Int64>> {
        one .& .!other
    }
    static func isTrue(_ one: SIMDMask<SIMD8<Int64>>, or other: SIMDMask<SIMD8<Int64>>) -> SIMDMask<SIMD8<Int64>> { one .| other }
    static var nowhere: SIMDMask<SIMD8<Int64>> { .init(repeating: false) }
    var constant: Self { self }
    var plain: Double { self[0] }
}
