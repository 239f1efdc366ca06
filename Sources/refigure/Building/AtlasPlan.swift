import Atlas
import Experiments
import Results

/// What an atlas would compute.
struct AtlasPlan {
    let session: Session

    /// Prints a line a figure, and what it comes to. Networks that several sets of choices or figures share are counted where they first
    /// stand.
    /// - Throws: as `Planner.plan`.
    func tell(_ definition: ReportDefinition, _ variations: [Variation]) throws {
        let place = AtlasPlace.place(of: session)
        let plans = try session.planner.plan(
            ReportDefinition(place: place, title: "Atlas", about: "", entries: variations.map(\.entry)), drawing: false)
        let rows = definition.entries.map { entry in
            let own = zip(variations, plans).filter { $0.0.figure == entry.id }.map(\.1)
            let due = own.filter(\.isDue)
            let sets = "\(own.count) set\(own.count == 1 ? "" : "s") of choices"
            return ["\(entry.id)", sets, due.isEmpty ? "" : "\(due.count) to compute", due.isEmpty ? "" : PlanWords.cost(due)]
        }
        try Terminal.print(Terminal.table(rows))
        let due = plans.filter(\.isDue)
        guard !due.isEmpty else { return try Terminal.print("nothing to compute: every claim can be judged from what is there") }
        try Terminal.print(
            "\(due.count) of \(plans.count) sets of choices to compute, \(PlanWords.training(due)), \(PlanWords.duration(of: due))")
    }
}
