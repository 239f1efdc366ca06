import CairoCanvas
import Charts
import Experiments
import Files
import Reports
import Results

/// Draws the figures' pictures where they are not up to date.
struct PictureMaker {
    let session: Session

    /// A result as the report shows it, and whether its files stand as they would be drawn.
    struct Picture: Sendable {
        var files: FigureFiles
        /// Of a table, none.
        var chart: Chart?
        var inputs: [KeyInput]
        var isUpToDate: Bool
    }

    /// - Throws: a `Fault` (status data) where a file is there but cannot be read.
    func picture(_ entry: ReportDefinition.Entry, _ file: ResultFile) throws -> Picture {
        let (files, chart) = self.files(entry, file)
        guard let chart else { return Picture(files: files, inputs: [], isUpToDate: true) }
        let inputs = inputs(entry, file)
        let stands = try Stamp.read(Stamp.path(of: entry.id, inReport: session.reportFolder)).standing(for: inputs) == .upToDate
        return Picture(files: files, chart: chart, inputs: inputs, isUpToDate: stands)
    }

    /// Draws a picture anew where the result, the charts or the pictures changed.
    /// - Returns: whether it was drawn.
    /// - Throws: a `Fault`.
    func draw(_ picture: Picture, of entry: ReportDefinition.Entry, _ file: ResultFile) throws -> Bool {
        guard let chart = picture.chart, !picture.isUpToDate else { return false }
        let (id, files, folder) = (entry.id, picture.files, session.reportFolder)
        let title = Self.title(entry, file.result)
        try Self.write(chart, of: id, to: files, inFolder: folder, key: file.key.hex, title: title)
        let names = [files.png, files.pdf, files.svg].compactMap { $0?.split(separator: "/").last.map(String.init) }
        try Stamp(inputs: picture.inputs, files: names, inFolder: "\(folder)/figures").write(
            to: Stamp.path(of: id, inReport: folder))
        return true
    }

    /// Writes a figure's pictures into a report's folder.
    /// - Throws: a `Fault` where one cannot be drawn or written; `CancellationError`.
    static func write(
        _ chart: Chart, of id: FigureID, to files: FigureFiles, inFolder folder: String, key: String, title: String
    ) throws {
        let formats: [(String?, PictureFile.Format)] = [
            (files.png, .png(scale: 2)), (files.pdf, .pdf), (files.svg, .svg(idPrefix: "\(id.fileName)-")),
        ]
        for case (let name?, let format) in formats {
            let bytes = try InterruptionWatch.during { try PictureFile.render(chart, as: format, key: key, title: title) }
            try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        }
    }

    /// The files of a result, and what is drawn in them; of a table, no pictures.
    func files(_ entry: ReportDefinition.Entry, _ file: ResultFile) -> (files: FigureFiles, chart: Chart?) {
        let chart = entry.experiment.picture(of: file.result)
        var files = FigureFiles(json: "results/\(entry.id.fileName).json", picturesOf: chart == nil ? nil : entry.id)
        files.csv = FigureCSV(result: file.result).names
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

extension FigureFiles {
    /// - Parameter id: the figure whose pictures there are; nil: none.
    init(json: String, picturesOf id: FigureID?) {
        self.init(json: json)
        guard let id else { return }
        png = "figures/\(id.fileName).png"
        pdf = "figures/\(id.fileName).pdf"
        svg = "figures/\(id.fileName).svg"
    }
}
