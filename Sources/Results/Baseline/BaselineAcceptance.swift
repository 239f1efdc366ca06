import Files
import Foundation

extension Baseline {
    /// A figure that is taken into the baseline.
    public struct Acceptance: Sendable {
        public var file: ResultFile
        /// A digest of what its PNG shows; nil for a table.
        public var picture: String?
        /// What changed against the baseline before, for the log.
        public var change: String

        public init(_ file: ResultFile, picture: String? = nil, change: String) {
            self.file = file
            self.picture = picture
            self.change = change
        }

        var id: FigureID { file.result.id }
    }

    /// Who accepts what, for the log.
    public struct Grounds: Sendable {
        public var reason: String
        /// The commit whose code computed the results; nil outside a repository.
        public var commit: String?
        /// Whether tracked files differed from it.
        public var dirty: Bool

        public init(reason: String, commit: String?, dirty: Bool) {
            self.reason = reason
            self.commit = commit
            self.dirty = dirty
        }
    }

    /// What the baseline holds of the figures in question.
    public struct Holdings: Sendable {
        /// Those of whole files.
        public var snapshot: ReportSnapshot
        /// What is wrong with files that are damaged.
        public var damaged: [FigureID: String]
        var unsealed: [BaselineFile]
        /// SHA-256 of each file that is there, by name.
        var digests: [String: String]
    }

    /// What an acceptance did.
    public struct AcceptanceOutcome: Sendable {
        public var accepted: [Acceptance] = []
        /// Files of an acceptance that was stopped and is ended now.
        public var ended: [String] = []
        /// Of these, those that somebody changed meanwhile: they are left as they are.
        public var left: [String] = []
        /// Whether the log was gone, though there were figures, and begins anew.
        public var logBeginsAnew = false
        /// How many files of the format without a digest were given one; their numbers stay.
        public var sealed = 0
    }

    /// Takes results as the new baseline, and says so in the log.
    ///
    /// One acceptance of the project goes at a time. It happens whole or not at all, whenever it is stopped: what was stopped after its
    /// lines came to the log is ended by the next one. See `PendingAcceptance`.
    /// - Parameters:
    ///   - ids: the figures in question.
    ///   - patience: how long another acceptance is waited for.
    ///   - choose: given what the baseline holds of them, says what to accept. No other acceptance comes in between.
    /// - Throws: a `Fault` where a file cannot be written or read, or all baselines together would pass the limit;
    ///   `CancellationError` once `cancelled` answers true, before anything is written; what `choose` throws.
    public func accept(
        _ ids: [FigureID], on grounds: Grounds, patience: Duration = .seconds(60), cancelled: () -> Bool,
        choose: (Holdings) throws -> [Acceptance]
    ) throws -> AcceptanceOutcome {
        try whileLocked(patience: patience, cancelled: cancelled) {
            PartialFiles.sweep(allFolder)
            var outcome = AcceptanceOutcome()
            (outcome.ended, outcome.left) = try endStopped()
            let holdings = try holdings(of: ids)
            outcome.accepted = try choose(holdings)
            if cancelled() { throw CancellationError() }
            let accepted = Set(outcome.accepted.map(\.id))
            let sealed = holdings.unsealed.filter { !accepted.contains($0.result.id) }.map(\.sealed)
            let figures = try (outcome.accepted.map { BaselineFile($0.file, picture: $0.picture) } + sealed).map { file in
                let name = BaselineFile.name(of: file.result.id)
                return PendingAcceptance.Figure(
                    name: name, before: holdings.digests[name], text: String(decoding: try file.text, as: UTF8.self))
            }
            try checkSize(with: figures)
            if !outcome.accepted.isEmpty {
                outcome.logBeginsAnew = try !figureNames.isEmpty && PlainFile.read(log) == nil
                try write(outcome.accepted, Array(figures.prefix(outcome.accepted.count)), grounds)
            }
            for figure in figures.dropFirst(outcome.accepted.count) {
                try AtomicFile.write(text: figure.text, to: "\(folder)/\(figure.name)")
            }
            outcome.sealed = sealed.count
            return outcome
        }
    }

