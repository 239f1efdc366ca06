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

        /// One error a draw, of a place in the counts and one in the sizes.
        func signed(_ count: Int, _ size: Int) -> [Double] { errors.map { $0[count][size] } }

        /// The error's magnitude, mean over draws.
        func meanError(_ count: Int, _ size: Int) -> Double { Statistics.mean(signed(count, size).map(abs)) }

        /// The best bin size of a number of samples.
        func best(count: Int) -> Int { sizes.indices.min { meanError(count, $0) < meanError(count, $1) }! }

        private static let error = Quantity("magnitude of the error", unit: "bit")

        private func series(_ id: String, _ label: String, _ index: Column, _ places: [(Int, Int)]) -> Series {
            let signed = places.map(self.signed)
            let magnitudes = signed.map { $0.map(abs) }
            func quantiles(_ share: Double) -> [Double] { magnitudes.map { Statistics.quantile($0, share) } }
            return Series(
                id, label, index,
                [
                    .mean("error", Self.error, of: errors.indices.map { draw in magnitudes.map { $0[draw] } }),
                    Column("low", Self.error, quantiles(0.05)), Column("high", Self.error, quantiles(0.95)),
                    Column("bias", Quantity("estimate less exact information, mean", unit: "bit"), signed.map(Statistics.mean)),
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
