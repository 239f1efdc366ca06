import Activations
import Files
import Foundation

/// Opens the files that are to be measured.
public enum MeasureFiles {
    /// A layer for each file or folder, and what a reader should know of how they were read.
    /// - Parameters:
    ///   - names: what tables and figures call the layers.
    ///   - header: whether row 1 of CSV files names the units; nil: as each file tells.
    /// - Throws: a `Fault` where a file is missing, damaged or none of samples x units.
    public static func layers(
        _ references: [String], called names: [String], header: CSVHeader?
    ) throws -> (layers: [MeasuredLayer], notes: [String]) {
        var layers: [MeasuredLayer] = []
        var notes: [String] = []
        for (reference, name) in zip(references, names) {
            if CheckpointSequence.isSequence(reference) {
                let sequence = try CheckpointSequence.open(reference, header: header)
                layers.append(MeasuredLayer(name: name, checkpoints: sequence.checkpoints.map { ($0.epoch, $0.table) }))
                notes += sequence.notes
            } else {
                let table = try ActivationTable.open(reference, header: header)
                layers.append(MeasuredLayer(name: name, checkpoints: [(nil, table)]))
                notes += table.notes
            }
        }
        return (layers, notes)
    }

    /// The labels, and what a reader should know of how they were read.
    /// - Parameters:
    ///   - header: whether row 1 of a CSV file names its columns; nil: as the file tells.
    ///   - mayHaveColumns: whether several continuous values may belong to a sample.
    /// - Throws: a `Fault` where the file cannot be read as labels.
    public static func labels(
        _ reference: String, header: CSVHeader?, mayHaveColumns: Bool
    ) throws -> (labels: Labels, notes: [String]) {
        if mayHaveColumns, let found = try columns(reference, header: header) { return found }
        let column = try LabelColumn.open(reference, header: header)
        return (try Labels(column), column.notes)
    }

    /// Several values for each sample; nil where the file has one, or is none of samples x values.
    private static func columns(_ reference: String, header: CSVHeader?) throws -> (labels: Labels, notes: [String])? {
        let table: ActivationTable
        do {
            table = try ActivationTable.open(reference, header: header)
        } catch let fault as Fault {
            // A column of a CSV file may be named, and may be of texts.
            do {
                _ = try LabelColumn.open(reference, header: header)
                return nil
            } catch is Fault {
                throw fault
            }
        }
        if table.units == 1 { return nil }
        return (Labels(try table.columns(Array(0..<table.units)), origin: table.origin), table.notes)
    }

    /// A single layer keeps its path; of several, the part that tells them apart, for tables and legends.
    public static func shortNames(_ references: [String]) -> [String] {
        guard references.count > 1 else { return references }
        for shorten in [stem, parentAndStem] {
            let names = references.map(shorten)
            if Set(names).count == names.count { return names }
        }
        return references
    }

    /// "layer1" of "run/layer1.npy" and of "run/layer1/"; "layer1" of "run/layer1/acts-*.npy"; "conv" of "acts.npz:conv".
    private static func stem(_ reference: String) -> String {
        if let colon = reference.lastIndex(of: ":") { return String(reference[reference.index(after: colon)...]) }
        let path = FilePath(reference)
        return path.name.contains("*") ? FilePath(path.folder).name : path.stem
    }

    private static func parentAndStem(_ reference: String) -> String {
        let parent = FilePath(FilePath(reference).folder).name
        return "\(parent)/\(stem(reference))"
    }
}
