import ArgumentParser
import Files
import Results

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what changed between two reports, and whether that is more than seeds alone would change.",
        discussion: """
            refigure diff                          the tracked baseline against the last run
            refigure diff HEAD~3                   the baseline that a revision tracks against the last run
            refigure diff HEAD~3 --rebuild         that revision, built and run, against the last run
            refigure diff reports/quick ../old     two reports' folders

            Numbers are compared first, pictures last. diff.html, diff.md and diff.json go to the report's folder. Exit code 1 where
            something changed.
            """)

    @OptionGroup var options: ReportOptions

    @Argument(
        help: "Before: a report's folder or name, a baseline's folder, 'baseline', or a git revision.",
        completion: Completions.sides)
    var before: String = "baseline"

    @Argument(help: "Now: the same; by default the folder of --report.", completion: Completions.sides)
    var now: String?

    @Flag(help: "Check git revisions out beside the project, build and run them, instead of reading the baselines that they track.")
    var rebuild = false

    @Option(help: "What makes the exit code 1: 'changed' (more than seeds), 'noise' (more than tolerances) or 'any' difference.")
    var failOn: ReportDiff.Failing = .changed

    func run() throws {
        let session = try Session(options, network: .never)
        let old = try side(before, session)
        let new = try side(now ?? session.reportFolder, session)
        let (first, second) = (try old.snapshot(session), try new.snapshot(session))
        for notice in first.notices + second.notices { try Terminal.remark("note: \(notice)") }
        var diff = ReportDiff(old: first, new: second)
        let writer = DiffWriter(session: session, old: old, new: new)
        writer.addPictures(to: &diff, first, second)
        let page = try writer.write(diff, first, second)
        try Terminal.print(DiffSummary.text(diff))
        try Terminal.print(Session.short(page))
        if diff.fails(on: failOn) { throw ArgumentParser.ExitCode(ExitStatus.differences.rawValue) }
    }

    private func side(_ name: String, _ session: Session) throws -> DiffSide {
        let side = try DiffSide(name, session: session)
        guard rebuild, case .revision(let revision, _) = side else { return side }
        return .report(folder: try RebuiltRevision(session: session, revision: revision).reportFolder(), name: revision)
    }
}

extension ReportDiff.Failing: ExpressibleByArgument {}
