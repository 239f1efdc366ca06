import ArgumentParser
import Experiments
import Foundation
import Papers

/// What the shell offers where an argument is a figure's id or a report's name. Completing never fails: outside a project there is
/// nothing to offer but the ids.
enum Completions {
    /// The ids of all figures.
    static let figures = CompletionKind.custom { _, _, _ in Registry.standard.experiments.map { "\($0.id)" } }

    /// The names of the project's report definitions.
    static let reports = CompletionKind.custom { words, _, _ in reportNames(in: project(of: words)) }

    /// What `refigure diff` compares: the baseline, what is published, and the reports.
    static let sides = CompletionKind.custom { words, _, _ in ["baseline", "published"] + reportNames(in: project(of: words)) }

    private static func reportNames(in project: ProjectFolder?) -> [String] { project?.definitionNames ?? [] }

    /// The project that the words typed so far name, or that of the current folder.
    private static func project(of words: [String]) -> ProjectFolder? {
        var folder = FileManager.default.currentDirectoryPath
        if let place = words.lastIndex(of: "--project"), words.indices.contains(place + 1) { folder = words[place + 1] }
        return try? ProjectFolder.containing(folder)
    }
}
