import Experiments

/// The density of values within their own range, for a violin's outline.
///
/// A Gaussian kernel, its mass mirrored back at both ends of the range: no density lies where no value is, and the integral over the range
/// is 1. The bandwidth follows Silverman's rule, 0.9 min(s, IQR / 1.34) n^(-1/5), s the standard deviation and IQR the distance between the
/// quartiles (Silverman 1986, Density Estimation, equation 3.31), down to a given least one.
struct ViolinDensity: Sendable {
    let bandwidth: Double
    let range: ClosedRange<Double>

    /// The density's range and bandwidth for the values; nil where they do not differ.
    init?(of values: [Double], leastBandwidth: Double) {
        precondition(leastBandwidth > 0 && values.allSatisfy(\.isFinite), "a density of least bandwidth \(leastBandwidth)")
        // Values that differ by their rounding only do not.
        guard let low = values.min(), let high = values.max(), high - low > 1e-9 * leastBandwidth else { return nil }
        range = low...high
        bandwidth = max(leastBandwidth, Self.silverman(values))
    }

    /// At least two values. Where half of them are equal, the quartiles' distance may be 0; then the deviation alone counts.
    static func silverman(_ values: [Double]) -> Double {
        let deviation = Statistics.standardDeviation(values)
        let sorted = values.sorted()
        let quartiles = (Statistics.quantile(sorted: sorted, 0.75) - Statistics.quantile(sorted: sorted, 0.25)) / 1.34
        let spread = quartiles > 0 ? min(deviation, quartiles) : deviation
        return 0.9 * spread * DeterministicMath.exp(-DeterministicMath.log(Double(values.count)) / 5)
    }

    /// The values' density at each of the places; 0 beyond the range.
    /// - Parameter values: within the range; those whose range and bandwidth these are, or a part of them.
    func densities(of values: [Double], at places: [Double]) -> [Double] {
        precondition(values.allSatisfy(range.contains), "a value lies outside \(range)")
        guard !values.isEmpty else { return places.map { _ in 0 } }
        let width = range.upperBound - range.lowerBound
        // Mirrored at both ends, a value v (from the lower end) recurs at ± v + 2 k width. Beyond 8.5 bandwidths a kernel is below 1e-16.
        let reach = 8.5 * bandwidth
        // In a range that is a sliver of a kernel the images make the density even.
        guard reach < 2000 * width else { return places.map { range.contains($0) ? 1 / width : 0 } }
        let recurrences = Int((reach / (2 * width)).rounded(.up)) + 1
        var images: [Double] = []
        for value in values {
            for k in -recurrences...recurrences {
                for image in [value - range.lowerBound, range.lowerBound - value] {
                    let place = image + 2 * Double(k) * width
                    if place >= -reach, place <= width + reach { images.append(place) }
                }
            }
        }
        images.sort()
        let scale = 1 / (Double(values.count) * bandwidth * 2.506_628_274_631_000_5)
        return places.map { place in
            guard range.contains(place) else { return 0 }
            let x = place - range.lowerBound
            let near = images.lazy.filter { $0 >= x - reach && $0 <= x + reach }.map { ($0 - x) / bandwidth }
            return scale * near.reduce(0) { $0 + DeterministicMath.exp(-$1 * $1 / 2) }
        }
    }
}
