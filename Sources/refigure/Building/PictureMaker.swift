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
    func draw(_ experiment: any Experiment, _ file: ResultFile) throws -> (files: FigureFiles, chart: Chart?, wasDrawn: Bool) {
        let id = experiment.id
        var files = FigureFiles(json: "results/\(id.fileName).json")
        guard let chart = experiment.chart(file.result) else { return (files, nil, false) }
        files.png = "figures/\(id.fileName).png"
        files.pdf = "figures/\(id.fileName).pdf"
        files.svg = "figures/\(id.fileName).svg"

        let folder = session.reportFolder
        let inputs = inputs(experiment, file)
        let stamp = Stamp.path(of: id, inReport: folder)
        if try Stamp.read(stamp).standing(for: inputs) == .upToDate { return (files, chart, false) }
        let title = Self.title(experiment, file.result)
        let formats: [(String?, PictureFile.Format)] = [
            (files.png, .png(scale: 2)), (files.pdf, .pdf), (files.svg, .svg(idPrefix: "\(id.fileName)-")),
        ]
        for case (let name?, let format) in formats {
            let bytes = try PictureFile.render(chart, as: format, key: file.key.hex, title: title)
            try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        }
        let names = [files.png, files.pdf, files.svg].compactMap { $0?.split(separator: "/").last.map(String.init) }
        try Stamp(inputs: inputs, files: names, inFolder: "\(folder)/figures").write(to: stamp)
        return (files, chart, true)
    }

    /// What a picture's file is entitled.
    static func title(_ experiment: any Experiment, _ result: FigureResult) -> String {
        "\(experiment.label). \(result.displayTitle) (\(experiment.paper.title))"
    }

    /// What a figure's picture depends on.
    func inputs(_ experiment: any Experiment, _ file: ResultFile) -> [KeyInput] {
        session.keys.inputs(ofPictureOf: experiment, resultDigest: file.digest)
    }
}

extension FigureResult {
    /// The title, with a loud word where data stand in for the paper's own.
    var displayTitle: String {
        let standIns = data.compactMap { record in record.standInFor.map { "\(record.name) standing in for \($0)" } }
        return standIns.isEmpty ? title : "\(title) [stand-in data: \(standIns.joined(separator: ", "))]"
    }
}