    private func write(_ accepted: [Acceptance], _ figures: [PendingAcceptance.Figure], _ grounds: Grounds) throws {
        let before = try PlainFile.read(log)
        if let before, let line = ConflictMarkers.line(in: before) {
            throw Fault(
                "has the marks of a merge that was not finished", at: "\(log):\(line)", remedy: "keep the lines of both sides",
                status: .data)
        }
        if let before, before.allSatisfy({ $0 <= UInt8(ascii: " ") }), try !figureNames.isEmpty {
            throw Fault(
                "is empty: what was accepted, and why, is gone", at: log,
                remedy: "bring it back with `git checkout -- \(path)/log.md`, or remove it: then it begins anew", status: .data)
        }
        var text = before ?? Array(head.utf8)
        if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        let origin = grounds.commit.map { "commit \($0.prefix(12))\(grounds.dirty ? " with changes" : "")" } ?? "no commit"
        let lines = accepted.map {
            "- \($0.id): \(Self.oneLine($0.change)). Reason: \(Self.oneLine(grounds.reason)). (\(origin))\n"
        }.joined()
        let pending = PendingAcceptance(logBefore: before.map { SHA256.hex(of: $0) }, lines: lines, figures: figures)
        try pending.write(self)
        do {
            try AtomicFile.write(text + Array(lines.utf8), to: log)
        } catch {
            try? PendingAcceptance.remove(self)
            throw error
        }
        _ = try pending.writeFigures(self)
        try PendingAcceptance.remove(self)
    }

    /// Ends an acceptance whose lines are in the log, and takes back one whose lines are not.
    private func endStopped() throws -> (ended: [String], left: [String]) {
        guard let pending = try PendingAcceptance.read(self) else { return ([], []) }
        let isBegun = pending.isBegun(in: try PlainFile.read(log))
        let left = isBegun ? try pending.writeFigures(self) : []
        try PendingAcceptance.remove(self)
        return (isBegun ? pending.figures.map(\.name) : [], left)
    }

    private func holdings(of ids: [FigureID]) throws -> Holdings {
        var holdings = Holdings(
            snapshot: ReportSnapshot(name: name, figures: []), damaged: [:], unsealed: [], digests: [:])
        let read = try concurrently(ids) { id -> (digest: String, file: Result<BaselineFile, Fault>)? in
            let name = BaselineFile.name(of: id)
            guard let text = try PlainFile.read("\(folder)/\(name)") else { return nil }
            return (
                SHA256.hex(of: text),
                Result { () throws(Fault) in try BaselineFile(reading: text, name: name, at: name) }
            )
        }
        for case (let id, let (digest, file)?) in zip(ids, read) {
            holdings.digests[BaselineFile.name(of: id)] = digest
            switch file {
            case .success(let file):
                holdings.snapshot.figures.append(file.snapshot)
                if !file.isSealed { holdings.unsealed.append(file) }
            case .failure(let fault): holdings.damaged[id] = fault.problem
            }
        }
        return holdings
    }

    private func checkSize(with figures: [PendingAcceptance.Figure]) throws {
        var sizes: [String: Int] = [:]
        let folders = report == nil ? [folder] : try (Folder.namesIfThere(in: allFolder) ?? []).map { "\(allFolder)/\($0)" }
        for folder in folders {
            for name in (try? Folder.names(in: folder, endingIn: ".json")) ?? [] {
                let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                sizes["\(folder)/\(name)"] = (attributes?[.size] as? NSNumber)?.intValue ?? 0
            }
        }
        for figure in figures { sizes["\(folder)/\(figure.name)"] = figure.text.utf8.count }
        let total = sizes.values.reduce(0, +)
        guard total <= Self.limit else {
            throw Fault(
                "all \(kind) together would have \(total) bytes, more than \(Self.limit)", at: folder,
                remedy: "accept fewer figures, or remove \(kind) that nobody compares with", status: .usage)
        }
    }

    /// Does the work while no other acceptance goes on in the project.
    private func whileLocked<Result>(patience: Duration, cancelled: () -> Bool, _ work: () throws -> Result) throws -> Result {
        let path = "\(allFolder)/.lock"
        let begun = ContinuousClock.now
        while true {
            if let lock = try FileLock.attempt(path) {
                defer {
                    unlink(path)
                    _ = consume lock
                }
                return try work()
            }
            if cancelled() { throw CancellationError() }
            guard ContinuousClock.now - begun < patience else {
                throw Fault(
                    "another `refigure accept` holds the \(kind) for over \(patience.components.seconds) s", at: path,
                    remedy: "wait for it, or stop it", status: .cannotWrite)
            }
            usleep(20_000)
        }
    }

    private var head: String {
        """
        # What was \(report == nil ? "published" : "accepted into this baseline"), and why

        A line a figure, the oldest first; `refigure accept` writes them.


        """
    }

    private static func oneLine(_ text: String) -> String {
        let line = VisibleText.line(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }
}
