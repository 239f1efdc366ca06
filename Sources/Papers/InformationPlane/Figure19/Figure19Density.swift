import Experiments

extension Figure19 {
    /// The standard normal density and what bins of one size make of it: the same probability in each bin, evenly spread.
    struct BinnedDensity {
        let size: Double
        /// From -4 to 4.
        private let x: [Double]
        private let density: [Double]
        private let edges: [Double]
        private let heights: [Double]
        /// The total variation between the two, half the integral of their difference's magnitude; 0 to 1.
        let distance: Double

        init(size: Double) {
            func density(_ x: Double) -> Double { 0.398_942_280_401_432_7 * DeterministicMath.exp(-x * x / 2) }
            self.size = size
            let last = Int((4 / size).rounded(.up))
            edges = (-last...last).map { Double($0) * size }
            heights = zip(edges, edges.dropFirst()).map {
                (SpecialFunctions.normalCDF($1) - SpecialFunctions.normalCDF($0)) / size
            }
            x = (-160...160).map { Double($0) / 40 }
            self.density = x.map(density)
            // By the midpoints of 400 pieces a bin.
            distance = zip(edges, heights).reduce(0.0) { sum, bin in
                sum + (0..<400).reduce(0.0) { $0 + abs(density(bin.0 + size * (Double($1) + 0.5) / 400) - bin.1) } * size / 800
            }
        }

        var series: [Series] {
            let value = Quantity("value", unit: "standard deviation")
            let density = Quantity("density")
            return [
                Series(
                    id: "bins", label: "Density by bins", index: Column(id: "edge", quantity: value, values: edges),
                    // The last height repeats, so that each edge has one.
                    columns: [Column(id: "height", quantity: density, values: heights + [heights[heights.count - 1]])]),
                Series(
                    id: "density", label: "Density", index: Column(id: "x", quantity: value, values: x),
                    columns: [Column(id: "density", quantity: density, values: self.density)]),
            ]
        }
    }
}
