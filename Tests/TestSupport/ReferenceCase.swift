import Activations
import Foundation

/// Inputs, and what other libraries make of them: a case of Tests/Reference, which scripts/make-reference wrote, or of the larger set of
/// the same form beside the project (../shared/reference), where there is one.
public struct ReferenceCase: Sendable, CustomStringConvertible {
    public let name: String
    private let folder: String

    /// The cases whose names begin so, in the order of their names; the tracked ones first.
    /// - Parameter other: but not so.
    public static func all(_ beginning: String, butNot other: String? = nil) -> [ReferenceCase] {
        let found = folders.flatMap { folder in
            cases(in: folder).keys.sorted().map { ReferenceCase(name: $0, folder: folder) }
        }.filter { item in item.name.hasPrefix(beginning) && other.map { !item.name.hasPrefix($0) } ?? true }
        precondition(!found.isEmpty, "there is no reference case '\(beginning)'")
        return found
    }

    public static func named(_ name: String) -> [ReferenceCase] { all(name).filter { $0.name == name } }

    private static let folders: [String] = {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let tracked = tests.appendingPathComponent("Reference").path
        let larger = tests.appendingPathComponent("../../shared/reference").standardizedFileURL.path
        return [tracked] + [larger].filter { FileManager.default.fileExists(atPath: "\($0)/expected.json") }
    }()

    private static func cases(in folder: String) -> [String: [String: Any]] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/expected.json"),
            let cases = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        else {
            preconditionFailure("\(folder)/expected.json cannot be read")
        }
        return cases
    }

    private var content: [String: Any] { Self.cases(in: folder)[name] ?? [:] }

    public var expected: [String: Any] { content["expected"] as? [String: Any] ?? [:] }

    /// The values by other conventions.
    public var variants: [String: Any] { content["variants"] as? [String: Any] ?? [:] }

    public func parameter(_ name: String) -> Any? { ((content["inputs"] as? [String: Any])?["params"] as? [String: Any])?[name] }

    /// The path of an input, or of an array that is expected, by its role.
    public func path(_ role: String) -> String {
        let inputs = (content["inputs"] as? [String: Any])?["files"] as? [String: String]
        guard let file = inputs?[role] ?? (content["expected_files"] as? [String: String])?[role] else {
            preconditionFailure("the case \(name) has no file '\(role)'")
        }
        return "\(folder)/\(file)"
    }

    public func array(_ role: String) throws -> ReferenceArray { try ReferenceArray(path(role)) }

    public var description: String { folder.hasSuffix("shared/reference") ? "\(name), the larger" : name }
}

/// The numbers of a .npy file.
public struct ReferenceArray {
    /// One side or two.
    public let shape: [Int]
    /// Row-major.
    public let values: [Double]

    init(_ path: String) throws {
        let table = try ActivationTable.open(path)
        shape = table.units == 1 ? [table.samples] : [table.samples, table.units]
        values = try table.columns(Array(0..<table.units)).transposed.values
    }

    public var integers: [Int] { values.map { Int($0) } }

    /// The rows as symbols.
    public var rows: [[Int]] {
        let width = shape.dropFirst().reduce(1, *)
        return stride(from: 0, to: values.count, by: width).map { start in values[start..<start + width].map { Int($0) } }
    }

    /// Unit-major binary32, columns x rows.
    public var transposedFloats: [Float] {
        let (rows, columns) = (shape[0], shape[1])
        return (0..<columns).flatMap { column in (0..<rows).map { Float(values[$0 * columns + column]) } }
    }
}
