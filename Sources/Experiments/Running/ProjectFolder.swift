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

    /// Where the report of a definition in reports/ is written.
    public func report(_ name: String) -> String { "\(reports)/\(name)" }

    /// The place of a report's definition: of a name in reports/, or of a file.
    /// - Throws: a `Fault` (status usage) where there is none, or it cannot be a report's.
    public func place(ofReport nameOrFile: String) throws -> ReportPlace {
        let files = FileManager.default
        let isPath = nameOrFile.contains("/") || ReportPlace.endings.contains { nameOrFile.hasSuffix($0) }
        if isPath, files.fileExists(atPath: nameOrFile) || nameOrFile.contains("/") {
            return try ReportPlace(file: nameOrFile, project: self)
        }
        if let ending = ReportPlace.endings.first(where: { files.fileExists(atPath: "\(reports)/\(nameOrFile)\($0)") }) {
            return try ReportPlace(file: "\(reports)/\(nameOrFile)\(ending)", project: self)
        }
        let known = definitionNames
        let near = NearestNames.suggestions(for: nameOrFile, among: known)
        let remedy =
            near.isEmpty
            ? "there are \(known.joined(separator: ", ")); a file is given by its path"
            : "did you mean \(near.joined(separator: " or "))?"
        throw Fault("no report definition '\(nameOrFile)'", at: reports, remedy: remedy, status: .usage)
    }

    /// The names of the definitions in reports/, sorted.
    public var definitionNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
        return ReportPlace.endings.flatMap { ending in
            files.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
        }.sorted()
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
            let parent = FilePath(current).folder
            guard parent != current else {
                throw Fault(
                    "not inside a Refigure project: no folder upwards has templates/ and reports/", at: folder,
                    remedy: "change into the project's folder, or name it with --project", status: .usage)
            }
            current = parent
        }
    }
}
