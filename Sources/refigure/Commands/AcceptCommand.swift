import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct AcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take the last run's numbers as the baseline, with a reason.",
        discussion: """
            Copies the results, rounded and thinned as each file says, to reports/baseline/<report>/, and adds a line a figure to its log.
            Figures that are as in the baseline are left alone. Commit the folder: `refigure diff` compares with it.
            """)

    @OptionGroup var options: ReportOptions

    @Option(help: "Why the numbers changed, for the log.")
    var reason: String?

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() throws {
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw Fault(
                "nothing is accepted without a reason",
                remedy: "say why the numbers changed: --reason \"...\" (make accept REASON=\"...\")",
                status: .usage)
        }
        let session = try Session(options, network: .never)
        let baseline = Baseline(project: session.project.path, report: session.definition.name)
        let files = try session.definition.selecting(ids, from: session.registry).entries.map { try Self.result(of: $0, session) }
        let pictures = Dictionary(
            uniqueKeysWithValues: files.compactMap { file in
                DiffSide.picture(of: file.result.id, in: session.reportFolder).map { (file.result.id, $0) }
            })
        let run = ReportSnapshot(
            name: session.reportFolder,
            figures: files.map { FigureSnapshot(result: $0.result, inputs: $0.inputs, picture: pictures[$0.result.id]) })
        var earlier = try baseline.snapshot()
        earlier.figures = earlier.figures.filter { run[$0.result.id] != nil }
        let diff = ReportDiff(old: earlier, new: run)
        let differing = diff.figures.filter { !$0.isIdentical || earlier[$0.id]?.picture != run[$0.id]?.picture }
        guard !differing.isEmpty else { return try Terminal.print("the baseline holds these numbers already") }
        let changes = Dictionary(uniqueKeysWithValues: differing.map { ($0.id, Self.words($0)) })
        let revision = Provenance.revision(ofFolder: session.project.path)
        try baseline.accept(
            files.filter { changes[$0.result.id] != nil }, changes: changes, pictures: pictures, reason: reason,
            commit: revision.commit,
            dirty: revision.dirty)
        try Terminal.print(Terminal.table(differing.map { ["\($0.id)", changes[$0.id] ?? ""] }))
        try Terminal.print(Session.short(baseline.log))
    }

    private static func words(_ figure: FigureDiff) -> String {
        if figure.verdict == .new { return "accepted for the first time" }
        let parts = figure.settings.map(\.description) + [figure.isIdentical ? "another picture" : figure.summary]
        return parts.joined(separator: "; ")
    }

    /// A figure's result, where it is whole and of the code at hand.
    private static func result(of entry: ReportDefinition.Entry, _ session: Session) throws -> ResultFile {
        let path = ResultFile.path(of: entry.id, inReport: session.reportFolder)
        let reading = try ResultFile.read(path)
        let standing = reading.standing(for: try session.keys.inputs(of: entry))
        guard case .valid(let file) = reading, standing == .upToDate else {
            throw Fault(
                "\(entry.id) is not up to date: \(standing)", at: path, remedy: "run `\(session.command("report"))` first",
                status: .usage)
        }
        return file
    }
}
