import ArgumentParser
import Experiments
import Results

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the figures, and where each stands in a report.",
        discussion: "Ids may be patterns: refigure list 'information-plane/*'")

    @OptionGroup var options: ReportOptions

    @Argument(help: "Ids or patterns; without any, all figures.", completion: Completions.figures)
    var ids: [String] = []

    func run() throws {
        let session = try Session(options, network: .never)
        let own = session.definition.entries.filter { entry in !session.registry.experiments.contains { $0.id == entry.id } }
        var wanted = session.registry.experiments.map { (id: $0.id, title: $0.title, paper: $0.paper) }
        // Behind the figures of their papers: those that only this report has.
        wanted += own.map { ($0.id, $0.experiment.title, $0.experiment.paper) }
        if !ids.isEmpty {
            let matched = Set(
                try ids.flatMap { pattern in
                    let found = session.ids(matching: pattern)
                    return try found.isEmpty ? session.registry.matching(pattern).map(\.id) : found
                })
            wanted.removeAll { !matched.contains($0.id) }
        }
        let standings = try session.planner.standings(session.definition)
        for paper in session.papers {
            let figures = wanted.filter { $0.paper == paper }
            guard !figures.isEmpty else { continue }
            try Terminal.print(paper.heading)
            let rows = figures.map { figure -> [String] in
                let standing =
                    switch standings[figure.id] {
                    case nil: "not in report \(session.definition.name)"
                    case .upToDate: "up to date"
                    case .missing: "no result yet"
                    case .damaged: "damaged"
                    case .changed: "out of date"
                    }
                return ["  \(figure.id)", figure.title, standing]
            }
            try Terminal.print(Terminal.table(rows))
        }
    }
}
