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
        let wanted = try ids.isEmpty ? session.registry.experiments : session.registry.matchingAny(ids)
        let standings = try session.planner.standings(session.definition)
        for paper in session.registry.papers {
            let experiments = wanted.filter { $0.paper == paper }
            guard !experiments.isEmpty else { continue }
            try Terminal.print("\(paper.title) (\(paper.year))")
            let rows = experiments.map { experiment -> [String] in
                let standing =
                    switch standings[experiment.id] {
                    case nil: "not in report \(session.definition.name)"
                    case .upToDate: "up to date"
                    case .missing: "no result yet"
                    case .damaged: "damaged"
                    case .changed: "out of date"
                    }
                return ["  \(experiment.id)", experiment.title, standing]
            }
            try Terminal.print(Terminal.table(rows))
        }
    }
}
