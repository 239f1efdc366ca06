import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what changed between two reports, and whether that is more than seeds alone would change.",
        discussion: """
            refigure diff                          the tracked baseline against the last run
            refigure diff HEAD~3                   the baseline that a revision tracks against the last run
            refigure diff HEAD~3 --rebuild         that revision, built and run, against the last run
            refigure diff published                the published results against the last run
            refigure diff reports/quick ../old     two reports' folders
            refigure diff HEAD~3 'ablation/*'      some figures only: ids or patterns, behind the sides

            Numbers are compared first, pictures last. diff.html, diff.md and diff.json go to the report's folder. Exit code 1 where
            something changed.
            """)

    @OptionGroup var options: ReportOptions

    @Argument(
        help: ArgumentHelp(
            """
            Before, then now: a report's folder or name, a baseline's folder, 'baseline', 'published', or a git revision; by default the baseline and \
            the folder of --report. Figures' ids or patterns besides: these alone.
            """, valueName: "side|id"),
        completion: Completions.sides)
    var names: [String] = []

    @Flag(help: "Check git revisions out beside the project, build and run them, instead of reading the baselines that they track.")
    var rebuild = false

    @Option(help: "What makes the exit code 1: 'changed' (more than seeds), 'noise' (more than tolerances) or 'any' difference.")
    var failOn: ReportDiff.Failing = .changed

    func run() throws {
        let session = try Session(options, network: .never)
        let (sides, ids) = try Self.told(names, session)
        let old = try side(sides.first ?? "baseline", session)
        let new = try side(sides.count > 1 ? sides[1] : session.reportFolder, session)
        var (first, second) = (try old.snapshot(session), try new.snapshot(session))
        if !ids.isEmpty {
            first.figures.removeAll { !ids.contains($0.result.id) }
            second.figures.removeAll { !ids.contains($0.result.id) }
        }
        for notice in first.notices + second.notices { try Terminal.remark("note: \(notice)") }
        var diff = old.isPublished ? ReportDiff(published: first, new: second) : ReportDiff(old: first, new: second)
        let writer = DiffWriter(session: session, old: old, new: new)
        writer.addPictures(to: &diff, first, second)
        let page = try writer.write(diff, first, second)
        try Terminal.print(DiffSummary.text(diff))
        try Terminal.print(Session.short(page))
        if diff.fails(on: failOn) { throw ArgumentParser.ExitCode(ExitStatus.differences.rawValue) }
    }

    /// The sides and the figures among the names: a figure is what matches an id and is no folder.
    /// - Throws: a `Fault` (status usage) for a third side.
    private static func told(_ names: [String], _ session: Session) throws -> (sides: [String], ids: Set<FigureID>) {
        var sides: [String] = []
        var ids: Set<FigureID> = []
        for name in names {
            if name.contains("/"), !FileManager.default.fileExists(atPath: name), case let found = session.ids(matching: name),
                !found.isEmpty
            {
                ids.formUnion(found)
            } else {
                sides.append(name)
            }
        }
        guard sides.count <= 2 else {
            throw Fault(
                "'\(sides[2])' is a third side to compare", remedy: "give two at most, and figures by id (`refigure list`)",
                status: .usage)
        }
        return (sides, ids)
    }

    private func side(_ name: String, _ session: Session) throws -> DiffSide {
        let side = try DiffSide(name, session: session)
        guard rebuild, case .revision(let revision, _) = side else { return side }
        return .report(folder: try RebuiltRevision(session: session, revision: revision).reportFolder(), name: revision)
    }
}

extension ReportDiff.Failing: ExpressibleByArgument {}
