import CairoCanvas
import Experiments
import Files
import Foundation
import Reports
import Results

/// Adds the pictures to a diff and writes its pages.
struct DiffWriter {
    let session: Session
    let old: DiffSide
    let new: DiffSide

    /// Compares the pictures of figures whose numbers are the same.
    func addPictures(to diff: inout ReportDiff, _ before: ReportSnapshot, _ after: ReportSnapshot) {
        for figure in diff.figures where figure.verdict == .identical {
            guard let first = before[figure.id]?.picture, let second = after[figure.id]?.picture, first != second else { continue }
            diff.add(InterruptionWatch.during { difference(figure.id) }, to: figure.id)
        }
    }

    private func difference(_ id: FigureID) -> PictureDiff {
        guard let oldPNG = file(id, "png", of: old), let newPNG = file(id, "png", of: new),
            let difference = try? PixelDifference(old: oldPNG, new: newPNG)
        else { return PictureDiff(pixelShare: nil, note: "The baseline keeps no pictures, only a digest of what they show.") }
        guard let share = difference.share else {
            return PictureDiff(
                pixelShare: nil, note: "Drawn at another size: \(difference.old) pixels before, \(difference.new) now.")
        }
        return PictureDiff(pixelShare: share)
    }

    private func file(_ id: FigureID, _ type: String, of side: DiffSide) -> [UInt8]? {
        side.folder.flatMap { try? PlainFile.bytes("\($0)/figures/\(id.fileName).\(type)") }
    }

    /// Writes diff.html, diff.md with its pictures and diff.json to the report's folder.
    /// - Returns: the path of diff.html.
    /// - Throws: a `Fault`.
    func write(_ diff: ReportDiff, _ before: ReportSnapshot, _ after: ReportSnapshot) throws -> String {
        var drawings: [FigureID: DiffContent.Drawings] = [:]
        for figure in diff.figures where figure.verdict.isChange || figure.pictures != nil {
            drawings[figure.id] = .init(old: file(figure.id, "svg", of: old), new: file(figure.id, "svg", of: new))
        }
        // The code at hand draws what it computed itself, and what has the shape of that: other code may have given a figure other panels.
        let drawable = Set(
            diff.figures.map(\.id).filter { id in
                guard let experiment = session.experiment(id), let figure = after[id] ?? before[id] else { return false }
                return session.keys.shapes(experiment, like: figure.inputs)
            })
        let content = DiffContent(
            diff: diff, old: before, new: after, drawings: drawings,
            chart: { result in drawable.contains(result.id) ? session.experiment(result.id)?.picture(of: result) : nil })
        let builder = DiffBuilder(templatesFolder: session.project.templates, isCancelled: { Interruption.isRequested })
        let built = try InterruptionWatch.during { try builder.build(content) }
        let folder = session.reportFolder
        try session.definition.place.claim()
        let lock = try Store.lockReport(folder, cancelled: { Interruption.isRequested })
        defer { withExtendedLifetime(lock) {} }
        PartialFiles.sweep(folder)
        try removePictures()
        for picture in built.pictures { try AtomicFile.write(picture.bytes, to: "\(folder)/\(picture.path)") }
        try AtomicFile.write(text: built.markdown, to: "\(folder)/diff.md")
        try AtomicFile.write(try CanonicalJSON.text(diff), to: "\(folder)/diff.json")
        try AtomicFile.write(built.html, to: "\(folder)/diff.html")
        return "\(folder)/diff.html"
    }

    /// Those of an earlier diff.
    private func removePictures() throws {
        let folder = "\(session.reportFolder)/diff"
        for name in try Folder.namesIfThere(in: folder, endingIn: ".svg") ?? [] { try Removal.clearAway("\(folder)/\(name)") }
    }
}
