import Experiments
import Files
import MeasuredFigures

/// The files that a report's words and numbers come from, besides the program's own sources.
enum WatchedPlaces {
    /// What every report is made of, whatever its definition says.
    static func always(_ place: ReportPlace, in project: ProjectFolder) -> [String] {
        [place.file, project.templates, manifest(of: project), "\(project.path)/alternatives.yml"]
    }

    /// Of the data sets.
    static func manifest(of project: ProjectFolder) -> String { "\(project.data)/datasets.yml" }

    /// Pages of one's own, and what they cite from.
    static func pages(of place: ReportPlace) -> [String] {
        let named = mentioned(in: place.file, endings: [".md", ".bib"])
        return named + named.filter { $0.hasSuffix(".md") }.flatMap { mentioned(in: $0, endings: [".bib"]) }
    }

    /// Files of some kinds that a text mentions by paths from its own folder, whether it can be read as what it should be or not: a
    /// mistake in a page keeps its definition from being read, and mending it is what the watch waits for.
    private static func mentioned(in file: String, endings: [String]) -> [String] {
        guard let bytes = try? PlainFile.read(file, limit: 1 << 20) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.split { $0.isWhitespace || "[]{},'\"#".contains($0) }
        return words.filter { word in endings.contains { word.hasSuffix($0) && word.count > $0.count } }.map {
            $0.hasPrefix("/") ? String($0) : "\(FilePath(file).folder)/\($0)"
        }
    }

    /// What the definition names: a line here for each kind of file that it may name.
    static func named(by definition: ReportDefinition) -> [String] {
        definition.entries.compactMap { $0.experiment as? MeasuredFigure }.flatMap(\.namedPlaces)
    }

    /// What programs are built from, as the Makefile has it.
    static func sources(of project: ProjectFolder) -> [String] {
        ["Package.swift", "Sources", "Plugins"].map { "\(project.path)/\($0)" }
    }
}
