import ArgumentParser
import Experiments
import Files
import Results

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Compute and draw figures, without the report around them.",
        discussion: """
            refigure run information-plane/fig1
            refigure run 'information-plane/*' --report standard

            What is up to date is left as it is. Results and pictures go to reports/<name>/;
            for a definition elsewhere, to the folder of its name beside it.
            """)

    @OptionGroup var options: ReportOptions
    @OptionGroup var runOptions: RunOptions

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() async throws {
        let display = ProgressDisplay(quiet: runOptions.quiet)
        let session = try Session(options, network: .whenNeeded, display: display)
        let definition = try session.definition.selecting(ids, from: session.registry)
        let outcome = try await ReportRun(session: session, options: runOptions, display: display).run(definition)
        for entry in outcome.entries {
            switch entry.outcome {
            case .success(_, _, let files, _):
                let state =
                    outcome.fresh.contains(entry.id)
                    ? "computed"
                    : outcome.restored.contains(entry.id)
                        ? "taken from the store" : outcome.drawn.contains(entry.id) ? "drawn anew" : "up to date"
                try Terminal.print("\(entry.id): \(state): \(Session.short("\(session.reportFolder)/\(files.png ?? files.json)"))")
            case .failure(let message): try Terminal.print("\(entry.id): failed: \(message)")
            case .notRun(let reason): try Terminal.print("\(entry.id): not run: \(reason)")
            }
        }
        if outcome.failed > 0 {
            throw Fault("\(outcome.failed) of \(outcome.entries.count) figures failed", status: .figureFailed)
        }
    }
}
