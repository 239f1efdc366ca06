import ArgumentParser
import Datasets
import Experiments
import Files
import Foundation
import Results

struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract:
            "Trained networks and results under their keys, in .refigure/: what is there, what no report needs, and how they are shared.",
        subcommands: [StoreCleanCommand.self, StoreExportCommand.self, StoreImportCommand.self],
        defaultSubcommand: StoreCleanCommand.self)
}

struct StoreCleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Say what no report needs and how large it is; with --remove, remove it.",
        discussion: """
            What the reports in reports/ need, as this program and their definitions are now, stays: networks, begun ones too, and
            results. What was computed for other settings, other code or another branch goes, and is computed anew should it come back.
            """)

    @OptionGroup var place: ProjectOptions

    @Option(
        name: .long,
        help: ArgumentHelp("A report's definition outside reports/ that is to count as well; may be repeated.", valueName: "file"),
        completion: .file())
    var also: [String] = []

    @Flag(help: "Remove it.")
    var remove = false

    @Flag(help: "Remove what may be of data sets that are not at hand, too.")
    var standIns = false

    func run() throws {
        let project = try Session.project(place.project)
        let names = project.definitionNames + also
        guard !names.isEmpty else {
            throw Fault(
                "no report is defined", at: project.reports, remedy: "all would be removed: delete \(project.store) for that",
                status: .usage)
        }
        var pieces: Set<CacheKey> = []
        var results: Set<CacheKey> = []
        var missing: Set<DatasetName> = []
        var store = Store(folder: project.store)
        for name in names {
            try Interruption.check()
            let session = try Session(report: name, project: place.project)
            store = session.store
            let needed = try session.planner.keys(of: session.definition)
            pieces.formUnion(needed.pieces)
            results.formUnion(needed.results)
            for selection in session.definition.entries.flatMap(\.needs.allData)
            where try session.library.identity(of: selection).standInFor != nil {
                missing.insert(selection.dataset)
            }
        }
        let holdings = try store.holdings()
        let idle = holdings.filter { !$0.isUnder($0.kind == .result ? results : pieces) }
        try Terminal.print("needed by \(names.joined(separator: ", ")): \(Self.words(holdings.filter { !idle.contains($0) }))")
        try Terminal.print("needed by none: \(Self.words(idle))")
        let away = missing.map(\.rawValue).sorted()
        let doubtful = idle.count { holding in away.contains(where: holding.mayBeOf) }
        let lost = "\(away.joined(separator: " and ")) \(away.count == 1 ? "is" : "are") not at hand"
        let (them, they) = away.count == 1 ? ("it", "it is") : ("them", "they are")
        if doubtful > 0 {
            try Terminal.print("\(lost): \(doubtful) of these may be of \(them), and needed once \(they)")
        }
        let (before, after) = (Self.size(holdings), Self.size(holdings.filter { !idle.contains($0) }))
        guard remove, !idle.isEmpty else {
            let folder = Session.short(store.folder)
            return try Terminal.print(
                idle.isEmpty
                    ? "\(folder): \(before); there is nothing to remove"
                    : "\(folder): \(before) now, \(after) without these; `refigure store clean --remove` removes them")
        }
        guard doubtful == 0 || standIns else {
            throw Fault(
                "\(lost), and \(doubtful) of these may be of \(them)",
                remedy: "set REFIGURE_DATA to a folder or an address that has \(them), or give --stand-ins to remove these too",
                status: .data)
        }
        try store.remove(idle)
        try Terminal.print("\(Session.short(store.folder)): \(before) before, \(after) now")
    }

    /// "812 networks, 41 results, 1.1 GB".
    private static func words(_ holdings: [StoreHolding]) -> String {
        let counts = StoreHolding.Kind.allCases.compactMap { kind in
            let count = holdings.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)\(count == 1 ? "" : "s")"
        }
        return counts.isEmpty ? "nothing" : (counts + [size(holdings)]).joined(separator: ", ")
    }

    private static func size(_ holdings: [StoreHolding]) -> String { Terminal.size(holdings.reduce(0) { $0 + $1.bytes }) }
}
