import Activations
import Foundation

/// The reference values of the peers' libraries, where the folder is present.
enum Reference {
    static let folder: String =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/reference").path

    static let isPresent = FileManager.default.fileExists(atPath: "\(folder)/expected.json")

    static func array(_ name: String) throws -> ReferenceArray { try ReferenceArray("\(folder)/\(name)") }

    /// The case's `expected` object.
    static func expected(_ name: String) throws -> [String: Any] { try member("expected", of: name) }

    /// The values by other conventions.
    static func variants(_ name: String) throws -> [String: Any] { try member("variants", of: name) }

    private static func member(_ member: String, of name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/expected.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        return all?[name]?[member] as? [String: Any] ?? [:]
    }
}

/// The numbers of a .npy file.
struct ReferenceArray {
    /// One side or two.
    let shape: [Int]
    /// Row-major.
    let values: [Double]

    init(_ path: String) throws {
        let table = try ActivationTable.open(path)
        shape = table.units == 1 ? [table.samples] : [table.samples, table.units]
        values = try table.columns(Array(0..<table.units)).transposed.values
    }

    var integers: [Int] { values.map { Int($0) } }

    /// The rows as symbols.
    var rows: [[Int]] {
        let width = shape.dropFirst().reduce(1, *)
        return stride(from: 0, to: values.count, by: width).map { start in values[start..<start + width].map { Int($0) } }
    }

    /// Unit-major binary32, columns x rows.
    var transposedFloats: [Float] {
        let (rows, columns) = (shape[0], shape[1])
        return (0..<columns).flatMap { column in (0..<rows).map { Float(values[$0 * columns + column]) } }
    }
}
