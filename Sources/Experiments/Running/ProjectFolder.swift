import Files
import Foundation

/// The project's folder and what lies where in it.
public struct ProjectFolder: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public var store: String { "\(path)/.refigure" }
    public var data: String { "\(path)/data" }
    public var templates: String { "\(path)/templates" }
    public var reports: String { "\(path)/reports" }

    /// Where a report is written.
    public func report(_ name: String) -> String { "\(reports)/\(name)" }

    /// The definition's file: that of a name in reports/, or the path itself.
    public func definitionFile(_ nameOrFile: String) throws -> String {
        if nameOrFile.hasSuffix(".yml") || nameOrFile.hasSuffix(".yaml") || nameOrFile.contains("/") { return nameOrFile }
        let file = "\(reports)/\(nameOrFile).yml"
        if FileManager.default.fileExists(atPath: file) { return file }
        let known = definitionNames
        let near = NearestNames.suggestions(for: nameOrFile, among: known)
        let remedy =
            near.isEmpty
            ? "there are \(known.joined(separator: ", ")); a file is given by its path"
            : "did you mean \(near.joined(separator: " or "))?"
        throw Fault("no report definition '\(nameOrFile)'", at: reports, remedy: remedy, status: .usage)
    }

    /// The definitions in reports/, sorted.
    public var definitionNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
        return files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// The project that holds the folder: the nearest folder upwards with templates/ and reports/.
    /// - Throws: a `Fault` (status usage) where there is none.
    public static func containing(_ folder: String) throws -> ProjectFolder {
        var current = URL(fileURLWithPath: folder).standardizedFileURL.path
        let files = FileManager.default
        while true {
            if files.fileExists(atPath: "\(current)/templates/report.md"), files.fileExists(atPath: "\(current)/reports") {
                return ProjectFolder(path: current)
            }
            let parent = (current as NSString).deletingLastPathComponent
            guard parent != current else {
                throw Fault(
                    "not inside a Refigure project: no folder upwards has templates/ and reports/", at: folder,
                    remedy: "change into the project's folder, or name it with --project", status: .usage)
            }
            current = parent
        }
    }
}
