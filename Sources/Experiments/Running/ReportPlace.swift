import Files
import Foundation

/// Where a report's definition stands, and the folder that its report is written to: the one of its name beside it.
public struct ReportPlace: Sendable, Equatable {
    /// The definition's file.
    public let file: String
    /// The report's name: the file's without its ending.
    public let name: String
    /// The report's folder.
    public let folder: String
    /// True for a definition in the project's reports/. Only its report is what the tracked baseline of that name is of.
    public let isOfProject: Bool

    /// The place of a definition in the project's reports/.
    public init(name: String, in project: ProjectFolder) {
        file = "\(project.reports)/\(name).yml"
        self.name = name
        folder = project.report(name)
        isOfProject = true
    }

    /// The place of a definition's file.
    /// - Throws: a `Fault` (status usage) where there is no such file, or its name or its folder cannot be a report's.
    public init(file: String, project: ProjectFolder) throws {
        func refused(_ problem: String, _ remedy: String) -> Fault { Fault(problem, at: file, remedy: remedy, status: .usage) }
        let fileName = FilePath(file).name
        guard let ending = Self.endings.first(where: { fileName.hasSuffix($0) }) else {
            throw refused("a report's definition is a .yml file", "name one of reports/*.yml, or your own by its path")
        }
        let name = String(fileName.dropLast(ending.count))
        guard let parent = Self.real(FilePath(file).folder), FileManager.default.fileExists(atPath: file) else {
            throw refused("there is no such report definition", "name one of reports/*.yml or the path of your own")
        }
        guard !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix("-"), !name.unicodeScalars.contains(where: Self.isControl) else {
            throw refused("the file's name cannot be a report's", "begin it with a letter or a digit")
        }
        let reports = Self.real(project.reports)
        isOfProject = parent == reports
        if isOfProject, Self.reserved.contains(name.lowercased()) {
            throw refused("reports/\(name)/ is no report's folder: all reports share it", "give the definition another name")
        }
        if let reports, parent.hasPrefix("\(reports)/") {
            throw refused("a definition stands in reports/ itself, not in a folder of it", "move it to reports/, or out of it")
        }
        if !isOfProject, let other = Self.reportsFolder(holding: parent) {
            throw refused(
                "is a definition of the project that holds \(other)",
                "build it there (--project), or copy the file to reports/ of this project")
        }
        // Both would be written to one folder.
        for other in Self.endings where other != ending && FileManager.default.fileExists(atPath: "\(parent)/\(name)\(other)") {
            throw refused("\(name)\(other) stands beside it, and both would be written to one folder", "rename one of them")
        }
        self.file = file
        self.name = name
        folder = isOfProject ? project.report(name) : FilePath(parent).appending(name)
    }

    /// What `--report` takes to name the definition.
    public var argument: String { isOfProject ? name : file }

    static let endings = [".yml", ".yaml"]
    /// Folders in reports/ that are tracked and no report's, whatever the case: there are file systems that do not tell it apart.
    private static let reserved: Set = ["baseline", "gallery", "published"]

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    /// The path without links; nil where there is nothing.
    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The reports/ of a project that the folder, given without links, is or lies in; nil where there is none.
    private static func reportsFolder(holding folder: String) -> String? {
        var current = folder[...]
        while let cut = current.lastIndex(of: "/") {
            let above = current[..<cut]
            if current[cut...] == "/reports", FileManager.default.fileExists(atPath: "\(above)/templates/report.md") {
                return String(current)
            }
            current = above
        }
        return nil
    }
}
