import CairoCanvas
import Charts
import Experiments
import Files
import Reports
import Results

/// Draws the figures' pictures where they are not up to date.
struct PictureMaker {
    let session: Session

    /// A result as the report shows it: with its files, drawn anew where the result, the charts or the pictures changed.
    /// - Throws: a `Fault`.
    func draw(_ entry: ReportDefinition.Entry, _ file: ResultFile) throws -> (files: FigureFiles, chart: Chart?, wasDrawn: Bool) {
        let id = entry.id
        let (files, drawing) = self.files(entry, file)
        guard let chart = drawing else { return (files, nil, false) }
        let folder = session.reportFolder
        let inputs = inputs(entry, file)
        let stamp = Stamp.path(of: id, inReport: folder)
        if try Stamp.read(stamp).standing(for: inputs) == .upToDate { return (files, chart, false) }
        let title = Self.title(entry, file.result)
        let formats: [(String?, PictureFile.Format)] = [
            (files.png, .png(scale: 2)), (files.pdf, .pdf), (files.svg, .svg(idPrefix: "\(id.fileName)-")),
        ]
        for case (let name?, let format) in formats {
            let bytes = try InterruptionWatch.during {
                try PictureFile.render(chart, as: format, key: file.key.hex, title: title)
            }
            try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        }
        let names = [files.png, files.pdf, files.svg].compactMap { $0?.split(separator: "/").last.map(String.init) }
        try Stamp(inputs: inputs, files: names, inFolder: "\(folder)/figures").write(to: stamp)
        return (files, chart, true)
    }

    /// The files of a result, and what is drawn in them; of a table, no pictures.
    func files(_ entry: ReportDefinition.Entry, _ file: ResultFile) -> (files: FigureFiles, chart: Chart?) {
        let name = entry.id.fileName
        var files = FigureFiles(json: "results/\(name).json")
        guard let chart = entry.experiment.chart(file.result) else { return (files, nil) }
        files.png = "figures/\(name).png"
        files.pdf = "figures/\(name).pdf"
        files.svg = "figures/\(name).svg"
        return (files, chart)
    }

    /// How the picture of a result stands; nil for a table.
    /// - Throws: a `Fault` (status data) where a file is there but cannot be read.
    func standing(_ entry: ReportDefinition.Entry, _ file: ResultFile) throws -> Standing? {
        let stamp = Stamp.path(of: entry.id, inReport: session.reportFolder)
        let standing = try Stamp.read(stamp).standing(for: inputs(entry, file))
        return standing == .missing && entry.experiment.chart(file.result) == nil ? nil : standing
    }

    /// What a picture's file is entitled.
    static func title(_ entry: ReportDefinition.Entry, _ result: FigureResult) -> String {
        "\(entry.label). \(result.displayTitle) (\(entry.experiment.paper.title))"
    }

    /// What a figure's picture depends on.
    func inputs(_ entry: ReportDefinition.Entry, _ file: ResultFile) -> [KeyInput] {
        session.keys.inputs(ofPictureOf: entry.experiment, resultDigest: file.digest)
    }
}

extension FigureResult {
    /// The title, with a loud word where data stand in for the paper's own.
    var displayTitle: String {
        let standIns = data.compactMap { record in record.standInFor.map { "\(record.name) standing in for \($0)" } }
        return standIns.isEmpty ? title : "\(title) [stand-in data: \(standIns.joined(separator: ", "))]"
    }
}
