import ArgumentParser
import Files
import Foundation

/// The command's entry: parses, runs, and words every failure for people.
@main
struct Refigure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refigure",
        abstract: "Regenerate the figures of papers on information in neural networks, and see what changed.",
        discussion: """
            Networks are trained, measured and drawn by this program; nothing is recomputed that is up to date.

              refigure list                        the figures, where each stands
              refigure plan                        what would be computed, and why
              refigure run information-plane/fig1  compute and draw one figure
              refigure report                      all figures and their report
              refigure watch                       the report in the browser, rebuilt at every save
              refigure diff                        what changed since the baseline
              refigure bundle -o quick.tar.zst     the report in one file, to take along
              refigure verify quick.tar.zst        a sample of such a file, trained and computed anew
              refigure measure list                the measures, for your own network's activations
              refigure prune --help                pruning, of your own network

            Reports are defined in reports/*.yml; write your own beside them.
            Exit codes: 0 fine, 1 differences found, 64 wrong use, 65 data missing or damaged, 70 a figure failed, 73 a file could not be written, 130 stopped.
            """,
        version: "0.1.0",
        subcommands: [
            ListCommand.self, PlanCommand.self, RunCommand.self, ReportCommand.self, WatchCommand.self, DiffCommand.self,
            AcceptCommand.self, ClaimsCommand.self, AtlasCommand.self, MeasureCommand.self, PruneCommand.self, DataCommand.self, StoreCommand.self,
            GalleryCommand.self, BundleCommand.self, VerifyCommand.self, ClusterCommand.self, WorkCommand.self,
        ])

    static func main() async {
        Interruption.install()
        do {
            try ProcessStart.prepare()
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            // However late the signal came: a stopped command never ends as if it had not been. To watch ends in no other way.
            if !(command is WatchCommand) { try Interruption.check() }
        } catch let fault as Fault {
            fail("\(fault)", fault.status)
        } catch is CancellationError {
            fail(InterruptionWatch.kept, .interrupted)
        } catch {
            end(with: error)
        }
    }

    private static func fail(_ message: String, _ status: ExitStatus) -> Never {
        let line = "refigure: \(VisibleText.line(message))\n"
        // Where standard error takes nothing, the reason stands where nothing else does.
        if !StandardStream.error.attempt(line), !StandardStream.outputIsUsed, !ProcessStart.wasClosed(.error) {
            StandardStream.output.attempt(line)
        }
        Foundation.exit(status.rawValue)
    }

    /// Says what the parser of arguments has to say (help, a version, scripts of completions, wrong use), or ends as a command asked.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        do {
            if !text.isEmpty { try (code == .success ? StandardStream.output : .error).write(text + "\n") }
        } catch let fault as Fault where code == .success {
            fail("\(fault)", fault.status)
        } catch {
            // What was wrong is told by the exit code, as far as standard error tells nothing.
        }
        Foundation.exit(code.rawValue)
    }
}
