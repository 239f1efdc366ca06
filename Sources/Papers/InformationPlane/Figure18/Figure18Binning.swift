import Experiments

extension Figure18 {
    /// The span from -1 to 1 in bins of one size, the borders as the paper draws them.
    struct Segments {
        let count: Int
        /// One more than the bins, from -1 to 1.
        let borders: [Double]

        init(_ count: Int) {
            precondition(count > 0, "\(count) bins")
            self.count = count
            borders = (0...count).map { 2 * Double($0) / Double(count) - 1 }
        }

        /// The bin of an activation, from 0. The last bin holds its upper border too, so that the span falls into `count` bins.
        func bin(of activation: Float) -> Int {
            let place = (Double(activation) + 1) / 2 * Double(count)
            return min(max(Int(place.rounded(.down)), 0), count - 1)
        }

        /// The codes that floor(activation / size) has on the span: at every border and in the middle of every bin.
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

        init(sums: Double, activations: Double, bins: Double) {
            self.sums = sums
            self.activations = activations
            self.bins = bins
        }
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
                var counts = [Int](repeating: 0, count: segments.count)
                for value in values { counts[segments.bin(of: value)] += 1 }
                return counts.map { Double($0) / Double(values.count) }
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

        /// The function, what the bins leave of it, the borders, and some samples on it.
        func functionSeries(_ segments: Segments) -> [Series] {
            let reach = Double(sums.reduce(1.5) { max($0, abs($1)) })
            let sum = Quantity("sum of the inputs")
            func series(_ id: String, _ label: String, _ x: [Double], _ y: [Double]) -> Series {
                Series(
                    id: id, label: label, index: Column(id: "x", quantity: sum, values: x),
                    columns: [Column(id: "y", quantity: Quantity("activation"), values: y)])
            }
            var stairs: [(Double, Double)] = [(-reach, segments.borders[0])]
            for (bin, border) in segments.borders.enumerated().dropFirst().dropLast() {
                stairs += [(border, segments.borders[bin - 1]), (border, border)]
            }
            stairs.append((reach, segments.borders[segments.count - 1]))
            let drawn = stride(from: 0, to: sums.count, by: max(1, sums.count / 160)).map { sums[$0] }
            return [
                series("function", "Double linearly saturating function", [-reach, -1, 1, reach], [-1, -1, 1, 1]),
                series("binned", "What the bins leave of it", stairs.map(\.0), stairs.map(\.1)),
                series(
                    "samples", "Samples", drawn.map(Double.init), drawn.map { Double(saturating($0)) }),
                Series(
                    id: "borders", label: "Borders of the bins",
                    index: Column(
                        id: "border", quantity: Quantity("border"), values: segments.borders.indices.map(Double.init)),
                    columns: [Column(id: "y", quantity: Quantity("activation"), values: segments.borders)]),
            ]
        }

        /// The share of the samples in each bin: the first network's unit is drawn, all are replicates.
        static func shareSeries(_ units: [BinnedUnit]) -> [Series] {
            func series(_ id: String, _ label: String, _ shares: (BinnedUnit) -> [Double]) -> Series {
                let replicates = units.map(shares)
                return Series(
                    id: id, label: label,
                    index: Column(
                        id: "bin", quantity: Quantity("bin"), values: (1...replicates[0].count).map(Double.init)),
                    columns: [
                        Column(
                            id: "share", quantity: Quantity("share of the samples"), values: replicates[0],
                            replicates: replicates.count > 1 ? replicates : [])
                    ])
            }
            return [
                series("saturating", "Double linearly saturating function", \.saturatingShares),
                series("tanh", "tanh, the unit's own", \.tanhShares),
            ]
        }
    }
}
