import ArgumentParser
import Bundles
import Files
import Results

struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Put a report into one file, to be taken along, deposited and checked.",
        discussion: """
            refigure bundle --report standard -o standard.tar.zst
            refigure bundle --report standard -o standard.tar.zst --networks

            The definition, results, pictures, page and PDF, where they were made, the digests of sources and data, and of every trained network
            its job and its SHA-256; README.md and CITATION.cff say what it is and how it is made anew. The report must be up to date. Files are
            listed by SHA-256 in manifest.json; the same report gives the same file. `refigure verify` checks it.
            """)

    @OptionGroup var options: ReportOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var output: String

    @Flag(help: "With the trained networks and products, for `refigure store import`.")
    var networks = false

    func run() throws {
        let session = try Session(options, network: .never)
        let path = Provenance.path(inReport: session.reportFolder)
        guard let provenance = Provenance.read(path, damaged: { try? Terminal.remark("note: \($0)") }) else {
            throw Fault(
                "the report does not stand", at: Session.short(session.reportFolder),
                remedy: "run `\(session.command("report"))` first",
                status: .usage)
        }
        // A run that ends meanwhile would change what is read.
        let lock = try Store.lockReport(session.reportFolder, cancelled: { Interruption.isRequested })
        let content = try withExtendedLifetime(lock) {
            let content = try ReportBundle(session: session, provenance: provenance.withoutFolders).content(networks: networks)
            try content.write(to: output)
            return content
        }
        let manifest = content.manifest
        let pieces =
            "\(manifest.networks.count) networks and \(manifest.products.count) products \(networks ? "in it" : "by their digests")"
        let size = FileStamp(path: output).map { ", \(Terminal.size($0.size))" } ?? ""
        try Terminal.print("\(Session.short(output)): \(manifest.figures.count) figures, \(pieces)\(size)")
        try Terminal.print("SHA-256 of its manifest: \(content.digest)")
    }
}
