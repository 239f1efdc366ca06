import CairoCanvas
import Charts
import Clusters
import Experiments
import Files
import Foundation
import MeasuredFigures
import NumericCore
import Reports
import Results

/// One run over a report's figures: computed, drawn, with what they cost.
struct ReportRun {
    let session: Session
    let options: RunOptions
    let display: ProgressDisplay
    private let started = Date()

    init(session: Session, options: RunOptions, display: ProgressDisplay) {
        self.session = session
        self.options = options
        self.display = display
    }

    /// What became of the figures.
    struct Outcome {
        var entries: [ReportEntry] = []
        var provenance: Provenance
        var computed = 0
        /// Results of an earlier run that are back in their places.
        var restored: Set<FigureID> = []
        var failed = 0
        /// Figures whose pictures were drawn anew.
        var drawn: Set<FigureID> = []
        /// What each figure took when it was last computed; of this run where `fresh` holds it.
        var fresh: Set<FigureID> = []
        /// The key of each figure's picture, in the report's order.
        var pictures: [(FigureID, CacheKey)] = []
        /// The digest of each figure's result.
        var results: [FigureID: String] = [:]
        /// The figures as a comparison takes them, in the report's order.
        var snapshots: [FigureSnapshot] = []

        /// "12 pictures drawn anew, nothing computed", "3 of 41 figures computed, 2 taken from the store".
        /// - Parameter pageIsSet: whether the page or the PDF was set anew.
        func words(pageIsSet: Bool) -> String {
            var parts: [String] = []
            if computed > 0 || failed > 0 { parts.append("\(computed) of \(entries.count) figures computed") }
            if !restored.isEmpty { parts.append("\(restored.count) taken from the store") }
            let isNew = fresh.union(restored)
            let redrawn = drawn.filter { !isNew.contains($0) }.count
            if redrawn > 0 { parts.append("\(redrawn) picture\(redrawn == 1 ? "" : "s") drawn anew") }
            if parts.isEmpty { return pageIsSet ? "the page is set anew, nothing computed or drawn" : "everything was up to date" }
            return parts.joined(separator: ", ") + (computed == 0 && failed == 0 ? ", nothing computed" : "")
        }
    }

    /// What a run over the report would find were all of its results in place and all of its pictures drawn; nothing is written.
    func standing(_ files: [(ReportDefinition.Entry, ResultFile)]) -> Outcome {
        let maker = PictureMaker(session: session)
        let earlier = Provenance.read(Provenance.path(inReport: session.reportFolder))
        var outcome = Outcome(provenance: provenance(earlier: earlier))
        for (entry, file) in files { note(entry, file, maker.files(entry, file), maker, &outcome) }
        return outcome
    }

    /// Computes and draws the figures of the definition.
    ///
    /// Results are written as they are found, by whoever finds them; in the end, while the report's lock is held, all that belongs to the
    /// definition is put there together, so that of runs of two definitions at once the last one's report is whole.
    /// - Parameter around: writes what stands around the figures, with the lock held, and says whether it was set anew.
    /// - Throws: `CancellationError` where the user stopped it; a `Fault` where nothing can be written, or data are gone.
    func run(_ definition: ReportDefinition, around: (Outcome) throws -> Bool = { _ in false }) async throws -> Outcome {
        let cluster = try ClusterPlace.executor(options, session)
        try definition.place.claim()
        session.sweep()
        defer { display.close() }
        let outcomes = try await Self.outcomes(of: definition, by: cluster, session: session, options: options, display: display)

        let lock = try self.lock()
        defer { withExtendedLifetime(lock) {} }
        let path = Provenance.path(inReport: session.reportFolder)
        let earlier = Provenance.read(path) { display.show(.notice($0)) }
        var outcome = Outcome(provenance: provenance(earlier: earlier))
        let maker = PictureMaker(session: session)
        var costs: [String: Double] = [:]
        // How they stand takes longest, so it is found out side by side.
        let pictures = try concurrently(definition.entries) { entry in
            try Interruption.check()
            return Result { try outcomes[entry.id]?.file.map { try maker.picture(entry, $0) } }
        }
        for (entry, picture) in zip(definition.entries, pictures) {
            try Interruption.check()
            let drawing = Stopwatch(.process)
            defer { if outcome.drawn.contains(entry.id) { costs[entry.pictureCostName] = drawing.processorSeconds } }
            do {
                switch outcomes[entry.id] {
                case .upToDate(let file):
                    try drawn(entry, file, picture, maker, &outcome)
                case .restored(let file):
                    outcome.provenance.figures.removeAll { $0.id == entry.id }
                    outcome.restored.insert(entry.id)
                    try drawn(entry, file, picture, maker, &outcome)
                case .computed(let file, let cost):
                    outcome.provenance.figures.removeAll { $0.id == entry.id }
                    outcome.provenance.figures.append(cost)
                    outcome.fresh.insert(entry.id)
                    outcome.computed += 1
                    try drawn(entry, file, picture, maker, &outcome)
                case .failed(let fault):
                    outcome.failed += 1
                    outcome.entries.append(failure(entry, fault))
                case nil:
                    preconditionFailure("\(entry.id) has no outcome")
                }
            } catch let fault as Fault where fault.status != .cannotWrite {
                display.show(.notice("\(entry.id) cannot be drawn: \(fault)"))
                outcome.failed += 1
                outcome.entries.append(failure(entry, fault))
            }
        }
        // In the report's order, whatever was computed when.
        let order = Dictionary(uniqueKeysWithValues: session.definition.entries.enumerated().map { ($1.id, $0) })
        outcome.provenance.figures = outcome.provenance.figures.filter { order[$0.id] != nil }
            .sorted { order[$0.id, default: 0] < order[$1.id, default: 0] }
        if outcome.computed > 0 || earlier == nil {
            outcome.provenance.started = ISO8601DateFormatter().string(from: started)
        }
        if outcome.provenance != earlier { try outcome.provenance.write(to: path) }
        let setting = Stopwatch(.process)
        if try around(outcome) { costs[definition.settingCostName] = setting.processorSeconds }
        if !costs.isEmpty { try session.store.record(costs) }
        return outcome
    }

