import ArgumentParser
import CairoCanvas
import Files
import Foundation
import Measuring

/// Where a measurement goes, and in which form.
struct MeasureOutput: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, csv
    }

    @Option(help: ArgumentHelp("The form of the values; JSON and CSV have all their digits.", valueName: "table|json|csv"))
    var format = Format.table

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the values to a file instead of printing them.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Draw them too; the name's end tells how.", valueName: "file.pdf|.png|.svg"))
    var figure: String?

    /// Refuses before anything is measured what could not be written after it.
    /// - Throws: a `Fault` (status usage).
    func check() throws { _ = try pictureFormat() }

    func write(_ measurement: MeasuredTable) throws {
        var picture: [UInt8]?
        if let format = try pictureFormat() {
            guard let chart = measurement.chart else {
                throw Fault("there is nothing to draw: no row has a value", remedy: "leave out --figure", status: .data)
            }
            picture = try PictureFile.render(
                chart, as: format, key: SHA256.hex(of: measurement.json), title: measurement.heading[0])
        }
        let text =
            switch format {
            case .table: measurement.table
            case .json: measurement.json
            case .csv: measurement.csv
            }
        if let output {
            try AtomicFile.write(text: text, to: output)
            Terminal.standardError("\(output)\n")
        } else {
            FileHandle.standardOutput.write(Data(text.utf8))
        }
        if format == .csv {
            // A CSV file has no place for them.
            for note in measurement.notes { Terminal.standardError("note: \(note)\n") }
        }
        if let picture, let figure {
            try AtomicFile.write(picture, to: figure)
            Terminal.standardError("\(figure)\n")
        }
    }

    private func pictureFormat() throws -> PictureFile.Format? {
        guard let figure else { return nil }
        switch (figure as NSString).pathExtension.lowercased() {
        case "pdf": return .pdf
        case "png": return .png(scale: 3)
        case "svg": return .svg(idPrefix: "")
        default:
            throw Fault(
                "--figure \(figure) is of no kind that is drawn", remedy: "let it end in .pdf, .png or .svg", status: .usage)
        }
    }
}
