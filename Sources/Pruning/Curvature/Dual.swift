/// Numbers and their derivatives along one direction: computing with them differentiates whatever is computed, exactly.
struct Dual<Base: Lanes>: Lanes {
    var value: Base
    var tangent: Base

    typealias Scalar = Dual<Base.Scalar>
    typealias Truths = Base.Truths

    @inline(__always)
    init(_ value: Base, _ tangent: Base) {
        self.value = value
        self.tangent = tangent
    }

    static var count: Int { Base.count }
    init(all: Double) { self.init(Base(all: all), .zero) }
    init(_ samples: [Double]) { self.init(Base(samples), .zero) }

    static func + (one: Self, other: Self) -> Self { Self(one.value + other.value, one.tangent + other.tangent) }
    static func - (one: Self, other: Self) -> Self { Self(one.value - other.value, one.tangent - other.tangent) }
    static func * (one: Self, other: Self) -> Self {
        Self(one.value * other.value, one.value * other.tangent + one.tangent * other.value)
    }
    static func / (one: Self, other: Self) -> Self {
        let value = one.value / other.value
        return Self(value, (one.tangent - value * other.tangent) / other.value)
    }
    @inline(__always)
    mutating func add(_ values: Self, times parameter: Scalar) {
        value.add(values.value, times: parameter.value)
        tangent.add(values.tangent, times: parameter.value)
        tangent.add(values.value, times: parameter.tangent)
    }
    var sum: Scalar { Scalar(value.sum, tangent.sum) }
    func plus(_ parameter: Scalar) -> Self { Self(value.plus(parameter.value), tangent.plus(parameter.tangent)) }
    func times(_ parameter: Scalar) -> Self {
        Self(value.times(parameter.value), value.times(parameter.tangent) + tangent.times(parameter.value))
    }
    var exponential: Self {
        let image = value.exponential
        return Self(image, image * tangent)
    }
    var hyperbolicTangent: Self {
        let image = value.hyperbolicTangent
        return Self(image, (.one - image * image) * tangent)
    }
    func exceeds(_ other: Self) -> Truths { value.exceeds(other.value) }
    func replaced(by other: Self, where truths: Truths) -> Self {
        Self(value.replaced(by: other.value, where: truths), tangent.replaced(by: other.tangent, where: truths))
    }
    static func isNeither(_ one: Truths, _ other: Truths) -> Truths { Base.isNeither(one, other) }
    static func isTrue(_ one: Truths, or other: Truths) -> Truths { Base.isTrue(one, or: other) }
    static var nowhere: Truths { Base.nowhere }
    var constant: Self { Self(value, .zero) }
    var plain: Double { value.plain }
}
