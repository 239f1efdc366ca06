import Files

/// Accepted numbers, one file a figure, with a log of what was accepted and why: of a report (reports/baseline/<report>/), or those that
/// the project publishes (reports/published/).
public struct Baseline: Sendable {
    /// The project's folder.
    public let project: String
    /// The report's name: "quick"; nil for what is published, which any report may give.
    public let report: String?

    public init(project: String, report: String) {
        self.project = project
        self.report = report
    }

    private init(publishedIn project: String) {
        self.project = project
        report = nil
    }

    /// The published results of a project.
    public static func published(in project: String) -> Baseline { Baseline(publishedIn: project) }

    /// Of all baselines; what is published stands apart from these.
    var allFolder: String { "\(project)/reports/\(report == nil ? "published" : "baseline")" }
    /// Relative to the project's folder.
    var path: String { report.map { "reports/baseline/\($0)" } ?? "reports/published" }
    /// For people: "the baseline of quick", "the published results".
    public var name: String { report.map { "the baseline of \($0)" } ?? "the published results" }
    /// What is accepted into it, for people.
    var kind: String { report == nil ? "published results" : "baselines" }
    package var folder: String { "\(project)/\(path)" }
    /// The names of the figures' files; none where there is no baseline.
    var figureNames: [String] { get throws { try Folder.namesIfThere(in: folder, endingIn: ".json") ?? [] } }
    /// The log's file.
    public var log: String { "\(folder)/log.md" }

    /// All baselines of a project together stay below this many bytes, and so does what is published.
    public static let limit = 8_000_000

    /// The baseline as it is on the disk; no figures where there is none. Where an acceptance was stopped half way, it is read as if that
    /// had ended.
    /// - Throws: a `Fault` (status data) for a damaged file.
    public func snapshot() throws -> ReportSnapshot {
        // Some acceptances may come or go meanwhile, and each look is short.
        for _ in 0..<10 {
            let before = try State(self)
            let stopped = before.begun?.figures ?? []
            let names = Set(try figureNames + stopped.map(\.name)).sorted()
            let files = try concurrently(names) { name -> BaselineFile? in
                let text =
                    try stopped.first { $0.name == name }.map { [UInt8]($0.text.utf8) } ?? PlainFile.read("\(folder)/\(name)")
                return try text.map { try BaselineFile(reading: $0, name: name, at: "\(path)/\(name)") }
            }
            guard try State(self) == before, !files.contains(where: { $0 == nil }) else { continue }
            var notices: [String] = []
            if !stopped.isEmpty {
                notices.append("\(path): an acceptance was stopped half way; `refigure accept` ends it")
            }
            let unsealed = files.count { $0?.isSealed == false }
            if unsealed > 0 {
                notices.append(
                    "\(path): \(unsealed) of \(files.count) files have no digest, so damage to them goes unseen; `refigure accept` adds it"
                )
            }
            return ReportSnapshot(name: name, figures: files.compactMap { $0?.snapshot }, notices: notices)
        }
        throw Fault(
            "changes while it is read, or names files that are not there", at: folder, remedy: "run the command again",
            status: .data)
    }

    /// The baseline that a git revision tracks.
    /// - Throws: a `Fault`: status usage for a revision that is none or without a baseline of this report, data for a damaged file.
    public func snapshot(at revision: String) throws -> ReportSnapshot {
        let git = GitRepository(folder: project)
        let commit = try git.commit(revision)
        @Sendable func ask(_ arguments: [String], about place: String) throws -> [UInt8] {
            do {
                return try git.bytes(arguments)
            } catch let refusal as GitRepository.Refusal {
                throw Fault("cannot be read: \(refusal)", at: place, remedy: "check the repository with `git fsck`", status: .data)
            }
        }
        let listing = try ask(["ls-tree", "-z", "--name-only", commit, "--", "\(path)/"], about: "\(revision):\(path)")
        let paths = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasSuffix(".json") }
        guard !paths.isEmpty else {
            throw Fault(
                report.map { "\(revision) tracks no baseline of the report '\($0)'" } ?? "\(revision) tracks no published results",
                remedy: "--rebuild checks the revision out, builds it and runs the report", status: .usage)
        }
        let figures = try concurrently(paths) { path in
            let place = "\(revision):\(path)"
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return try BaselineFile(reading: try ask(["show", "\(commit):./\(path)"], about: place), name: name, at: place).snapshot
        }
        return ReportSnapshot(name: "\(name) at \(revision)", figures: figures)
    }

    /// What shows whether an acceptance came or went.
    private struct State: Equatable {
        var log: [UInt8]?
        var pending: PendingAcceptance?

        init(_ baseline: Baseline) throws {
            pending = try PendingAcceptance.read(baseline)
            log = try PlainFile.read(baseline.log)
        }

        /// The acceptance that was stopped after its lines came to the log.
        var begun: PendingAcceptance? {
            pending.flatMap { $0.isBegun(in: log) ? $0 : nil }
        }
    }
}
