import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Rebuild what changed of a report, and print where it is.",
        discussion: """
            Computes the figures that are not up to date, draws them, and writes report.md, index.html and report.pdf to reports/<name>/;
            for a definition elsewhere, to the folder of its name beside it.
            Pages of your own, which the definition lists under 'pages', are looked through first: a name, an equation or a citation that is
            wrong is answered with file and line.
            A figure that fails leaves its error in its place, and the exit code is 70.
            """)

    @OptionGroup var options: ReportOptions
    @OptionGroup var runOptions: RunOptions

    func run() async throws {
        let started = Date()
        let display = ProgressDisplay(quiet: runOptions.quiet)
        let session = try Session(options, network: .whenNeeded, display: display)
        try PageCheck(session: session).check()
        var page = ""
        var pageIsSet = false
        let outcome = try await ReportRun(session: session, options: runOptions, display: display).run(session.definition) {
            let written = try ReportWriter(session: session).write($0)
            page = written.page
            pageIsSet = written.wasSet
            return written.wasSet
        }
        let seconds = Terminal.duration(Date().timeIntervalSince(started))
        try Terminal.print("\(outcome.words(pageIsSet: pageIsSet)), \(seconds)")
        try Terminal.print(Session.short(page))
        if outcome.failed > 0 {
            throw Fault("\(outcome.failed) of \(outcome.entries.count) figures failed; the report shows why", status: .figureFailed)
        }
    }
}
