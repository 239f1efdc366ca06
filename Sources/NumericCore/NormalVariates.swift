extension SeededGenerator {
    /// A pair of independent standard normal variates: Marsaglia's polar method, with the project's own logarithm.
    private mutating func normalPair() -> (Double, Double) {
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let square = u * u + v * v
            if square > 0, square < 1 {
                let factor = (-2 * DeterministicMath.log(square) / square).squareRoot()
                return (u * factor, v * factor)
            }
        }
    }

    /// A standard normal variate.
    public mutating func normal() -> Double { normalPair().0 }

    /// Independent standard normal variates.
    /// - Parameter bound: variates of greater magnitude are drawn again (2 for the truncated normal of TensorFlow and Keras, whose
    ///   standard deviation is then 0.8796, not 1).
    public mutating func normals(_ count: Int, bound: Double = .infinity) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(count + 1)
        while values.count < count {
            let (first, second) = normalPair()
            if abs(first) <= bound { values.append(first) }
            if abs(second) <= bound { values.append(second) }
        }
        if values.count > count { values.removeLast() }
        return values
    }
}
