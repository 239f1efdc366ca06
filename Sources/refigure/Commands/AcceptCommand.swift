import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct AcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take the last run's numbers as the baseline, or publish them, with a reason.",
        discussion: """
            Copies the results, rounded and thinned as each file says, to reports/baseline/<report>/, and adds a line a figure to its log.
            Figures that are as in the baseline are left alone. Commit the folder: `refigure diff` compares with it.

            With --as published they go to reports/published/: the results that README shows and `refigure diff published` compares with.
            Stand-ins are never published, and other settings than the paper's only where the report's definition says 'publishes: true'.
            """)

    @OptionGroup var options: ReportOptions

    @Option(name: .customLong("as"), help: "What they are taken as: the report's baseline, or what the project publishes.")
    var target = Target.baseline

    @Option(help: "Why the numbers changed, for the log.")
    var reason: String?

    @Flag(help: "Accept numbers of stand-ins in the place of those of the papers' data.")
    var standIns = false

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    enum Target: String, CaseIterable, ExpressibleByArgument {
        case baseline, published
    }

    func run() throws {
        guard let reason, reason.contains(where: { !$0.isWhitespace }) else {
            throw Fault(
                "nothing is accepted without a reason",
                remedy: "say why the numbers changed: --reason \"...\" (make accept REASON=\"...\")",
                status: .usage)
        }
        let session = try Session(options, network: .never)
        let baseline = try target == .baseline ? session.baseline() : .published(in: session.project.path)
        let maker = PictureMaker(session: session)
        let run = try session.definition.selecting(ids, from: session.registry).entries.map { entry in
            try Interruption.check()
            let file = try Self.result(of: entry, session)
            return (file: file, picture: try Self.picture(of: entry, file, maker))
        }
        if target == .published { try Publishing.check(run.map(\.file.result), session, standIns: standIns) }
        var notes: [String] = []
        let revision = Provenance.revision(ofFolder: session.project.path) { notes.append($0) }
        for note in notes { try Terminal.remark("note: \(note)") }
        let outcome = try baseline.accept(
            run.map(\.file.result.id), on: .init(reason: reason, commit: revision.commit, dirty: revision.dirty),
            cancelled: { Interruption.isRequested },
            choose: { holdings in
                if !standIns { try Self.refuseStandIns(run.map(\.file.result), holdings, session) }
                var changes = Self.changes(run, against: holdings)
                if target == .published {
                    for place in changes.indices {
                        changes[place].change +=
                            "; report \(session.definition.name), \(Publishing.scale(of: changes[place].file.result))"
                    }
                }
                return changes
            })

        if !outcome.ended.isEmpty {
            let left =
                outcome.left.isEmpty
                ? "" : "; left as they are, since they changed meanwhile: \(outcome.left.joined(separator: ", "))"
            try Terminal.print(
                "an acceptance that was stopped is ended, with its own reason: \(outcome.ended.joined(separator: ", "))\(left)")
        }
        if outcome.sealed > 0 { try Terminal.print("\(outcome.sealed) figures have a digest now; their numbers are as they were") }
        guard !outcome.accepted.isEmpty else {
            return try Terminal.print("\(baseline.name) \(target == .baseline ? "holds" : "hold") these numbers already")
        }
        try Terminal.print(Terminal.table(outcome.accepted.map { ["\($0.file.result.id)", $0.change] }))
        try Terminal.print(Session.short(baseline.log) + (outcome.logBeginsAnew ? " was gone, and begins anew" : ""))
    }

    /// The figures that differ from the baseline, what changed most first.
    private static func changes(_ run: [(file: ResultFile, picture: String?)], against holdings: Baseline.Holdings)
        -> [Baseline.Acceptance]
    {
        let now = ReportSnapshot(
            name: "", figures: run.map { FigureSnapshot(result: $0.file.result, inputs: $0.file.inputs, picture: $0.picture) })
        let earlier = holdings.snapshot
        return ReportDiff(old: earlier, new: now).figures.compactMap { figure in
            guard !figure.isIdentical || earlier[figure.id]?.picture != now[figure.id]?.picture,
                let (file, picture) = run.first(where: { $0.file.result.id == figure.id })
            else { return nil }
            let damage = holdings.damaged[figure.id].map { "in place of a file that \($0)" }
            return Baseline.Acceptance(file, picture: picture, change: damage ?? words(figure))
        }
    }

    /// - Throws: a `Fault` where stand-ins would take the place of data that the baseline is from.
    private static func refuseStandIns(_ run: [FigureResult], _ holdings: Baseline.Holdings, _ session: Session) throws {
        let replaced = run.filter { result in
            guard let before = holdings.snapshot[result.id]?.result else { return false }
            return !result.standIns.isSubset(of: before.standIns)
        }
        guard !replaced.isEmpty else { return }
        let data = Set(replaced.flatMap(\.standIns)).sorted().joined(separator: " and ")
        throw Fault(
            "\(replaced.count) figure\(replaced.count == 1 ? "" : "s") would be accepted on stand-ins for \(data): the baseline is from the data",
            remedy:
                "`make data` fetches them, `\(session.command("report"))` computes from them; or give --stand-ins, or the ids of other figures",
            status: .data)
    }

    private static func words(_ figure: FigureDiff) -> String {
        if figure.verdict == .new { return "accepted for the first time" }
        let parts = figure.settings.map(\.description) + [figure.isIdentical ? "another picture" : figure.summary]
        return parts.joined(separator: "; ")
    }

    /// A figure's result, where it is whole and of the code at hand.
    private static func result(of entry: ReportDefinition.Entry, _ session: Session) throws -> ResultFile {
        let reading = try ResultFile.read(entry.id, inReport: session.reportFolder)
        let standing = reading.standing(for: try session.keys.inputs(of: entry))
        if case .valid(let file) = reading, standing == .upToDate { return file }
        var status = ExitStatus.usage
        if case .damaged = standing { status = .data }
        throw Fault(
            "\(entry.id) is not up to date: \(standing)",
            at: Session.short(ResultFile.path(of: entry.id, inReport: session.reportFolder)),
            remedy: "run `\(session.command("report"))` first", status: status)
    }

    /// A digest of what the figure's picture shows, where it is whole and drawn from the result; nil for a table.
    private static func picture(of entry: ReportDefinition.Entry, _ file: ResultFile, _ maker: PictureMaker) throws -> String? {
        let folder = maker.session.reportFolder
        guard entry.experiment.chart(file.result) != nil else { return nil }
        let stamp = Stamp.path(of: entry.id, inReport: folder)
        let standing = try Stamp.read(stamp).standing(for: maker.inputs(entry, file))
        guard standing == .upToDate, let digest = DiffSide.picture(of: entry.id, in: folder) else {
            throw Fault(
                "the picture of \(entry.id) is not up to date: \(standing)", at: Session.short(stamp),
                remedy: "run `\(maker.session.command("report"))` first", status: .usage)
        }
        return digest
    }
}
