import Foundation

/// A scale with its ends: where a value stands along an axis.
package struct AxisScale: Sendable, Equatable {
    var scale: Scale
    package var low: Double
    package var high: Double

    /// The value's place, 0 at the low end and 1 at the high end; outside that range beyond the ends; nil where the scale has no place for it.
    package func share(of value: Double) -> Double? {
        guard let here = Self.transform(value, scale), let start = Self.transform(low, scale),
            let end = Self.transform(high, scale), end != start
        else { return nil }
        return (here - start) / (end - start)
    }

    /// A number in which the axis is linear; nil where the scale has no place for the value.
    static func transform(_ value: Double, _ scale: Scale) -> Double? {
        guard value.isFinite else { return nil }
        switch scale {
        case .linear, .categories: return value
        case .log10: return value > 0 ? Foundation.log10(value) : nil
        case .symlog(let bound):
            precondition(bound > 0, "a symlog scale linear within \(bound)")
            let size = abs(value) / bound
            let bent = size <= 1 ? size : 1 + Foundation.log10(size)
            return value < 0 ? -bent : bent
        }
    }

    static func inverse(_ place: Double, _ scale: Scale) -> Double {
        switch scale {
        case .linear, .categories: return place
        case .log10: return Foundation.pow(10, place)
        case .symlog(let bound):
            let size = abs(place)
            let value = bound * (size <= 1 ? size : Foundation.pow(10, size - 1))
            return place < 0 ? -value : value
        }
    }
}

/// Powers of ten, exact where a Double can be.
func powerOfTen(_ exponent: Int) -> Double {
    guard abs(exponent) <= 22 else { return Foundation.pow(10, Double(exponent)) }
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    return exponent < 0 ? 1 / power : power
}

/// The greatest whole number whose power of ten is not above the positive value, a hair's rounding forgiven.
func decade(below value: Double) -> Int {
    Int(Foundation.floor(Foundation.log10(value) + 1e-9), within: -324...308)
}

/// The least whole number whose power of ten is not below the positive value, a hair's rounding forgiven.
func decade(above value: Double) -> Int {
    Int(Foundation.ceil(Foundation.log10(value) - 1e-9), within: -324...308)
}
