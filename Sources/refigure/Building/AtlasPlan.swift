import Atlas
import Experiments
import Foundation
import Results

/// What an atlas would compute.
struct AtlasPlan {
    let session: Session

    /// What a run over sets of choices would do.
    struct Sets {
        /// In the order in which they are tried.
        var variations: [Variation]
        var plans: [FigurePlan]
        /// The places of those for which there is time.
        var taken: [Int]

        /// How many sets of a figure there is no time for.
        func left(of figure: FigureID) -> Int {
            variations.count { $0.figure == figure } - taken.count { variations[$0].figure == figure }
        }
    }

    /// - Parameter minutes: by the clock, on all cores of this machine; nil: as many as it takes.
    /// - Throws: as `Planner.plan`.
    func sets(_ variations: [Variation], within minutes: Double?) throws -> Sets {
        let ordered = AtlasBudget.ordered(variations)
        let plans = try session.planner.plan(
            ReportDefinition(place: AtlasPlace.place(of: session), title: "Atlas", about: "", entries: ordered.map(\.entry)),
            drawing: false)
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        let taken =
            minutes.map { minutes in
                AtlasBudget.affordable(
                    ordered, seconds: plans.map { $0.isDue ? $0.expectedSeconds : 0 }, within: 60 * minutes * cores)
            } ?? Array(ordered.indices)
        return Sets(variations: ordered, plans: plans, taken: taken)
    }

    /// Prints a line a figure, and what it comes to. Networks that several sets of choices or figures share are counted where they first
    /// stand.
    /// - Throws: as `Planner.plan`.
    func tell(_ definition: ReportDefinition, _ variations: [Variation], within minutes: Double?) throws {
        let sets = try sets(variations, within: minutes)
        let rows = definition.entries.map { entry in
            let own = sets.taken.filter { sets.variations[$0].figure == entry.id }.map { sets.plans[$0] }
            let (due, left) = (own.filter(\.isDue), sets.left(of: entry.id))
            let count = "\(own.count) set\(own.count == 1 ? "" : "s") of choices"
            return [
                "\(entry.id)", count, due.isEmpty ? "" : "\(due.count) to compute", due.isEmpty ? "" : PlanWords.cost(due),
                left == 0 ? "" : "no time for \(left)",
            ]
        }
        try Terminal.print(Terminal.table(rows))
        let due = sets.taken.map { sets.plans[$0] }.filter(\.isDue)
        guard !due.isEmpty else { return try Terminal.print("nothing to compute: every claim can be judged from what is there") }
        try Terminal.print(
            "\(due.count) of \(sets.plans.count) sets of choices to compute, \(PlanWords.training(due)), \(PlanWords.duration(of: due))"
        )
    }
}
