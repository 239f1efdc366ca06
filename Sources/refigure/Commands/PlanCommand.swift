import ArgumentParser
import Experiments
import Foundation
import NumericCore
import Results

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say for each figure of a report whether it is up to date, or which input changed and what that costs.",
        discussion: """
            The cost is that of earlier runs on this machine, in seconds of one core, or an estimate ("about"); networks that two figures
            share are counted once.
            Some figures need further networks that depend on what is found in their first ones: these are counted once the first ones
            are trained, for which the plan looks into them. Nothing is trained, fetched or written.
            """)

    @OptionGroup var options: ReportOptions

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() throws {
        let session = try Session(options, network: .never)
        let wanted = try session.definition.selecting(ids, from: session.registry)
        var notes: [String] = []
        _ = session.store.costs { notes.append($0) }
        for note in notes { try Terminal.remark("note: \(note)") }
        let plans = try session.planner.plan(wanted)
        try Terminal.print(Terminal.table(plans.map { ["\($0.id)", Self.cost($0), "\($0.standing)"] }))
        for lost in try session.planner.lostData(wanted) {
            try Terminal.print(
                "\(lost); `\(session.command("report"))` fetches it, or asks for --stand-ins before it computes from \(lost.standIn)"
            )
        }
        let due = plans.filter { $0.standing != .upToDate }
        guard !due.isEmpty else { return try Terminal.print("everything is up to date") }
        let further = due.contains(where: \.hasUnknownJobs)
        let seconds = due.map(\.expectedSeconds).reduce(0, +) + (ids.isEmpty ? session.planner.settingSeconds(wanted) : 0)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let shared = seconds / Double(cores)
        let doubt = further ? "at least " : due.contains(where: \.isEstimated) ? "about " : ""
        let wall = cores == 1 ? "" : ", \(Terminal.duration(shared)) on \(cores)"
        let networks = due.map(\.missingJobs).reduce(0, +)
        try Terminal.print(
            "\(due.count) of \(plans.count) figures to compute, \(networks) networks to train"
                + (further ? " and further ones, known once these are trained" : "")
                + ", \(doubt)\(Terminal.duration(seconds)) of one core\(wall)")
    }

    private static func cost(_ plan: FigurePlan) -> String {
        if plan.standing == .upToDate { return "" }
        var text = plan.missingJobs == 0 ? "no training" : "\(plan.missingJobs) of \(plan.jobs) networks"
        if plan.hasUnknownJobs { text = plan.missingJobs == 0 ? "further networks" : "\(text) and further ones" }
        let doubt = plan.hasUnknownJobs ? "at least " : plan.isEstimated ? "about " : ""
        return "\(text), \(doubt)\(Terminal.duration(plan.expectedSeconds))"
    }
}
