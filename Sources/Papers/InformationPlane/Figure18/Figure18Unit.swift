import Experiments

extension Figure18 {
    /// The span from -1 to 1 in bins of one size.
    struct Segments {
        let count: Int

        /// One more than the bins, from -1 to 1, as the paper draws them.
        var borders: [Double] { (0...count).map { 2 * Double($0) / Double(count) - 1 } }

        /// The bin of an activation, from 0. The last bin holds its upper border too, so that the span falls into `count` bins.
        func bin(of activation: Float) -> Int {
            let place = (Double(activation) + 1) / 2 * Double(count)
            return min(max(Int(place.rounded(.down)), 0), count - 1)
        }

        /// The codes that floor(activation / size) has on the span: in the middle of every bin, and at 1.
        var floorCodes: [Int32] {
            let middles = zip(borders, borders.dropFirst()).map { ($0 + $1) / 2 }
            return Binning(size: 2 / Double(count)).codes(of: (middles + [1]).map(Float.init))
        }
    }

    /// The double linearly saturating function: the input between -1 and 1, these bounds beyond.
    static func saturating(_ sum: Float) -> Float { min(max(sum, -1), 1) }

    /// How much can be told of a sample by the sum of a unit's inputs, by its tanh, and by the bin of this; H in bits.
    struct Entropies {
        var sums: Double
        var activations: Double
        var bins: Double
    }

    /// One unit's sums of inputs, under the saturating function and under its own tanh.
    struct BinnedUnit {
        let sums: [Float]
        /// Share of the samples in each bin.
        let saturatingShares: [Double]
        let tanhShares: [Double]
        let entropies: Entropies

        init(sums: [Float], activations: [Float], _ segments: Segments) {
            func shares(_ values: [Float]) -> [Double] {
                let bins = values.map(segments.bin)
                return (0..<segments.count).map { bin in Double(bins.count { $0 == bin }) / Double(values.count) }
            }
            self.sums = sums
            saturatingShares = shares(sums.map(saturating))
            tanhShares = shares(activations)
            entropies = Entropies(
                sums: Entropy.of(sums.map(\.bitPattern)), activations: Entropy.of(activations.map(\.bitPattern)),
                bins: Entropy.of(activations.map(segments.bin)))
        }

        /// The share of samples whose saturating activation is 1 itself.
        var shareAtTop: Double { Double(sums.count { $0 >= 1 }) / Double(sums.count) }

        /// The function, what the bins leave of it, some samples on it, and the borders.
        func functionSeries(_ segments: Segments) -> [Series] {
            let reach = Double(sums.reduce(1.5) { max($0, abs($1)) })
            let borders = segments.borders
            func series(_ id: String, _ label: String, _ points: [(Double, Double)]) -> Series {
                .path(id, label, x: ("x", "sum of the inputs"), y: ("y", "activation"), points)
            }
            let steps = zip(borders, borders.dropFirst()).dropLast().flatMap { [($1, $0), ($1, $1)] }
            let drawn = stride(from: 0, to: sums.count, by: max(1, sums.count / 160)).map { sums[$0] }
            return [
                series("function", "Double linearly saturating function", [(-reach, -1), (-1, -1), (1, 1), (reach, 1)]),
                series(
                    "binned", "What the bins leave of it",
                    [(-reach, borders[0])] + steps + [(reach, borders[segments.count - 1])]),
                series("samples", "Samples", drawn.map { (Double($0), Double(saturating($0))) }),
                Series(
                    "borders", "Borders of the bins", Column("border", "border", borders.indices),
                    [Column("y", "activation", borders)]),
            ]
        }
    }
}
