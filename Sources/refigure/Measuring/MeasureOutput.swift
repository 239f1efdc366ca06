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

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: ArgumentHelp("Write the values to a file instead of printing them; - prints them.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Draw them too; the name's end tells how.", valueName: "file.pdf|.png|.svg"))
    var figure: String?

    /// Refuses before anything is measured what could not be written after it, or would be written over an input.
    /// - Parameter inputs: paths of the files that are measured.
    /// - Throws: a `Fault`: status usage where the options contradict each other, status cannotWrite where a path can be no file.
    func check(inputs: [String]) throws {
        if figure == "-" {
            throw Fault(
                "--figure - does not tell which kind of picture is to be drawn",
                remedy: "name a file that ends in .pdf, .png or .svg",
                status: .usage)
        }
        _ = try pictureFormat()
        let files = Dictionary(inputs.compactMap { path in OutputTarget.Identity(ofFileAt: path).map { ($0, path) } }) { first, _ in
            first
        }
        var written: [OutputTarget.Identity: String] = [:]
        for (option, path) in [("--output", output), ("--figure", figure)] {
            let isPrinted = option == "--output" && printsValues
            guard isPrinted || path != nil else { continue }
            if let path, path.isEmpty { throw Fault("\(option) names no file", remedy: "give it a name", status: .usage) }
            let place = isPrinted ? "standard output" : "\(option) \(path ?? "")"
            let identity = isPrinted ? OutputTarget.identity(of: STDOUT_FILENO) : try OutputTarget(path ?? "").identity
            guard let identity else { continue }
            if let input = files[identity] {
                throw Fault(
                    "\(place) would overwrite what is measured, \(input)", remedy: "write to another file", status: .usage)
            }
            if let other = written[identity] {
                throw Fault("\(place) is the file of \(other) too", remedy: "write to another file", status: .usage)
            }
            written[identity] = place
        }
    }

    private var printsValues: Bool { output == nil || output == "-" }

    /// - Parameters:
    ///   - origin: where it comes from, for JSON.
    ///   - words: what is said where the user stops it before anything is written.
    func write(_ measurement: MeasuredTable, origin: () throws -> MeasuredOrigin, whereStopped words: String) throws {
        let (picture, missing) = try InterruptionWatch.during(words) { try drawn(measurement) }
        let text = try InterruptionWatch.during(words) {
            switch format {
            case .table: measurement.table
            case .json: try measurement.json(of: origin())
            case .csv: measurement.csv
            }
        }
        try Interruption.check()
        if let output, !printsValues {
            try AtomicFile.write(Array(text.utf8), toOutput: output)
            try Terminal.remark(output)
        } else {
            try StandardStream.output.write(text, as: format == .table ? .words : .data)
        }
        if format == .csv {
            // A CSV file has no place for them.
            for note in measurement.notes { try Terminal.remark("note: \(note)") }
        }
        if let picture, let figure {
            try AtomicFile.write(picture, toOutput: figure)
            try Terminal.remark(figure)
            if let missing { try Terminal.remark("note: \(missing)") }
        }
    }

    /// The picture that is asked for, and a notice of letters that it cannot show.
    private func drawn(_ measurement: MeasuredTable) throws -> (picture: [UInt8]?, missing: String?) {
        guard let format = try pictureFormat() else { return (nil, nil) }
        guard let chart = measurement.chart else {
            throw Fault("there is nothing to draw: no row has a value", remedy: "leave out --figure", status: .data)
        }
        let picture = try PictureFile.render(
            chart, as: format, key: SHA256.hex(of: measurement.json), title: measurement.heading[0])
        let missing = FontCoverage.missing(in: FontCoverage.letters(of: chart))
        return (picture, FontCoverage.notice(missing, place: "the picture"))
    }

    private func pictureFormat() throws -> PictureFile.Format? {
        guard let figure else { return nil }
        switch FilePath(figure).ending {
        case "pdf": return .pdf
        case "png": return .png(scale: 3)
        case "svg": return .svg(idPrefix: "")
        default:
            throw Fault(
                "--figure \(figure) is of no kind that is drawn", remedy: "let it end in .pdf, .png or .svg", status: .usage)
        }
    }
}
