import Files
import Foundation
import Measuring
import Results

/// A figure's numbers for a spreadsheet or a data frame: all series in one file, and a file for each table.
///
/// Of series there is a row a point and quantity: where it belongs (panel, series, quantity, unit), the point, the number that is drawn,
/// and behind it that of each network or draw, where there are several. Numbers are exact: what is read back has the same bits.
struct FigureCSV {
    let result: FigureResult

    /// The files in the report's folder: the series', where there are any, and the tables'.
    var names: [String] {
        let hasSeries = result.panels.contains { !$0.series.isEmpty }
        return (hasSeries ? ["\(stem).csv"] : []) + result.tables.indices.map { "\(stem)-table\($0 + 1).csv" }
    }

    /// Their contents, in that order.
    var texts: [String] { (series.map { [$0] } ?? []) + result.tables.map(Self.text) }

    private var stem: String { "results/\(result.id.fileName)" }

    private static let leading = ["panel", "series", "label", "quantity", "unit", "over", "over_unit", "at", "value"]

    private var series: String? {
        let all = result.panels.flatMap { panel in panel.series.map { (panel, $0) } }
        guard !all.isEmpty else { return nil }
        let replicates = all.flatMap { $0.1.columns }.map(\.replicates.count).max() ?? 0
        var text = (Self.leading + (0..<replicates).map { "replicate_\($0 + 1)" }).joined(separator: ",") + "\n"
        for (panel, series) in all {
            for column in series.columns {
                let place = [
                    panel.letter.isEmpty ? panel.title : panel.letter, series.id, series.label, Self.name(column.quantity),
                    column.quantity.unit, Self.name(series.index.quantity), series.index.quantity.unit,
                ]
                let lead = place.map(CSVText.cell).joined(separator: ",") + ","
                let rest = String(repeating: ",", count: replicates - column.replicates.count) + "\n"
                for (point, value) in zip(series.index.values, column.values).enumerated() {
                    text += lead + Self.number(value.0) + "," + Self.number(value.1)
                    for replicate in column.replicates { text += "," + Self.number(replicate[point]) }
                    text += rest
                }
            }
        }
        return text
    }

    private static func text(of table: TableResult) -> String {
        let rows = [table.header.map(CSVText.cell)] + table.rows.map { $0.map(cell) }
        return rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ cell: TableResult.Cell) -> String {
        switch cell {
        case .text(let text): CSVText.cell(text)
        case .number(let value, _): number(value)
        }
    }

    private static func name(_ quantity: Quantity) -> String { quantity.symbol.isEmpty ? quantity.name : quantity.symbol }

    /// The shortest digits that give the same number back; whole numbers without a point.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "inf" : "-inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Writes the files into a report's folder, where they do not stand there already, and takes away those of tables that are no more.
    /// - Parameter inputs: what they are made from.
    /// - Throws: a `Fault` (status cannotWrite).
    func write(inReport folder: String, madeFrom inputs: [KeyInput]) throws {
        let stamp = "\(folder)/\(stem).csv.stamp"
        if try Stamp.read(stamp).standing(for: inputs) == .upToDate { return }
        let names = names
        for (name, text) in zip(names, texts) { try AtomicFile.write(text: text, to: "\(folder)/\(name)") }
        let known = Set(names)
        for name in try Folder.namesIfThere(in: "\(folder)/results", endingIn: ".csv") ?? []
        where isOwn(name) && !known.contains("results/\(name)") {
            try Removal.clearAway("\(folder)/results/\(name)")
        }
        let files = names.compactMap { $0.split(separator: "/").last.map(String.init) }
        try Stamp(inputs: inputs, files: files, inFolder: "\(folder)/results").write(to: stamp)
    }

    private func isOwn(_ name: String) -> Bool {
        name == "\(result.id.fileName).csv" || name.hasPrefix("\(result.id.fileName)-table")
    }
}
