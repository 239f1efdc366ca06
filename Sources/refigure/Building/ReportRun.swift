import CairoCanvas
import Experiments
import Files
import Foundation
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
        var failed = 0
        /// Pictures drawn anew.
        var drawn = 0
        /// What each figure took when it was last computed; of this run where `fresh` holds it.
        var fresh: Set<FigureID> = []
        /// The key of each figure's picture, in the report's order.
        var pictures: [(FigureID, CacheKey)] = []
        /// The digest of each figure's result.
        var results: [FigureID: String] = [:]
    }

    /// Computes and draws the figures of the definition.
    ///
    /// Results are written as they are found, by whoever finds them; in the end, while the report's lock is held, all that belongs to the
    /// definition is put there together, so that of runs of two definitions at once the last one's report is whole.
    /// - Parameter around: writes what stands around the figures, with the lock held, and says whether it was set anew.
    /// - Throws: `CancellationError` where the user stopped it; a `Fault` where nothing can be written, or data are gone.
    func run(_ definition: ReportDefinition, around: (Outcome) throws -> Bool = { _ in false }) async throws -> Outcome {
        try definition.place.claim()
        session.sweep()
        defer { display.close() }
        let runner = Runner(
            store: session.store, library: session.library, keys: session.keys, jobs: options.jobs, takesStandIns: options.standIns,
            isCancelled: { Interruption.isRequested }, report: { display.show($0) })
        let outcomes = try await runner.run(definition)

        let lock = try Store.lockReport(session.reportFolder, cancelled: { Interruption.isRequested })
        defer { withExtendedLifetime(lock) {} }
        let path = Provenance.path(inReport: session.reportFolder)
        let earlier = Provenance.read(path) { display.show(.notice($0)) }
        var outcome = Outcome(provenance: provenance(earlier: earlier))
        let maker = PictureMaker(session: session)
        var costs: [String: Double] = [:]
        for entry in definition.entries {
            try Interruption.check()
            let drawing = Stopwatch(.process)
            let drawnBefore = outcome.drawn
            defer { if outcome.drawn > drawnBefore { costs[entry.pictureCostName] = drawing.processorSeconds } }
            do {
                switch outcomes[entry.id] {
                case .upToDate(let file):
                    outcome.entries.append(try drawn(entry, file, maker, &outcome))
                case .computed(let file, let cost):
                    outcome.provenance.figures.removeAll { $0.id == entry.id }
                    outcome.provenance.figures.append(cost)
                    outcome.fresh.insert(entry.id)
                    outcome.computed += 1
                    outcome.entries.append(try drawn(entry, file, maker, &outcome))
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

    private func drawn(
        _ entry: ReportDefinition.Entry, _ file: ResultFile, _ maker: PictureMaker, _ outcome: inout Outcome
    ) throws -> ReportEntry {
        // Another run may have put its own there meanwhile.
        let path = ResultFile.path(of: entry.id, inReport: session.reportFolder)
        if try !file.stands(at: path) { try file.write(to: path) }
        let (files, chart, wasDrawn) = try maker.draw(entry.experiment, file)
        if wasDrawn { outcome.drawn += 1 }
        outcome.pictures.append((entry.id, CacheKey(maker.inputs(entry.experiment, file))))
        outcome.results[entry.id] = file.digest
        return ReportEntry(
            id: entry.id, label: entry.experiment.label, title: file.result.title,
            outcome: .success(file.result, chart, files: files, key: file.key.hex),
            rebuildCommand: command(entry.id))
    }

    private func failure(_ entry: ReportDefinition.Entry, _ fault: Fault) -> ReportEntry {
        ReportEntry(
            id: entry.id, label: entry.experiment.label, title: entry.experiment.title, outcome: .failure(fault.description),
            rebuildCommand: command(entry.id))
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
            toolchain: Self.toolchain, libraries: LibraryVersions.all,
            kernels: KernelSet.best.rawValue, started: earlier?.started ?? "", figures: earlier?.figures ?? [],
            data: Provenance.DataOrigin.all(of: Array(used), in: session.library))
    }

    private static var toolchain: String {
        #if compiler(>=6.3)
            "Swift 6.3 or later"
        #elseif compiler(>=6.2)
            "Swift 6.2"
        #else
            "Swift 6.0 or 6.1"
        #endif
    }
}
