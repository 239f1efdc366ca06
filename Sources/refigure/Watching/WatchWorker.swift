import Experiments
import Files
import Reports
import Watching

/// Brings a report up to date at every save, one after the other, in a process of its own, and tells how that went on standard output.
///
/// What it has drawn it keeps for the next page. It watches no sources: whoever started it builds them, and starts the new program instead.
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
        let drawings = PageDrawings()
        var isNamed = false
        let display = ProgressDisplay(quiet: runOptions.quiet)
        while true {
            try say(.init(.began))
            // Also where a mistake in them keeps the definition from being read.
            let pages = WatchedPlaces.pages(of: place)
            if !isNamed { saved.name(pages) }
            do {
                let session = try Session(options, network: .whenNeeded, display: display)
                saved.name(pages + WatchedPlaces.named(by: session.definition))
                isNamed = true
                try await bringUpToDate(session, display, drawings, leavesPDF: { saved.areThere })
                try say(.init(.ended))
            } catch let fault as Fault where fault.place != "standard output" {
                try say(.init(.failed, faults: [fault.description]))
            } catch is CancellationError where !Interruption.isRequested {
                // The PDF is set once nothing is saved for so long.
            }
            _ = try await saved.next(isCancelled: { Interruption.isRequested })
        }
    }

    private func bringUpToDate(
        _ session: Session, _ display: ProgressDisplay, _ drawings: PageDrawings, leavesPDF: @escaping @Sendable () -> Bool
    ) async throws {
        let run = ReportRun(session: session, options: runOptions, display: display)
        _ = try await run.run(session.definition) { outcome in
            let writer = ReportWriter(session: session, drawings: drawings, leavesPDF: leavesPDF)
            return try writer.write(outcome) {
                let failed = outcome.entries.compactMap { entry in
                    if case .failure(let message) = entry.outcome { "\(entry.id) failed: \(message)" } else { nil }
                }
                try say(.init(.page, faults: failed))
            }.wasSet
        }
    }

    private func say(_ message: WatchMessage) throws { try StandardStream.output.write(message.line, as: .data) }
}
