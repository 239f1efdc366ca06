import Files

/// What to do about samples with a number that is NaN or infinite.
public enum OnNaN: String, Sendable, CaseIterable {
    /// Say where the first one is, and how many there are.
    case refuse
    /// Go on without those samples.
    case drop
}

/// The numbers of a table that are NaN or infinite.
public struct NonFiniteNumbers: Sendable, Equatable {
    /// The first, in the order of samples, then units; counted from 0, rows as in the file.
    public let row: Int
    public let column: Int
    public let value: Double
    /// How many there are.
    public let count: Int
    /// The samples that have one, ascending, as in the file.
    public let samples: [Int]
}

extension ActivationTable {
    /// The first number that is NaN or infinite, in the order of samples, then units; nil where all are finite.
    ///
    /// Rows are counted from 0, as in the file. Reads no further than the portion that has it.
    /// - Throws: as `forEachPortion`.
    public func firstNonFinite() throws -> (row: Int, column: Int, value: Double)? {
        try nonFinite(onlyFirst: true).map { ($0.row, $0.column, $0.value) }
    }

    /// All numbers that are NaN or infinite; nil where there are none.
    /// - Throws: as `forEachPortion`.
    public func nonFinite() throws -> NonFiniteNumbers? { try nonFinite(onlyFirst: false) }

    /// The table as it may be measured: itself where all numbers are finite, else what the policy says.
    /// - Throws: a `Fault` (status data) that names the first such number and says how many there are, where they are refused or no
    ///   sample would be left; otherwise as `forEachPortion`.
    public func applying(_ policy: OnNaN) throws -> ActivationTable {
        guard let found = try nonFinite() else { return self }
        if policy == .refuse { throw refusal(found) }
        let table = dropping(found.samples)
        guard table.samples > 0 else { throw noneLeft(found) }
        return table
    }

    private func nonFinite(onlyFirst: Bool) throws -> NonFiniteNumbers? {
        guard elementType.hasNonFinite else { return nil }
        var first: (row: Int, column: Int, value: Double)?
        var count = 0
        var samples: [Int] = []
        struct Found: Error {}
        do {
            try forEachPortion { range, portion in
                // x - x is 0 for finite numbers, NaN for others.
                var sum = 0.0
                for value in portion.values { sum += value - value }
                if sum == 0 { return }
                let rows = fileRows(range)
                for (sample, row) in rows.enumerated() {
                    var found = 0
                    for unit in 0..<portion.rows {
                        let value = portion.values[unit * portion.columns + sample]
                        if value.isFinite { continue }
                        if first == nil { first = (row, unit, value) }
                        found += 1
                    }
                    if found > 0 { samples.append(row) }
                    count += found
                }
                if onlyFirst { throw Found() }
            }
        } catch is Found {}
        return first.map { .init(row: $0.row, column: $0.column, value: $0.value, count: count, samples: samples) }
    }

    private func refusal(_ found: NonFiniteNumbers) -> Fault {
        let others =
            switch found.count {
            case 1: ""
            default: "; \(found.count) numbers of \(counted(found.samples.count, "sample")) are not finite"
            }
        return Fault(
            "has \(shown(number: found.value)) at \(place(row: found.row, column: found.column))\(others)", at: origin,
            remedy: "--on-nan drop goes on without such samples; or mend what wrote them", status: .data)
    }

    private func noneLeft(_ found: NonFiniteNumbers) -> Fault {
        Fault(
            "has a number that is not finite in \(samples == 1 ? "its only sample" : "every one of its \(samples) samples"), the first \(shown(number: found.value)) at "
                + place(row: found.row, column: found.column),
            at: origin, remedy: "mend what wrote them, or leave out the units that have them", status: .data)
    }
}
