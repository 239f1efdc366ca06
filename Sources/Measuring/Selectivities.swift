import Files
import InformationTheory

extension Measurer {
    /// Class selectivity of each unit, by both definitions of what is not the preferred class.
    func classSelectivity(_ samples: FiniteSamples, _ notes: inout Notes) throws -> Part {
        let units = try chosenUnits(samples)
        let classes = try classes(samples)
        guard classes.count > 1 else {
            throw Fault(
                "all samples have one label: selectivity is among two classes or more", at: labels?.origin,
                remedy: "name a file with the classes", status: .data)
        }
        var undefined: [Int] = []
        var rows: [[MeasuredTable.Cell]] = []
        // A sum for each unit and class: with many classes some units at a time, each time from the first sample on.
        let block = max(1, Int(min(Self.mostSums, memory / 64)) / classes.count)
        for start in stride(from: 0, to: units.count, by: block) {
            let chosen = Array(units[start..<min(start + block, units.count)])
            var means = ClassMeans(units: chosen.count, counts: classes.counts)
            try samples.forEachPortion { portion, values in means.add(values, rows: chosen, labels: classes.codes[portion]) }
            for (place, unit) in chosen.enumerated() {
                try check()
                let found = ClassSelectivity.Rest.allCases.map { means.selectivity(of: place, rest: $0) }
                if found.contains(where: { $0.index == nil }) { undefined.append(unit) }
                rows.append(
                    unitCells(unit, samples) + found.map { $0.index.map { .number($0) } ?? .none }
                        + [classes.names[found[0].preferredClass], .number(found[0].largestMean)]
                        + found.map { .number($0.restMean) })
            }
        }
        if !undefined.isEmpty {
            notes.add("\(listed(undefined, samples)) without selectivity: µmax + µrest is 0, as of a unit that never fires")
        }
        if Set(classes.counts).count == 1 {
            notes.add("both definitions agree, as all \(classes.count) classes have \(classes.counts[0]) samples")
        }
        return Part(
            columns: unitColumns(samples) + [
                MeasuredTable.Column(
                    "selectivity_other_classes", title: "selectivity (classes)",
                    quantity: "class selectivity, the rest being the mean of the other classes' means"),
                MeasuredTable.Column(
                    "selectivity_other_samples", title: "selectivity (samples)",
                    quantity: "class selectivity, the rest being the mean of the other classes' samples"),
                MeasuredTable.Column("preferred_class", title: "class", quantity: "the class of the largest mean"),
                MeasuredTable.Column("largest_mean", title: "µmax", quantity: "mean activity in that class"),
                MeasuredTable.Column(
                    "rest_mean_other_classes", title: "µrest (classes)", quantity: "mean of the other classes' means"),
                MeasuredTable.Column(
                    "rest_mean_other_samples", title: "µrest (samples)", quantity: "mean of the other classes' samples"),
            ], rows: rows, settings: [], units: units.count)
    }

    /// 64 MB of them, or an eighth of the memory.
    private static let mostSums = Double(1 << 23)
}
