import ArgumentParser
import Bundles
import Experiments
import Files
import Results

struct StoreExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Put the trained networks and products of a report into one file, for another's store.",
        discussion: "refigure store export --report standard -o networks.tar.zst")

    @OptionGroup var options: ReportOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var output: String

    func run() throws {
        let session = try Session(options, network: .never)
        let definition = session.definition
        let pieces = try StoredPieces(of: definition, in: session.store, planner: session.planner, keys: session.keys)
        guard !pieces.sources.isEmpty else {
            throw Fault("the report's figures need no trained networks", at: definition.name, status: .usage)
        }
        let sources = try ReportBundle.sources(session.project)
        let manifest = BundleManifest(
            kind: .store, report: definition.name, title: definition.title, version: Refigure.configuration.version,
            sources: SHA256.hex(of: sources), data: pieces.data, figures: [], networks: pieces.networks, products: pieces.products)
        let content = try BundleContent(manifest, pieces.sources + [.init(BundlePath.sources, .text(Array(sources.utf8)))])
        try content.write(to: output)
        let size = FileStamp(path: output).map { ", \(Terminal.size($0.size))" } ?? ""
        try Terminal.print(
            "\(Session.short(output)): \(manifest.networks.count) networks, \(manifest.products.count) products\(size)")
    }
}

struct StoreImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take trained networks and products from a file of `store export` or `bundle --networks`.",
        discussion: """
            They serve as if they had been trained here, where the sources and the data are the same: `refigure plan` tells. Each is held
            against its digests and must be what its key says; what is damaged is named and left out. Nothing in the store is replaced but
            damaged files. That they were trained as they say is believed; `refigure verify` finds out.
            """)

    @OptionGroup var place: ProjectOptions

    @Argument(help: "The file.", completion: .file())
    var file: String

    func run() throws {
        let project = try Session.project(place.project)
        let store = Store(folder: project.store)
        store.sweep()
        let done = try StoreImport(file, into: store)
        var parts = [
            (done.networks, "network", "networks"), (done.products, "product", "products"),
            (done.weights, "set of weights", "sets of weights"),
        ].filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1 : $2)" }
        if parts.isEmpty { parts = ["nothing"] }
        try Terminal.print("\(parts.joined(separator: ", ")) taken into \(Session.short(store.folder)), \(done.known) were there")
        if done.manifest.sources != SHA256.hex(of: try ReportBundle.sources(project)) {
            try Terminal.remark("note: they are of other sources than this program: `refigure plan` tells which of them serve")
        }
        for mismatch in done.damaged { try Terminal.print("left out: \(mismatch)") }
        for mismatch in done.differing { try Terminal.print("differs: \(mismatch)") }
        if !done.damaged.isEmpty {
            throw Fault(
                "\(done.damaged.count) of its files \(done.damaged.count == 1 ? "is" : "are") damaged", at: file,
                remedy: "fetch or copy it again", status: .data)
        }
        if !done.differing.isEmpty { throw ArgumentParser.ExitCode(ExitStatus.differences.rawValue) }
    }
}
