import Experiments
import Files
import Results

extension Session {
    /// The baseline of the report that the command is about.
    ///
    /// A baseline is of a definition in reports/: another one of the same name, elsewhere, has none.
    /// - Throws: a `Fault` (status usage) for a definition elsewhere.
    func baseline() throws -> Baseline {
        let place = definition.place
        guard place.isOfProject else {
            throw Fault(
                "reports/baseline/\(place.name) is of reports/\(place.name).yml, not of this definition",
                at: Self.short(place.file),
                remedy: "only definitions in the project's reports/ have a baseline; `refigure diff A B` compares two folders",
                status: .usage)
        }
        return Baseline(project: project.path, report: place.name)
    }

    /// The path in the project, which is the same on every machine; a path elsewhere as it is.
    func inProject(_ path: String) -> String {
        path.hasPrefix("\(project.path)/") ? String(path.dropFirst(project.path.count + 1)) : path
    }
}
