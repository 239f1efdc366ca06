import Atlas
import Bundles
import Experiments
import Files
import Foundation
import MeasuredFigures
import Results
import SourceDigest

/// A report that stands, as what goes into its bundle.
struct ReportBundle {
    let session: Session
    /// Where and when the report was made, as the bundle is to say it.
    let provenance: Provenance

    /// Beside what `BundlePath` names.
    enum Path {
        static let atlas = "atlas/"
        static let page = ["report.md", "index.html", "report.pdf"]
    }

    /// - Parameters:
    ///   - networks: whether the trained networks and products go along.
    ///   - isCurrent: whether pictures and page are known to be what the program makes now.
    /// - Throws: a `Fault`: status usage where the report is not up to date or cannot be bundled, data where something is gone or damaged.
    func content(networks: Bool, isCurrent: Bool = false) throws -> BundleContent {
        let definition = session.definition
        try checkPlace()
        let files = try standingResults()
        if !isCurrent { try checkPage(files) }
        let pieces = try StoredPieces(of: definition, in: session.store, planner: session.planner, keys: session.keys)
        let sources = try Self.sources(session.project)
        let manifest = BundleManifest(
            kind: .report, report: definition.name, title: definition.title, version: Refigure.configuration.version,
            sources: SHA256.hex(of: sources), data: pieces.data,
            figures: try files.map { entry, file in
                let path = ResultFile.path(of: entry.id, inReport: session.reportFolder)
                return .init(id: entry.id, key: file.key, sha256: try SHA256.hex(ofFileAt: path))
            }, networks: pieces.networks, products: pieces.products)
        let pages = try pages()
        let words = BundleWords(
            manifest: manifest, session: session, provenance: provenance, hasNetworks: networks, hasPages: !pages.isEmpty)
        func text(_ text: String) -> BundleContent.Source.Bytes { .text(Array(text.utf8)) }
        func inReport(_ name: String) -> BundleContent.Source { .init(name, .file("\(session.reportFolder)/\(name)")) }
        let maker = PictureMaker(session: session)
        let figures = files.flatMap { entry, file in
            let files = maker.files(entry, file).files
            let csv = zip(files.csv, FigureCSV(result: file.result).texts).map { BundleContent.Source($0, text($1)) }
            return [files.json, files.png, files.pdf, files.svg].compactMap(\.self).map(inReport) + csv
        }
        return try BundleContent(
            manifest,
            [
                .init(BundlePath.definition, .file(definition.place.file)), .init(BundlePath.sources, text(sources)),
                .init(BundlePath.provenance, .text(try SealedJSON.text(provenance))), .init("README.md", text(words.readme)),
                .init("CITATION.cff", text(words.citation)),
            ] + Path.page.map(inReport) + figures + atlas() + pages + (networks ? pieces.sources : []))
    }

    /// The report's own pages, what they cite from and what they lead to.
    /// - Throws: a `Fault` (status usage) where one would not be found beside the definition when the bundle is verified.
    private func pages() throws -> [BundleContent.Source] {
        let definition = session.definition
        func path(_ file: String) -> String { URL(fileURLWithPath: file).standardizedFileURL.path }
        let folder = path(FilePath(definition.place.file).folder) + "/"
        return try definition.pageFiles.map(path).unique.sorted().map { file in
            let name = file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : ""
            var isFolder: ObjCBool = false
            guard BundlePath.isPagePlace(name, of: definition.name),
                FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
                !isFolder.boolValue
            else {
                throw Fault(
                    "a page is, cites or leads to '\(Session.short(file))', which a bundle cannot take along",
                    at: Session.short(definition.place.file),
                    remedy: "keep such files beside the definition or in a folder there, and lead to files alone", status: .usage)
            }
            return .init(BundlePath.pages + name, .file(file))
        }
    }

    /// - Throws: a `Fault` (status usage) for a report that could not be built from its bundle.
    private func checkPlace() throws {
        let definition = session.definition
        guard definition.place.isOfProject else {
            throw Fault(
                "a bundle is of a definition in reports/", at: Session.short(definition.place.file),
                remedy: "copy it there, and build its report", status: .usage)
        }
        if let measured = definition.entries.first(where: { $0.experiment is any FileExperiment }) {
            throw Fault(
                "\(measured.id) is measured in files of your own, which a bundle does not have",
                at: Session.short(definition.place.file), remedy: "bundle a report without it", status: .usage)
        }
    }

    /// The results, all of them up to date.
    private func standingResults() throws -> [(ReportDefinition.Entry, ResultFile)] {
        var late: [FigureID] = []
        var files: [(ReportDefinition.Entry, ResultFile)] = []
        let maker = PictureMaker(session: session)
        for entry in session.definition.entries {
            try Interruption.check()
            let reading = try ResultFile.read(entry.id, inReport: session.reportFolder)
            guard case .valid(let file) = reading, reading.standing(for: try session.keys.inputs(of: entry)) == .upToDate,
                try maker.standing(entry, file).map({ $0 == .upToDate }) ?? true
            else {
                late.append(entry.id)
                continue
            }
            files.append((entry, file))
        }
        if late.isEmpty { return files }
        let names =
            late.prefix(4).map(\.description).joined(separator: ", ") + (late.count > 4 ? " and \(late.count - 4) more" : "")
        throw notCurrent("\(late.count) of \(session.definition.entries.count) figures not up to date: \(names)")
    }

    private func checkPage(_ files: [(ReportDefinition.Entry, ResultFile)]) throws {
        let run = ReportRun(session: session, options: RunOptions(), display: ProgressDisplay(quiet: true))
        guard try ReportWriter(session: session).isUpToDate(run.standing(files)) else {
            throw notCurrent("its page is not up to date")
        }
    }

    private func notCurrent(_ problem: String) -> Fault {
        Fault(problem, at: Session.short(session.reportFolder), remedy: "run `\(session.command("report"))` first", status: .usage)
    }

    /// The report's atlas where there is a whole one: the page has a line of it at each figure.
    private func atlas() -> [BundleContent.Source] {
        let folder = AtlasPlace.place(of: session).folder
        let files = [
            "atlas.stamp.json": AtlasStamp.path(inFolder: folder), "atlas.json": AtlasFile.path(inFolder: folder),
            "alternatives.yml": "\(session.project.path)/alternatives.yml",
        ]
        guard FileStamp(path: files["atlas.stamp.json"]!) != nil else { return [] }
        return files.filter { FileStamp(path: $0.value) != nil }.map { .init("\(Path.atlas)\($0.key)", .file($0.value)) }
    }

    /// A line a file that the program was built from (its digest, without comments and blank space) or that words come from (templates).
    /// - Throws: a `Fault` (status data) where a template cannot be read.
    static func sources(_ project: ProjectFolder) throws -> String {
        let code = SourceIndex.digests(text: SourceDigests.text).sorted { $0.key < $1.key }.map { "\($1)  Sources/\($0)\n" }
        let templates = try ReportWriter.digests(of: project.templates).split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return "\(words.last ?? "")  templates\(words.dropLast().joined(separator: " "))\n"
        }
        return (code + templates.sorted()).joined()
    }
}

extension Provenance {
    /// The same without the folders of the machine.
    var withoutFolders: Provenance {
        var copy = self
        copy.data = data?.map { origin in
            var origin = origin
            if origin.source.hasPrefix("REFIGURE_DATA") || origin.source.hasPrefix("file:") { origin.source = "REFIGURE_DATA" }
            return origin
        }
        return copy
    }
}
