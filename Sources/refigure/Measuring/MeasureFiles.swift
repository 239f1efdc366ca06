import Activations
import Files
import Foundation
import Measuring

/// Opens what the command is to measure.
enum MeasureFiles {
    /// A layer for each file or folder.
    static func layers(_ references: [String]) throws -> [MeasuredLayer] {
        let names = shortNames(references)
        return try zip(references, names).map { reference, name in
            if CheckpointSequence.isSequence(reference) {
                let sequence = try CheckpointSequence.open(reference)
                return MeasuredLayer(name: name, checkpoints: sequence.checkpoints.map { ($0.epoch, $0.table) })
            }
            return MeasuredLayer(name: name, checkpoints: [(nil, try ActivationTable.open(reference))])
        }
    }

    /// - Parameter mayHaveColumns: whether several continuous values may belong to a sample.
    static func labels(_ reference: String, mayHaveColumns: Bool) throws -> Labels {
        if mayHaveColumns, let table = try? ActivationTable.open(reference), table.units > 1 {
            return Labels(try table.columns(Array(0..<table.units)), origin: table.origin)
        }
        let column = try LabelColumn.open(reference)
        if let targets = column.targets { return Labels(targets: targets, origin: column.origin) }
        let classes = try column.classes()
        return Labels(codes: classes.codes, names: classes.names, origin: column.origin)
    }

    /// A single layer keeps its path; of several, the part that tells them apart, for tables and legends.
    private static func shortNames(_ references: [String]) -> [String] {
        guard references.count > 1 else { return references }
        for shorten in [stem, parentAndStem] {
            let names = references.map(shorten)
            if Set(names).count == names.count { return names }
        }
        return references
    }

    /// "layer1" of "run/layer1.npy" and of "run/layer1/"; "layer1" of "run/layer1/acts-*.npy"; "conv" of "acts.npz:conv".
    private static func stem(_ reference: String) -> String {
        let path = reference as NSString
        if let colon = reference.lastIndex(of: ":") { return String(reference[reference.index(after: colon)...]) }
        let last = path.lastPathComponent as NSString
        if last.contains("*") { return (path.deletingLastPathComponent as NSString).lastPathComponent }
        return last.deletingPathExtension
    }

    private static func parentAndStem(_ reference: String) -> String {
        let parent = ((reference as NSString).deletingLastPathComponent as NSString).lastPathComponent
        return "\(parent)/\(stem(reference))"
    }
}
