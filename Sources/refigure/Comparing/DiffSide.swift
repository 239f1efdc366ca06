import CairoCanvas
import Experiments
import Files
import Foundation
import Results

/// One side of a comparison as the user names it.
enum DiffSide {
    /// A folder that a run wrote.
    case report(folder: String, name: String)
    case baseline(Baseline)
    /// A git revision, and the baseline of which it is to tell.
    case revision(String, Baseline)

    /// Reads a name: a folder (of a report or of a baseline), "baseline", "published", a report's name, or a git revision.
    /// - Throws: a `Fault` where the report has no baseline because its definition lies elsewhere.
    init(_ name: String, session: Session) throws {
        let baselines = "\(session.project.reports)/baseline/"
        let path = URL(fileURLWithPath: name).standardizedFileURL.path
        if Folder.exists("\(path)/results") {
            self = .report(folder: path, name: session.inProject(path) == path ? name : session.inProject(path))
        } else if name == "baseline" {
            self = .baseline(try session.baseline())
        } else if name == "published" || path == "\(session.project.reports)/published" {
            self = .baseline(.published(in: session.project.path))
        } else if Folder.exists(path), path.hasPrefix(baselines), !path.dropFirst(baselines.count).contains("/") {
            self = .baseline(Baseline(project: session.project.path, report: String(path.dropFirst(baselines.count))))
        } else if !name.contains("/"), Folder.exists("\(session.project.report(name))/results") {
            self = .report(folder: session.project.report(name), name: "reports/\(name)")
        } else {
            self = .revision(name, try session.baseline())
        }
    }

    /// Whether it is what the project publishes: figures that are not there are not published yet.
    var isPublished: Bool {
        if case .baseline(let baseline) = self { baseline.report == nil } else { false }
    }

    /// The report's folder, where its pictures are; nil for a baseline.
    var folder: String? {
        if case .report(let folder, _) = self { folder } else { nil }
    }

    /// - Throws: a `Fault` where there is nothing to compare.
    func snapshot(_ session: Session) throws -> ReportSnapshot {
        switch self {
        case .report(let folder, let name):
            var snapshot = try ReportSnapshot(readingReport: folder, name: name)
            for place in snapshot.figures.indices {
                snapshot.figures[place].picture = Self.picture(of: snapshot.figures[place].result.id, in: folder)
            }
            if folder == session.reportFolder { try Self.noteStandings(&snapshot, session) }
            return snapshot
        case .baseline(let baseline):
            let snapshot = try baseline.snapshot()
            guard snapshot.figures.isEmpty else { return snapshot }
            guard let report = baseline.report else {
                throw Fault(
                    "nothing is published yet", at: Session.short(baseline.folder),
                    remedy: "`refigure accept --as published --report paper --reason \"...\"` publishes the last run's results",
                    status: .usage)
            }
            throw Fault(
                "there is no baseline of the report '\(report)'",
                remedy:
                    "`\(ShellCommand.refigure(["accept"] + ShellCommand.option("--report", report))) --reason \"...\"` makes one of the last run",
                status: .usage)
        case .revision(let revision, let baseline): return try baseline.snapshot(at: revision)
        }
    }

    /// Says of each figure of the session's own report why it is not up to date.
    private static func noteStandings(_ snapshot: inout ReportSnapshot, _ session: Session) throws {
        for entry in session.definition.entries {
            try Interruption.check()
            guard let place = snapshot.figures.firstIndex(where: { $0.result.id == entry.id }) else { continue }
            let changes = try session.keys.inputs(of: entry).differences(from: snapshot.figures[place].inputs)
            if !changes.isEmpty { snapshot.figures[place].outOfDate = changes.map(\.description).joined(separator: ", ") }
        }
    }

    /// A digest of what a figure's PNG shows; nil where there is none.
    static func picture(of id: FigureID, in folder: String) -> String? {
        (try? PlainFile.bytes("\(folder)/figures/\(id.fileName).png")).map { PixelDifference.digest(ofPNG: $0) }
    }
}