    /// What stands around figures that all stand as an earlier run of this process left them: nothing is computed or drawn.
    /// - Throws: as `run`.
    func again(_ earlier: Outcome, around: (Outcome) throws -> Bool) throws {
        let lock = try self.lock()
        defer { withExtendedLifetime(lock) {} }
        let path = Provenance.path(inReport: session.reportFolder)
        let known = Provenance.read(path)
        var outcome = earlier
        outcome.provenance = provenance(earlier: known)
        if outcome.provenance != known { try outcome.provenance.write(to: path) }
        _ = try around(outcome)
    }

    /// The report's lock, which one run has at a time; nil where the folder is of no use to any.
    private func lock() throws -> FileLock? {
        var isTold = false
        return try Store.lockReport(session.reportFolder) {
            // Asked for the first time where another run holds it.
            if !isTold {
                display.show(.notice("another run writes \(Session.short(session.reportFolder)) now; this one waits for it"))
            }
            isTold = true
            return Interruption.isRequested
        }
    }

    /// Computes the figures of the definition.
    /// - Parameter cluster: what makes their networks; nil: threads of this process.
    /// - Throws: as `Runner.run`.
    static func outcomes(
        of definition: ReportDefinition, by cluster: SlurmExecutor?, session: Session, options: RunOptions, display: ProgressDisplay
    ) async throws -> [FigureID: FigureOutcome] {
        let runner = Runner(
            store: session.store, library: session.library, keys: session.keys, jobs: options.jobs, executor: cluster,
            takesStandIns: options.standIns, isCancelled: { Interruption.isRequested }, report: { display.show($0) })
        do {
            return try await runner.run(definition)
        } catch {
            display.close()
            try ClusterPlace.leave(cluster)
            throw error
        }
    }

    private func drawn(
        _ entry: ReportDefinition.Entry, _ file: ResultFile, _ picture: Result<PictureMaker.Picture?, any Error>,
        _ maker: PictureMaker, _ outcome: inout Outcome
    ) throws {
        // Another run may have put its own there meanwhile.
        let path = ResultFile.path(of: entry.id, inReport: session.reportFolder)
        if try !file.stands(at: path) { try file.write(to: path) }
        try FigureCSV(result: file.result).write(
            inReport: session.reportFolder, madeFrom: session.keys.inputs(ofCSVOf: file.digest))
        guard let picture = try picture.get() else { preconditionFailure("\(entry.id) has a result and no picture was looked for") }
        if try maker.draw(picture, of: entry, file) { outcome.drawn.insert(entry.id) }
        note(entry, file, (picture.files, picture.chart), maker, &outcome)
    }

    private func note(
        _ entry: ReportDefinition.Entry, _ file: ResultFile, _ drawing: (files: FigureFiles, chart: Chart?), _ maker: PictureMaker,
        _ outcome: inout Outcome
    ) {
        outcome.pictures.append((entry.id, CacheKey(maker.inputs(entry, file))))
        outcome.results[entry.id] = file.digest
        outcome.snapshots.append(FigureSnapshot(result: file.result, inputs: file.inputs))
        outcome.entries.append(
            ReportEntry(
                id: entry.id, label: entry.label, title: file.result.title,
                outcome: .success(file.result, drawing.chart, files: drawing.files, key: file.key.hex),
                rebuildCommand: command(entry.id), template: Self.template(entry)))
    }

    private func failure(_ entry: ReportDefinition.Entry, _ fault: Fault) -> ReportEntry {
        ReportEntry(
            id: entry.id, label: entry.label, title: entry.experiment.title, outcome: .failure(fault.description),
            rebuildCommand: command(entry.id), template: Self.template(entry))
    }

    /// A figure's own, whatever it is called in the report; one for all measures.
    private static func template(_ entry: ReportDefinition.Entry) -> String {
        entry.experiment is MeasuredFigure ? "measure.md" : "figures/\(entry.experiment.id.fileName).md"
    }

    private func command(_ id: FigureID) -> String {
        session.printedCommand("run", "\(id)")
    }

    /// Everything volatile about a run, with the costs of figures that stand from an earlier one.
    private func provenance(earlier: Provenance?) -> Provenance {
        let used = Set(session.definition.entries.flatMap { $0.needs.allData.map(\.dataset) })
        let revision = Provenance.revision(ofFolder: session.project.path)
        return Provenance(
            commit: revision.commit, dirty: revision.dirty,
            difference: revision.dirty ? GitRepository(folder: session.project.path).digestOfChanges : nil,
            toolchain: BuildToolchain.text, libraries: LibraryVersions.all,
            kernels: KernelSet.best.rawValue, started: earlier?.started ?? "", figures: earlier?.figures ?? [],
            data: Provenance.DataOrigin.all(of: Array(used), in: session.library))
    }
}
