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
            """)

    @OptionGroup var options: ReportOptions

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    /// Pixels of the longer side.
    private static let side = 480.0

    func run() throws {
        let session = try Session(options, network: .never)
        let place = session.definition.place
        let folder = place.isOfProject ? "\(session.project.reports)/gallery" : "\(place.folder)/gallery"
        PartialFiles.sweep(folder)
        var rows: [[String]] = []
        var undrawn: [String] = []
        for entry in try session.definition.selecting(ids, from: session.registry).entries {
            try Interruption.check()
            let file = try session.standingResult(of: entry.id)
            guard session.keys.shapes(entry.experiment, like: file.inputs) else {
                rows.append(["\(entry.id)", "not drawn: other code computed it"])
                undrawn.append("\(entry.id)")
                continue
            }
            guard let chart = entry.experiment.chart(file.result) else { continue }
            let picture = try InterruptionWatch.during {
                let size = ChartRenderer.size(of: chart, measuring: CairoCanvas.measuring())
                return try PictureFile.render(
                    chart, as: .png(scale: Self.side / max(size.width, size.height)), key: file.key.hex,
                    title: PictureMaker.title(entry, file.result))
            }
            try AtomicFile.write(picture, to: "\(folder)/\(entry.id.fileName).png")
            let standing = ResultFile.Reading.valid(file).standing(for: try session.keys.inputs(of: entry))
            let notes =
                (file.result.data.contains { $0.standInFor != nil } ? ["on stand-in data"] : [])
                + (standing == .upToDate ? [] : ["not up to date: \(standing)"])
            rows.append(["\(entry.id)", notes.joined(separator: "; ")])
        }
        try Terminal.print(Terminal.table(rows))
        try Terminal.print(Session.short(folder))
        guard undrawn.isEmpty else {
            throw Fault(
                "not drawn, as other code computed them: \(undrawn.joined(separator: ", "))",
                remedy: "`\(session.command("report"))` computes them anew", status: .figureFailed)
        }
    }
}
