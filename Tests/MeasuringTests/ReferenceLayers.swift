import Activations
import Files
import Foundation
import Measuring
import NumericCore
import TestSupport

extension ReferenceCase {
    /// A file as the command reads it: samples x units.
    func layer(_ role: String) throws -> MeasuredLayer { MeasuredLayer(try ActivationTable.open(path(role))) }

    /// A file of units x samples.
    func turnedLayer(_ role: String) throws -> MeasuredLayer {
        MeasuredLayer(MemoryActivations(try matrix(role), origin: role))
    }

    /// A file's array as it stands; of one dimension one row.
    func matrix(_ role: String) throws -> Matrix<Double> {
        let table = try ActivationTable.open(path(role))
        let columns = try table.columns(Array(0..<table.units))
        return table.units == 1 ? columns : columns.transposed
    }

    func labels(_ role: String) throws -> Labels {
        let column = try LabelColumn.open(path(role))
        return Labels(targets: column.targets ?? [], origin: role)
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
