import Experiments
import Files
import Results

/// What a project tracks of its figures: of each the published result where there is one, otherwise that of a report's baseline.
struct TrackedResults {
    struct Figure {
        var snapshot: FigureSnapshot
        var isPublished: Bool
    }

    /// The report whose baseline it is.
    let report: String
    /// In the registry's order; figures of which nothing is tracked are left out.
    let figures: [Figure]

    /// - Throws: a `Fault`: status data for a damaged file, usage where nothing is tracked.
    init(_ session: Session) throws {
        let published = try Baseline.published(in: session.project.path).snapshot()
        let baseline = try session.baseline().snapshot()
        report = session.definition.name
        figures = session.registry.experiments.compactMap { experiment in
            published[experiment.id].map { Figure(snapshot: $0, isPublished: true) }
                ?? baseline[experiment.id].map { Figure(snapshot: $0, isPublished: false) }
        }
        guard !figures.isEmpty else {
            throw Fault(
                "nothing is published, and there is no baseline of the report '\(report)'",
                remedy: "`\(session.command("accept"))` --reason \"...\" makes one of the last run", status: .usage)
        }
    }

    /// A result to be drawn.
    struct Drawable {
        var file: ResultFile
        var isThinned: Bool
        /// Whether it is of the code at hand, and of a report's definition as it stands.
        var isUpToDate: Bool
    }

    /// The whole result of a tracked one, where a report has it: the same numbers to the bit, at the same settings. Otherwise the tracked
    /// one, whose long series are thinned.
    /// - Parameter reports: those of the project.
    static func whole(_ figure: Figure, in reports: [Session]) throws -> Drawable {
        let tracked = ReportSnapshot(name: "", figures: [figure.snapshot])
        for report in reports {
            let reading = try ResultFile.read(figure.id, inReport: report.reportFolder)
            guard case .valid(let file) = reading else { continue }
            let snapshot = FigureSnapshot(result: file.result, inputs: file.inputs)
            let diff = ReportDiff(old: tracked, new: ReportSnapshot(name: "", figures: [snapshot]))
            guard diff.figures.allSatisfy(\.isIdentical) else { continue }
            let entry = report.definition.entries.first { $0.id == figure.id }
            // Where the data are not at hand nothing is known of the inputs.
            let inputs = entry.flatMap { try? report.keys.inputs(of: $0) }
            let isUpToDate = inputs.map { reading.standing(for: $0) == .upToDate } ?? false
            return Drawable(file: file, isThinned: false, isUpToDate: isUpToDate)
        }
        let file = ResultFile(inputs: figure.snapshot.inputs, result: figure.snapshot.result)
        return Drawable(file: file, isThinned: true, isUpToDate: false)
    }
}

extension TrackedResults.Figure {
    var id: FigureID { snapshot.result.id }
}
