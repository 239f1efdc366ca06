import ArgumentParser
import Clusters
import Experiments
import Files
import NumericCore
import Results

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say for each figure of a report whether it is up to date, or which input changed and what that costs.",
        discussion: """
            The cost is that of earlier runs on this machine, in seconds of one core, or an estimate ("about"); networks that two figures
            share are counted once.
            Some figures need further networks that depend on what is found in their first ones: which these are is known once the first
            ones are trained, for which the plan looks into them. Nothing is trained, fetched or written.
            """)

    @OptionGroup var options: ReportOptions

    @Option(
        help: ArgumentHelp(
            "Say how long it would take on so many cores, those of a cluster for example; may be repeated.", valueName: "number"))
    var cores: [Int] = []

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func validate() throws {
        if let wrong = cores.first(where: { !(1...1_000_000).contains($0) }) {
            throw ValidationError("--cores takes a number from 1 to 1000000, not \(wrong)")
        }
    }

    func run() throws {
        let session = try Session(options, network: .never)
        try PageCheck(session: session).check()
        let wanted = try session.definition.selecting(ids, from: session.registry)
        var notes: [String] = []
        _ = session.store.costs { notes.append($0) }
        for note in notes { try Terminal.remark("note: \(note)") }
        let plans = try session.planner.plan(wanted)
        let maker = PictureMaker(session: session)
        // Pictures that are drawn anew of results that stand.
        var redrawn: [FigureID: Standing] = [:]
        for (entry, plan) in zip(wanted.entries, plans) where plan.standing == .upToDate {
            try Interruption.check()
            guard let file = plan.result, let standing = try maker.standing(entry, file) else { continue }
            if standing != .upToDate { redrawn[entry.id] = standing }
        }
        try Terminal.print(
            Terminal.table(
                plans.map { plan in
                    let drawing = redrawn[plan.id]
                    return ["\(plan.id)", drawing == nil ? Self.cost(plan) : "drawn anew", "\(drawing ?? plan.standing)"]
                }))
        for lost in try session.planner.lostData(wanted) {
            try Terminal.print(
                "\(lost); `\(session.command("report"))` fetches it, or asks for --stand-ins before it computes from \(lost.standIn)"
            )
        }
        let due = plans.filter(\.isDue)
        let restored = plans.filter { $0.standing != .upToDate && !$0.isDue }
        var parts: [String] = []
        if !due.isEmpty {
            parts.append("\(due.count) of \(plans.count) figures to compute, \(PlanWords.training(due))")
        }
        if !restored.isEmpty { parts.append("\(restored.count) to take from the store") }
        if !redrawn.isEmpty { parts.append("\(redrawn.count) picture\(redrawn.count == 1 ? "" : "s") to draw anew") }
        // Of a part of the report nothing is set.
        let setsPage = try ids.isEmpty && (!parts.isEmpty || !isPageUpToDate(session, zip(wanted.entries, plans)))
        guard !parts.isEmpty || setsPage else { return try Terminal.print("everything is up to date") }
        if due.isEmpty { parts.append("nothing to compute") }
        if setsPage { parts.append("the page and the PDF to set anew") }
        let changed = Set(redrawn.keys).union(restored.map(\.id))
        let drawing = wanted.entries.filter { changed.contains($0.id) }.map(session.planner.drawingSeconds).reduce(0, +)
        let setting = setsPage ? session.planner.settingSeconds(wanted) : 0
        try Terminal.print("\(parts.joined(separator: ", ")), \(PlanWords.duration(of: due, besides: drawing + setting))")
        for line in CoreWords.lines(due, cores: cores) { try Terminal.print(line) }
    }

    /// Whether the page around results and pictures that all stand would be set as it is.
    private func isPageUpToDate(
        _ session: Session, _ figures: Zip2Sequence<[ReportDefinition.Entry], [FigurePlan]>
    ) throws -> Bool {
        let files = figures.compactMap { entry, plan in plan.result.map { (entry, $0) } }
        let run = ReportRun(session: session, options: RunOptions(), display: ProgressDisplay(quiet: true))
        return try ReportWriter(session: session).isUpToDate(run.standing(files))
    }

    private static func cost(_ plan: FigurePlan) -> String {
        guard plan.isDue else { return plan.standing == .upToDate ? "" : "taken from the store" }
        return PlanWords.cost([plan])
    }
}
