import Experiments
import MeasuredFigures

/// The files that a report's words and numbers come from, besides the program's own sources.
enum WatchedPlaces {
    /// What every report is made of, whatever its definition says.
    static func always(_ place: ReportPlace, in project: ProjectFolder) -> [String] {
        [place.file, project.templates, manifest(of: project), "\(project.path)/alternatives.yml"]
    }

    /// Of the data sets.
    static func manifest(of project: ProjectFolder) -> String { "\(project.data)/datasets.yml" }

    /// What the definition names: a line here for each kind of file that it may name.
    static func named(by definition: ReportDefinition) -> [String] {
        definition.entries.compactMap { $0.experiment as? MeasuredFigure }.flatMap(\.namedPlaces)
    }

    /// What programs are built from, as the Makefile has it.
    static func sources(of project: ProjectFolder) -> [String] {
        ["Package.swift", "Sources", "Plugins"].map { "\(project.path)/\($0)" }
    }
}
