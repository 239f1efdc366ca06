import Experiments

extension Figure19 {
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

        init(sizes: [Double], counts: [Int], unlimited: [Double], errors: [[[Double]]]) {
            precondition(unlimited.count == sizes.count, "\(unlimited.count) errors for \(sizes.count) sizes")
            precondition(
                errors.allSatisfy { $0.count == counts.count && $0.allSatisfy { $0.count == sizes.count } },
                "errors of another shape")
            self.sizes = sizes
            self.counts = counts
            self.unlimited = unlimited
            self.errors = errors
        }

        /// One error a draw.
        func signed(count: Int, size: Int) -> [Double] { errors.map { $0[count][size] } }

        /// The error's magnitude, mean over draws.
        func meanError(count: Int, size: Int) -> Double { Statistics.mean(signed(count: count, size: size).map(abs)) }

        private static let error = Quantity("magnitude of the error", unit: "bit")

        /// The columns of some places in the table of counts and sizes.
        private func columns(_ places: [(count: Int, size: Int)]) -> [Column] {
            let magnitudes = places.map { place in signed(count: place.count, size: place.size).map(abs) }
            let replicates = errors.indices.map { draw in magnitudes.map { $0[draw] } }
            return [
                Column(id: "error", quantity: Self.error, values: magnitudes.map(Statistics.mean), replicates: replicates),
                Column(id: "low", quantity: Self.error, values: magnitudes.map { Statistics.quantile($0, 0.05) }),
                Column(id: "high", quantity: Self.error, values: magnitudes.map { Statistics.quantile($0, 0.95) }),
                Column(
                    id: "bias", quantity: Quantity("estimate less exact information, mean", unit: "bit"),
                    values: places.map { Statistics.mean(signed(count: $0.count, size: $0.size)) }),
            ]
        }

        /// A series for every other number of samples, from the smallest on, and one for samples without limit.
        var bySize: [Series] {
            let index = Column(id: "size", quantity: Quantity("bin size", unit: "standard deviation"), values: sizes)
            return stride(from: 0, to: counts.count, by: 2).map { count in
                Series(
                    id: "samples-\(counts[count])", label: "\(Self.grouped(counts[count])) samples", index: index,
                    columns: columns(sizes.indices.map { (count, $0) }))
            } + [
                Series(
                    id: "unlimited", label: "samples without limit", index: index,
                    columns: [Column(id: "error", quantity: Self.error, values: unlimited.map(abs))])
            ]
        }

        /// A series for every third bin size from the largest on, and the finest.
        var byCount: [Series] {
            let index = Column(id: "samples", quantity: Quantity("samples"), values: counts.map(Double.init))
            let drawn = Array(stride(from: 0, to: sizes.count - 1, by: 3)) + [sizes.count - 1]
            return drawn.map { size in
                Series(
                    id: "size-\(size + 1)", label: "bin size \(SettingValue.number(sizes[size]))", index: index,
                    columns: columns(counts.indices.map { ($0, size) }))
            }
        }

        /// "30 000" with thin spaces.
        static func grouped(_ count: Int) -> String {
            var digits = "\(count)"
            guard digits.count > 4 else { return digits }
            digits.insert("\u{2009}", at: digits.index(digits.endIndex, offsetBy: -3))
            return digits
        }

        /// The best bin size of a number of samples.
        func best(count: Int) -> Int {
            sizes.indices.min { meanError(count: count, size: $0) < meanError(count: count, size: $1) } ?? 0
        }

        var table: TableResult {
            TableResult(
                title: "The best bin size of each number of samples, and the errors there and at the finest bins, in bits",
                header: ["Samples", "best bin size", "error there", "error at the finest bins", "estimate's limit log₂ N"],
                rows: counts.indices.map { count in
                    let best = best(count: count)
                    return [
                        .text(Self.grouped(counts[count])), .text("\(SettingValue.number(sizes[best]))"),
                        .number(meanError(count: count, size: best), digits: 3),
                        .number(meanError(count: count, size: sizes.count - 1), digits: 3),
                        .number(DeterministicMath.log2(Double(counts[count])), digits: 2),
                    ]
                })
        }
    }
}
