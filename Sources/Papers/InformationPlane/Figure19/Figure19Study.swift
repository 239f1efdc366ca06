import Experiments

extension Figure19 {
    /// The standard normal density.
    private static func density(_ x: Double) -> Double { 0.398_942_280_401_432_7 * DeterministicMath.exp(-x * x / 2) }

    /// The standard normal density and what bins of one size make of it: the same probability in each bin, evenly spread.
    struct BinnedDensity {
        /// The total variation between the two, half the integral of their difference's magnitude; 0 to 1.
        let distance: Double
        let panel: PanelResult

        init(_ number: Int, size: Double) {
            let last = Int((4 / size).rounded(.up))
            let edges = (-last...last).map { Double($0) * size }
            let heights = zip(edges, edges.dropFirst()).map {
                (SpecialFunctions.normalCDF($1) - SpecialFunctions.normalCDF($0)) / size
            }
            // By the midpoints of 400 pieces a bin.
            distance = zip(edges, heights).reduce(0.0) { (sum: Double, bin: (edge: Double, height: Double)) -> Double in
                let difference = (0..<400).reduce(0.0) { (sum: Double, piece: Int) -> Double in
                    sum + abs(density(bin.edge + size * (Double(piece) + 0.5) / 400) - bin.height)
                }
                return sum + difference * size / 800
            }
            let value = Quantity("value", unit: "standard deviation")
            let x = (-160...160).map { Double($0) / 40 }
            panel = PanelResult(
                FigureLetters[number - 1], "Bin size b\(number) = \(SettingValue.number(size))",
                [
                    // The last height repeats, so that each edge has one.
                    .path(
                        "bins", "Density by bins", x: ("edge", value), y: ("height", "density"),
                        Array(zip(edges, heights + [heights.last!]))),
                    .path("density", "Density", x: ("x", value), y: ("density", "density"), x.map { ($0, density($0)) }),
                ])
        }
    }

    /// The estimator's errors over bin sizes, numbers of samples and draws, in bits.
    struct ErrorStudy {
        /// Falling.
        let sizes: [Double]
        /// Rising.
        let counts: [Int]
        /// The error that unlimited samples leave, by bin size.
        let unlimited: [Double]
        /// [draw][count][size], signed.
        let errors: [[[Double]]]

        /// One error a draw, of a place in the counts and one in the sizes.
        func signed(_ count: Int, _ size: Int) -> [Double] { errors.map { $0[count][size] } }

        /// The error's magnitude, mean over draws.
        func meanError(_ count: Int, _ size: Int) -> Double { Statistics.mean(signed(count, size).map(abs)) }

        /// The best bin size of a number of samples.
        func best(count: Int) -> Int { sizes.indices.min { meanError(count, $0) < meanError(count, $1) }! }

        private static let error = Quantity.bits("magnitude of the error")

        private func series(_ id: String, _ label: String, _ index: Column, _ places: [(Int, Int)]) -> Series {
            let signed = places.map(self.signed)
            let magnitudes = signed.map { $0.map(abs) }
            func quantiles(_ share: Double) -> [Double] { magnitudes.map { Statistics.quantile($0, share) } }
            return Series(
                id, label, index,
                [
                    .mean("error", Self.error, of: magnitudes.transposed),
                    Column("low", Self.error, quantiles(0.05)), Column("high", Self.error, quantiles(0.95)),
                    Column("bias", .bits("estimate less exact information, mean"), signed.map(Statistics.mean)),
                ])
        }

        /// A series for every other number of samples, from the smallest on, and one for samples without limit.
        var bySize: [Series] {
            let index = Column("size", Quantity("bin size", unit: "standard deviation"), sizes)
            return stride(from: 0, to: counts.count, by: 2).map { count in
                series(
                    "samples-\(counts[count])", "\(Self.grouped(counts[count])) samples", index, sizes.indices.map { (count, $0) })
            } + [Series("unlimited", "samples without limit", index, [Column("error", Self.error, unlimited.map(abs))])]
        }

        /// A series for every third bin size from the largest on, and the finest.
        var byCount: [Series] {
            (Array(stride(from: 0, to: sizes.count - 1, by: 3)) + [sizes.count - 1]).map { size in
                series(
                    "size-\(size + 1)", "bin size \(SettingValue.number(sizes[size]))", Column("samples", "samples", counts),
                    counts.indices.map { ($0, size) })
            }
        }

        /// "30 000" with thin spaces.
        private static func grouped(_ count: Int) -> String {
            let digits = "\(count)"
            return digits.count > 4 ? digits.dropLast(3) + "\u{2009}" + digits.suffix(3) : digits
        }

        var table: TableResult {
            TableResult(
                "The best bin size of each number of samples, and the errors there and at the finest bins, in bits",
                of: counts.indices,
                [
                    ("Samples", { .text(Self.grouped(counts[$0])) }),
                    ("best bin size", { "\(SettingValue.number(sizes[best(count: $0)]))" }),
                    ("error there", { .number(meanError($0, best(count: $0)), 3) }),
                    ("error at the finest bins", { .number(meanError($0, sizes.count - 1), 3) }),
                    ("estimate's limit log₂ N", { .number(DeterministicMath.log2(Double(counts[$0])), 2) }),
                ])
        }
    }
}
