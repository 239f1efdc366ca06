import Atlas
import Experiments
import Files

/// Where the atlas of a report stands, and what stands there.
enum AtlasPlace {
    static func place(of session: Session) -> ReportPlace {
        ReportPlace(name: "\(session.definition.name)-atlas", in: session.project)
    }

    /// - Throws: a `Fault` (status usage) where there are none, or they are wrong.
    static func alternatives(of session: Session) throws -> Alternatives {
        let path = path(in: session)
        guard let bytes = try PlainFile.read(path) else {
            throw Fault(
                "there are no alternatives", at: Session.short(path),
                remedy: "write the file: `settings:` by paper and key, `rules:`", status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("is not UTF-8 text", at: Session.short(path), remedy: "save it as UTF-8", status: .usage)
        }
        return try AlternativesReader(file: Session.short(path), registry: session.registry).read(text)
    }

    /// The stamp of the last atlas; nil where there is none.
    /// - Throws: a `Fault` (status data) where it is damaged.
    static func stamp(of session: Session) throws -> AtlasStamp? {
        let folder = place(of: session).folder
        return try AtlasStamp.read(inFolder: folder, name: Session.short(AtlasStamp.path(inFolder: folder)))
    }

    /// The report's atlas as it stands; nil where there is none.
    /// - Throws: a `Fault` (status data) where it is damaged.
    static func standing(of session: Session) throws -> StandingAtlas? {
        guard let stamp = try stamp(of: session) else { return nil }
        let folder = place(of: session).folder
        let atlases =
            try stamp.finished == nil
            ? [] : AtlasFile.read(inFolder: folder, name: Session.short(AtlasFile.path(inFolder: folder)))
        guard let atlases else { return nil }
        let words = stamp.readingsOnly ? ["atlas", "--readings"] : ["atlas"]
        return StandingAtlas(
            stamp, atlases, alternatives: try PlainFile.read(path(in: session)).map { SHA256.hex(of: $0) },
            command: ShellCommand.refigure(words + ShellCommand.option("--report", session.printedReport)))
    }

    private static func path(in session: Session) -> String { "\(session.project.path)/alternatives.yml" }
}
