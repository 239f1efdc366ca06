import Experiments
import Files
import Reports
import Watching

/// Brings a report up to date at every save, one after the other, in a process of its own, and tells how that went on standard output.
///
/// What it has made it keeps for the next page. It watches no sources: whoever started it builds them, and starts the new program instead.
struct WatchWorker {
    let options: ReportOptions
    let runOptions: RunOptions

    /// - Throws: `CancellationError` once the user or the process that started this one asks to stop; a `Fault` where there is no such report,
    ///   or standard output takes nothing.
    func run() async throws {
        NewerSources.keepQuiet()
        let project = try ProjectFolder.containing(options.project ?? ".")
        let place = try project.place(ofReport: options.report)
        let saved = SavedFiles(WatchedPlaces.always(place, in: project))
        let memory = ReportMemory()
        var isNamed = false
        let display = ProgressDisplay(quiet: runOptions.quiet)
        var held: HeldReport?
        var earlier: Session?
        var files: Set<String> = []
        while true {
            try say(.init(.began))
            // Also where a mistake in them keeps the definition from being read.
            let pages = WatchedPlaces.pages(of: place)
            if !isNamed { saved.name(pages) }
            do {
                // Words alone were saved: what was found and drawn stands.
                if let held, held.stands, files.allSatisfy({ $0.hasPrefix(project.templates + "/") }) {
                    try held.run.again(held.outcome) { try setPage(held.run.session, $0, memory, leavesPDF: { saved.areThere }) }
                } else {
                    held = nil
                    let session = try Session(options, network: .whenNeeded, display: display, after: earlier)
                    earlier = session
                    saved.name(pages + WatchedPlaces.named(by: session.definition))
                    isNamed = true
                    let run = ReportRun(session: session, options: runOptions, display: display)
                    _ = try await run.run(session.definition) { outcome in
                        held = HeldReport(run, outcome)
                        return try setPage(session, outcome, memory, leavesPDF: { saved.areThere })
                    }
                }
                try say(.init(.ended))
            } catch let fault as Fault where fault.place != "standard output" {
                try say(.init(.failed, faults: [fault.description]))
            } catch is CancellationError where !Interruption.isRequested {
                // The PDF is set once nothing is saved for so long.
            }
            files = try await saved.next(isCancelled: { Interruption.isRequested })
            // Which data there are may be another matter now.
            if files.contains(WatchedPlaces.manifest(of: project)) { (held, earlier) = (nil, nil) }
        }
    }

    private func setPage(
        _ session: Session, _ outcome: ReportRun.Outcome, _ memory: ReportMemory, leavesPDF: @escaping @Sendable () -> Bool
    ) throws -> Bool {
        let writer = ReportWriter(session: session, memory: memory, leavesPDF: leavesPDF)
        return try writer.write(outcome) {
            let failed = outcome.entries.compactMap { entry in
                if case .failure(let message) = entry.outcome { "\(entry.id) failed: \(message)" } else { nil }
            }
            try say(.init(.page, faults: failed))
        }.wasSet
    }

    private func say(_ message: WatchMessage) throws { try StandardStream.output.write(message.line, as: .data) }
}

/// What a run found and drew, as long as nobody else writes it.
private final class HeldReport {
    let run: ReportRun
    let outcome: ReportRun.Outcome
    private var files: FileWatch

    init(_ run: ReportRun, _ outcome: ReportRun.Outcome) {
        self.run = run
        self.outcome = outcome
        files = FileWatch(["results", "figures"].map { "\(run.session.reportFolder)/\($0)" })
    }

    /// Whether the results and pictures stand as they were left.
    var stands: Bool { files.changes().isEmpty }
}
