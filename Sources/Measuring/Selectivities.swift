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
        var means = ClassMeans(units: units.count, classes: classes.count)
        try samples.forEachPortion { range, values in means.add(values, rows: units, labels: classes.codes[range]) }
        var undefined: [Int] = []
        let rows = units.enumerated().map { place, unit -> [MeasuredTable.Cell] in
            let found = ClassSelectivity.Rest.allCases.map { means.selectivity(of: place, rest: $0) }
            if found.contains(where: { $0.index == nil }) { undefined.append(unit) }
            return unitCells(unit, samples) + found.map { $0.index.map { .number($0) } ?? .none }
                + [classes.names[found[0].preferredClass], .number(found[0].largestMean)]
                + found.map { .number($0.restMean) }
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
}
