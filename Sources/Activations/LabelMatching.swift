import Files

extension ActivationTable {
    /// - Throws: a `Fault` (status data) that names both shapes, where there is not one label for each sample.
    public func check(labels: LabelColumn) throws {
        guard labels.samples == samples else {
            throw Fault(
                "has \(counted(labels.samples, "label")), where \(origin) is \(samples) x \(units): one label for each of \(counted(samples, "sample")) was expected",
                at: labels.origin, remedy: "give both in the same samples' order", status: .data)
        }
    }

    /// Table and labels as they may be measured: samples of which the one or the other is not finite are refused, or dropped from
    /// both.
    /// - Throws: a `Fault` (status data) where their shapes differ, something is refused, or no sample would be left; otherwise as
    ///   `forEachPortion`.
    public func applying(
        _ policy: OnNaN, with labels: LabelColumn
    ) throws -> (table: ActivationTable, labels: LabelColumn) {
        try check(labels: labels)
        precondition(droppedSamples.isEmpty, "samples were dropped from the table alone")
        let bad = labels.nonFiniteRows
        if policy == .refuse, let row = bad.first { throw labels.refusal(row, count: bad.count) }
        let dropped = try applying(policy).dropping(bad)
        guard dropped.samples > 0 else {
            throw Fault(
                "no sample has both finite activations and a finite label in \(labels.origin)", at: origin,
                remedy: "mend what wrote them", status: .data)
        }
        return (dropped, labels.dropping(dropped.droppedSamples))
    }
}

extension LabelColumn {
    /// The rows whose number is NaN or infinite, ascending, counted from 0.
    public var nonFiniteRows: [Int] { targets.map { targets in targets.indices.filter { !targets[$0].isFinite } } ?? [] }

    /// The labels without those of some samples (rows, counted from 0).
    public func dropping(_ samples: [Int]) -> LabelColumn {
        if samples.isEmpty { return self }
        let dropped = Set(samples)
        func kept<Label>(_ labels: [Label]) -> [Label] {
            labels.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        }
        return LabelColumn(
            origin: origin, texts.map { .texts(kept($0)) } ?? .numbers(kept(targets ?? [])), wideNumbers: wideNumbers.map(kept),
            notes: notes)
    }

    func refusal(_ row: Int, count: Int) -> Fault {
        let others = count == 1 ? "" : "; \(count) labels are not finite"
        return Fault(
            "has the label \(shown(number: targets![row])) at row \(row) (counted from 0)\(others)", at: origin,
            remedy: "--on-nan drop goes on without such samples; or mend what wrote them", status: .data)
    }
}
