import Files
import SampleStatistics

/// Two versions of one column over the points that both have, and the evidence on whether seeds alone explain the difference.
struct ColumnComparison {
    var diff: ColumnDiff
    /// Nil where the verdict does not depend on the test.
    var noise: SeedNoise?

    /// One side's column and what is known of how it was reduced.
    struct Side {
        var column: Column
        var reduction: FigureSnapshot.Reduction?
        /// "panel/series/column".
        var path: String
        /// Which points of the column are compared.
        var points: [Int]

        var digest: String { reduction?.digests[path] ?? column.digest }

        func values(_ all: [Double], rounding: Int?) -> [Double] {
            points.map { point in rounding.map { all[point].rounded(toDigits: $0) } ?? all[point] }
        }
    }

    /// - Parameter index: of the compared points.
    init(old: Side, new: Side, index: [Double]) {
        let quantity = new.column.quantity
        diff = ColumnDiff(
            id: new.column.id, name: quantity.symbol.isEmpty ? quantity.name : quantity.symbol, unit: quantity.unit,
            verdict: .identical,
            points: index.count, meanDifference: 0, largestDifference: 0, networks: 0)
        if old.digest == new.digest { return }

        let rounding = [old.reduction?.digits, new.reduction?.digits].compactMap(\.self).min()
        let before = old.values(old.column.values, rounding: rounding)
        let after = new.values(new.column.values, rounding: rounding)
        let pairs = min(old.column.replicates.count, new.column.replicates.count)
        let curvesBefore = old.column.replicates.map { old.values($0, rounding: rounding) }
        let curvesAfter = new.column.replicates.map { new.values($0, rounding: rounding) }
        let differences = (0..<pairs).map { pair in zip(curvesAfter[pair], curvesBefore[pair]).map { $0.0 - $0.1 } }

        describe(before, after, index)
        if Self.same(before, after), Self.same(curvesBefore, curvesAfter) {
            diff.verdict =
                rounding == nil && old.column.replicates.count == new.column.replicates.count ? .identical : .withinTolerance
            if old.column.replicates.count != new.column.replicates.count {
                diff.note =
                    "\(old.column.replicates.count) networks before, \(new.column.replicates.count) now; those of both are the same"
            }
            if let rounding { diff.note = "differs only below \(rounding) digits or between the points that the baseline keeps" }
            return
        }
        diff.effect = Self.effect(before, after, Array(curvesBefore.prefix(pairs)), Array(curvesAfter.prefix(pairs)))
        if let tolerance = new.column.tolerance ?? old.column.tolerance,
            Self.within(tolerance, [before] + curvesBefore.prefix(pairs), [after] + curvesAfter.prefix(pairs))
        {
            diff.verdict = .withinTolerance
            return
        }
        diff.verdict = .changed
        if Drawn(before, curvesBefore) != Drawn(after, curvesAfter) {
            diff.note = "what is drawn is another summary of the networks"
        } else if pairs == 0 {
            diff.note = "one network only: the spread between seeds is unknown"
        } else if let noise = SeedNoise(differences: differences), noise.movement > 0 {
            diff.networks = pairs
            self.noise = noise
        }
    }

    private mutating func describe(_ before: [Double], _ after: [Double], _ index: [Double]) {
        var sum = 0.0
        var count = 0
        for (place, (a, b)) in zip(before, after).enumerated() where (b - a).isFinite {
            sum += b - a
            count += 1
            if abs(b - a) > abs(diff.largestDifference) {
                diff.largestDifference = b - a
                diff.largestAt = index[place]
            }
        }
        diff.meanDifference = count > 0 ? sum / Double(count) : 0
    }

    /// Equal to the bit, NaN being itself.
    private static func same(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
    }

    private static func same(_ a: [[Double]], _ b: [[Double]]) -> Bool { zip(a, b).allSatisfy { same($0, $1) } }

    private static func within(_ tolerance: Tolerance, _ a: [[Double]], _ b: [[Double]]) -> Bool {
        zip(a, b).allSatisfy { x, y in
            zip(x, y).allSatisfy {
                $0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) <= tolerance.absolute + tolerance.relative * abs($0)
            }
        }
    }

    /// The root mean square of the difference of the networks' means (without networks, of what is drawn), in units of the spread between
    /// seeds where there is one, else of the old curve's range.
    private static func effect(_ before: [Double], _ after: [Double], _ curvesBefore: [[Double]], _ curvesAfter: [[Double]])
        -> DiffEffect?
    {
        func rootMeanSquare(_ values: [Double]) -> Double {
            let finite = values.filter(\.isFinite)
            return finite.isEmpty ? 0 : (finite.reduce(0) { $0 + $1 * $1 } / Double(finite.count)).squareRoot()
        }
        func differences(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0.1 - $0.0 } }
        // A spread or range this small is that of rounding.
        let rounding = 1e-9 * max(rootMeanSquare(before), rootMeanSquare(after))
        if curvesBefore.count > 1, curvesAfter.count > 1 {
            let variances = before.indices.map { point in
                (Statistics.sampleVariance(curvesBefore.map { $0[point] })
                    + Statistics.sampleVariance(curvesAfter.map { $0[point] })) / 2
            }.filter(\.isFinite)
            let spread = variances.isEmpty ? 0 : Statistics.mean(variances).squareRoot()
            let moved = rootMeanSquare(differences(Statistics.columnMeans(curvesBefore), Statistics.columnMeans(curvesAfter)))
            if spread > rounding, moved > 0 { return DiffEffect(size: moved / spread, unit: .seedSpreads) }
        }
        let moved = rootMeanSquare(differences(before, after))
        guard moved > 0 else { return nil }
        let finite = before.filter(\.isFinite)
        let range = (finite.max() ?? 0) - (finite.min() ?? 0)
        let size = range > rounding ? range : max(abs(finite.first ?? 0), rootMeanSquare(after))
        return DiffEffect(size: moved / size, unit: .ranges)
    }
}

/// What the drawn values are of the networks' curves.
private enum Drawn: Equatable {
    case first, mean, other

    /// - Parameter curves: none where there is one network: then the drawn values are the first one's.
    init(_ values: [Double], _ curves: [[Double]]) {
        guard let first = curves.first else {
            self = .first
            return
        }
        func near(_ a: [Double], _ b: [Double]) -> Bool {
            zip(a, b).allSatisfy { abs($0 - $1) <= 1e-4 * max(abs($0), abs($1)) || !$0.isFinite || !$1.isFinite }
        }
        self = near(values, first) ? .first : near(values, Statistics.columnMeans(curves)) ? .mean : .other
    }
}

extension Column {
    /// The SHA-256 of the bits of all values and replicates; minus zero is not zero, all NaN are one.
    var digest: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * values.count * (1 + replicates.count))
        for curve in [values] + replicates {
            for value in curve {
                let bits = (value.isNaN ? Double.nan : value).bitPattern
                withUnsafeBytes(of: bits.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        return SHA256.hex(of: bytes)
    }
}

extension Double {
    /// The nearest double with so many significant decimal digits.
    func rounded(toDigits digits: Int) -> Double {
        precondition((1...15).contains(digits), "\(digits) significant digits")
        guard isFinite, self != 0 else { return self }
        // 10^-scale of the last digit; both sides stay exact powers where the magnitude is ordinary.
        let places = digits - 1 - decimalParts.exponent
        guard abs(places) <= 22 else { return self }
        let unit = Self.powerOfTen(abs(places))
        return places >= 0 ? (self * unit).rounded() / unit : (self / unit).rounded() * unit
    }

    private static func powerOfTen(_ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}
