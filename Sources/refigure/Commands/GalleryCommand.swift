import ArgumentParser
import CairoCanvas
import Charts
import Experiments
import Files
import Foundation
import Results

/// Small pictures of a report's figures, for pages that show them all side by side.
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery", abstract: "Draw small pictures of a report's figures into reports/gallery/.",
        discussion: """
            The pictures that README shows: each fits a square of 480 pixels. They are drawn from the report's results as they stand;
            those that are not up to date, or on stand-in data, are named. Results of other code than this command's may have another
            shape; they are named and not drawn. Pictures of other figures in the folder are left alone.
            Those of a definition outside reports/ go to the folder gallery of its report.

            With --tracked they are of the results that the project tracks: of each figure the published one where there is one, otherwise
            that of the report's baseline. They are drawn from the whole results where a report still has these. README's gallery and
            ledger are written anew too, each figure with the results that it is of and their settings.
            """)

    @OptionGroup var options: ReportOptions

    @Flag(help: "Draw the tracked results, and write README's gallery and ledger.")
    var tracked = false

    @Flag(help: "With --tracked: write README's words only, and draw nothing.")
    var words = false

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    /// Pixels of the longer side.
    private static let side = 480.0

    func run() throws {
        let session = try Session(options, network: .never)
        if tracked { return try runTracked(session) }
        guard !words else { throw Fault("--words goes with --tracked", remedy: "give both, or neither", status: .usage) }
        let place = session.definition.place
        let folder = place.isOfProject ? "\(session.project.reports)/gallery" : "\(place.folder)/gallery"
        PartialFiles.sweep(folder)
        var rows: [[String]] = []
        var undrawn: [String] = []
        for entry in try session.definition.selecting(ids, from: session.registry).entries {
            try Interruption.check()
            let file = try session.standingResult(of: entry.id)
            let standing = ResultFile.Reading.valid(file).standing(for: try session.keys.inputs(of: entry))
            guard standing == .upToDate || session.keys.shapes(entry.experiment, like: file.inputs) else {
                rows.append(["\(entry.id)", "not drawn: other code computed it"])
                undrawn.append("\(entry.id)")
                continue
            }
            guard try Self.draw(entry, file, into: folder) else { continue }
            let notes =
                (file.result.data.contains { $0.standInFor != nil } ? ["on stand-in data"] : [])
                + (standing == .upToDate ? [] : ["not up to date: \(standing)"])
            rows.append(["\(entry.id)", notes.joined(separator: "; ")])
        }
        try Terminal.print(Terminal.table(rows))
        try Terminal.print(Session.short(folder))
        try Self.refuse(undrawn, session)
    }

    /// The tracked results: their pictures, and README's words.
    private func runTracked(_ session: Session) throws {
        let results = try TrackedResults(session)
        var wanted = results.figures
        if !ids.isEmpty {
            let chosen = Set(try ids.flatMap { try session.registry.matching($0).map(\.id) })
            wanted.removeAll { !chosen.contains($0.id) }
        }
        var undrawn: [String] = []
        if !words {
            let folder = "\(session.project.reports)/gallery"
            PartialFiles.sweep(folder)
            // A definition that cannot be read has no report to look in.
            let reports = session.project.definitionNames.compactMap { try? Session(report: $0, project: session.project.path) }
            var rows: [[String]] = []
            for figure in wanted {
                try Interruption.check()
                // Of a table there is no picture.
                guard !figure.snapshot.result.panels.isEmpty,
                    let experiment = session.registry.experiments.first(where: { $0.id == figure.id })
                else { continue }
                let source = figure.isPublished ? "published" : "the baseline of \(results.report)"
                let drawable = try TrackedResults.whole(figure, in: reports)
                guard drawable.isUpToDate || session.keys.shapes(experiment, like: drawable.file.inputs) else {
                    rows.append(["\(figure.id)", source, "not drawn: other code computed it"])
                    undrawn.append("\(figure.id)")
                    continue
                }
                let entry = ReportDefinition.Entry(experiment: experiment, settings: Settings(experiment.parameters))
                guard try Self.draw(entry, drawable.file, into: folder) else { continue }
                rows.append(["\(figure.id)", source, drawable.isThinned ? "from its tracked points" : ""])
            }
            try Terminal.print(Terminal.table(rows))
            try Terminal.print(Session.short(folder))
        }
        let readme = "\(session.project.path)/README.md"
        let changed = try ReadmeWords(papers: session.registry.papers, tracked: results).write(to: readme)
        try Terminal.print("\(Session.short(readme))\(changed ? "" : ": as it was")")
        try Self.refuse(undrawn, session)
    }

    /// - Returns: false for a table, of which there is no picture.
    private static func draw(_ entry: ReportDefinition.Entry, _ file: ResultFile, into folder: String) throws -> Bool {
        guard let chart = entry.experiment.picture(of: file.result) else { return false }
        let picture = try InterruptionWatch.during {
            let size = ChartRenderer.size(of: chart, measuring: CairoCanvas.measuring())
            return try PictureFile.render(
                chart, as: .png(scale: side / max(size.width, size.height)), key: file.key.hex,
                title: PictureMaker.title(entry, file.result))
        }
        try AtomicFile.write(picture, to: "\(folder)/\(entry.id.fileName).png")
        return true
    }

    private static func refuse(_ undrawn: [String], _ session: Session) throws {
        guard undrawn.isEmpty else {
            throw Fault(
                "not drawn, as other code computed them: \(undrawn.joined(separator: ", "))",
                remedy: "`\(session.command("report"))` computes them anew", status: .figureFailed)
        }
    }
}
