import Activations
import Files
import Foundation
import Measuring
import NumericCore

/// The reference values of the peers' libraries, where the folder is present.
enum Reference {
    static let folder: String =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/reference").path

    static let isPresent = FileManager.default.fileExists(atPath: "\(folder)/expected.json")

    static func expected(_ name: String) throws -> [String: Any] { try member("expected", of: name) }

    /// The values by other conventions.
    static func variants(_ name: String) throws -> [String: Any] { try member("variants", of: name) }

    private static func member(_ member: String, of name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/expected.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        return all?[name]?[member] as? [String: Any] ?? [:]
    }

    /// A file as the command reads it: samples x units.
    static func layer(_ file: String) throws -> MeasuredLayer { MeasuredLayer(try ActivationTable.open("\(folder)/\(file)")) }

    /// A file of units x samples.
    static func turnedLayer(_ file: String) throws -> MeasuredLayer {
        MeasuredLayer(MemoryActivations(try matrix(file), origin: file))
    }

    /// A file's array as it stands; of one dimension one row.
    static func matrix(_ file: String) throws -> Matrix<Double> {
        let table = try ActivationTable.open("\(folder)/\(file)")
        let columns = try table.columns(Array(0..<table.units))
        return table.units == 1 ? columns : columns.transposed
    }

    static func labels(_ file: String) throws -> Labels {
        let column = try LabelColumn.open("\(folder)/\(file)")
        return Labels(targets: column.targets ?? [], origin: file)
    }
}

/// Measures one layer.
func measured(
    _ measure: Measure, _ layer: MeasuredLayer, labels: Labels? = nil, _ options: MeasuringOptions = MeasuringOptions(),
    onNaN: OnNaN = .refuse
) throws -> MeasuredTable {
    let plan = try MeasuringPlan(measure, options: options, hasLabels: labels != nil, onNaN: onNaN)
    return try Measurer(plan, labels: labels).measure([layer])
}

/// Units x samples in memory.
func layer(_ units: [[Double]], names: [String]? = nil, single: Bool = false, origin: String = "acts.npy") -> MeasuredLayer {
    let matrix = Matrix(rows: units.count, columns: units[0].count, values: units.flatMap { $0 })
    return MeasuredLayer(MemoryActivations(matrix, origin: origin, unitNames: names, isSinglePrecision: single))
}

func close(_ a: Double?, _ b: Double?, _ tolerance: Double) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= tolerance + tolerance * abs(b)
}
