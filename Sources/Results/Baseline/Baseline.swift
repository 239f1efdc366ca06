import Files
import Foundation
import Synchronization

/// The accepted numbers of a report: reports/baseline/<report>/, one file a figure, with a log of what was accepted and why.
public struct Baseline: Sendable {
    /// The project's folder.
    public let project: String
    /// The report's name: "quick".
    public let report: String

    public init(project: String, report: String) {
        self.project = project
        self.report = report
    }

    /// Relative to the project's folder.
    private var path: String { "reports/baseline/\(report)" }
    private var folder: String { "\(project)/\(path)" }
    /// The log's file.
    public var log: String { "\(folder)/log.md" }

    /// All baselines of a project together stay below this many bytes.
    public static let limit = 5_000_000

    /// The baseline as it is on the disk; no figures where there is none.
    /// - Throws: a `Fault` (status data) for a damaged file.
    public func snapshot() throws -> ReportSnapshot {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".json") }.sorted()
        let figures = try concurrently(names) { name in
            let path = "\(folder)/\(name)"
            guard let text = try PlainFile.read(path) else { throw Fault("is gone", at: path, status: .data) }
            return try BaselineFile(reading: text, at: path).snapshot
        }
        return ReportSnapshot(name: "the baseline of \(report)", figures: figures)
    }

    /// The baseline that a git revision tracks.
    /// - Throws: a `Fault` (status usage) for a revision that is none, or without a baseline of this report.
    public func snapshot(at revision: String) throws -> ReportSnapshot {
        let git = GitRepository(folder: project)
        let commit = try git.commit(revision)
        let names = (git.output(["ls-tree", "--name-only", commit, "--", "\(path)/"]) ?? "").split(separator: "\n").map(String.init)
            .filter { $0.hasSuffix(".json") }
        guard !names.isEmpty else {
            throw Fault(
                "\(revision) tracks no baseline of the report '\(report)'",
                remedy: "--rebuild checks the revision out, builds it and runs the report", status: .usage)
        }
        let figures = try concurrently(names) { name in
            guard let text = git.bytes(["show", "\(commit):./\(name)"]) else {
                throw Fault("cannot be read from \(revision)", at: name, status: .data)
            }
            return try BaselineFile(reading: text, at: "\(revision):\(name)").snapshot
        }
        return ReportSnapshot(name: "the baseline of \(report) at \(revision)", figures: figures)
    }

    /// Takes results as the new baseline, and says so in the log.
    /// - Parameters:
    ///   - changes: what changed of each figure against the baseline before.
    ///   - pictures: digests of what the figures' PNGs show.
    ///   - commit: the commit whose code computed the results; nil outside a repository.
    ///   - dirty: whether tracked files differed from it.
    /// - Throws: a `Fault` where a file cannot be written, or all baselines together would pass the limit.
    public func accept(
        _ files: [ResultFile], changes: [FigureID: String], pictures: [FigureID: String] = [:], reason: String, commit: String?,
        dirty: Bool
    ) throws {
        var writing: [(path: String, text: [UInt8])] = []
        for file in files {
            let baseline = BaselineFile(file, picture: pictures[file.result.id])
            writing.append(("\(folder)/\(file.result.id.fileName).json", try baseline.text))
        }
        let replaced = Set(writing.map(\.path))
        let kept = Self.sizes(below: "\(project)/reports/baseline").filter { !replaced.contains($0.key) }.values.reduce(0, +)
        let total = kept + writing.reduce(0) { $0 + $1.text.count }
        guard total <= Self.limit else {
            throw Fault(
                "all baselines together would have \(total) bytes, more than \(Self.limit)", at: folder,
                remedy: "accept fewer figures, or remove baselines that nobody compares with", status: .usage)
        }
        for (path, text) in writing { try AtomicFile.write(text, to: path) }
        let origin = commit.map { "commit \($0.prefix(12))\(dirty ? " with changes" : "")" } ?? "no commit"
        let lines = files.map { file in
            "- \(file.result.id): \(Self.oneLine(changes[file.result.id] ?? "accepted")). Reason: \(Self.oneLine(reason)). (\(origin))\n"
        }
        let earlier = try PlainFile.read(log).map { String(decoding: $0, as: UTF8.self) } ?? Self.head
        try AtomicFile.write(text: earlier + lines.joined(), to: log)
    }

    private static let head = """
        # What was accepted into this baseline, and why

        A line a figure, the oldest first; `refigure accept` writes them.


        """

    private static func oneLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }

    /// Bytes of the files below the folder, by path.
    private static func sizes(below folder: String) -> [String: Int] {
        var sizes: [String: Int] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".json") {
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            sizes["\(folder)/\(name)"] = (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        return sizes
    }
}

extension ReportSnapshot {
    /// The results of a report's folder.
    /// - Throws: a `Fault` (status data) for a folder without results, or a damaged one.
    public init(readingReport folder: String, name: String) throws {
        let results = "\(folder)/results"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: results)) ?? []).filter { $0.hasSuffix(".json") }
            .sorted()
        guard !names.isEmpty else {
            throw Fault("there are no results", at: folder, remedy: "run `make report`, or name a report's folder", status: .data)
        }
        let figures = try concurrently(names) { name -> FigureSnapshot in
            let path = "\(results)/\(name)"
            switch try ResultFile.read(path) {
            case .valid(let file): return FigureSnapshot(result: file.result, inputs: file.inputs)
            case .missing: throw Fault("is gone", at: path, status: .data)
            case .damaged(let reason):
                throw Fault("is damaged: \(reason)", at: path, remedy: "run `make report`: it is computed anew", status: .data)
            }
        }
        self.init(name: name, figures: figures)
    }
}

/// The items' images in their order, made side by side.
func concurrently<Item: Sendable, Image: Sendable>(_ items: [Item], _ image: @Sendable (Item) throws -> Image) throws -> [Image] {
    let results = ConcurrentResults<Image>(count: items.count)
    DispatchQueue.concurrentPerform(iterations: items.count) { place in
        let outcome = Result { try image(items[place]) }
        results.set(outcome, at: place)
    }
    return try results.all.map { try $0.get() }
}

private final class ConcurrentResults<Image: Sendable>: Sendable {
    private let slots: Mutex<[Result<Image, any Error>?]>

    init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }

    func set(_ result: Result<Image, any Error>, at place: Int) { slots.withLock { $0[place] = result } }

    var all: [Result<Image, any Error>] { slots.withLock { $0.compactMap(\.self) } }
}
