import Files
import Reports
import Results

/// What changed in a report since its tracked baseline.
struct BaselineChanges {
    let session: Session

    /// Nil for a definition outside the project's reports.
    private var baseline: Baseline? { try? session.baseline() }

    /// The files that it is told from, as text.
    /// - Throws: a `Fault` (status data) where one cannot be read.
    var ingredients: String {
        get throws { try baseline.map { try ReportWriter.digests(of: $0.folder, "/baseline") } ?? "" }
    }

    /// Nil where the report has no baseline. A damaged one is named: it is not what the report is about.
    func since(_ outcome: ReportRun.Outcome) throws -> ReportChanges? {
        guard let baseline else { return nil }
        let command = session.printedCommand("diff")
        do {
            var before = try baseline.snapshot()
            guard !before.figures.isEmpty else { return nil }
            // Of figures that failed the report says so itself.
            let failed = Set(outcome.entries.map(\.id)).subtracting(outcome.snapshots.map(\.result.id))
            before.figures.removeAll { failed.contains($0.result.id) }
            let now = ReportSnapshot(name: session.definition.name, figures: outcome.snapshots)
            return ReportChanges(diff: ReportDiff(old: before, new: now), notices: before.notices, command: command)
        } catch let fault as Fault {
            return ReportChanges(diff: nil, notices: [fault.description], command: command)
        }
    }
}
