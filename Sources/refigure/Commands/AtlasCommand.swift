import ArgumentParser
import Atlas
import Experiments
import Files
import Foundation
import Results

struct AtlasCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atlas",
        abstract: "Judge every claim under all choices that the papers leave open, and say what it hangs on.",
        discussion: """
            alternatives.yml gives other values for every setting that a paper leaves open, and other numbers for every rule. Each
            figure of the report is computed under each, one choice at a time and in random combinations, and each claim ends as: holds
            whatever is chosen, fails whatever is chosen, hangs on a choice, or undecided. Written to reports/<report>-atlas/; what is there
            already is not computed again. With --readings nothing is computed: the report's results are read in other ways.
            """)

    @OptionGroup var options: ReportOptions
    @OptionGroup var runOptions: RunOptions

    @Flag(help: "Compute nothing: other readings and rules only, of the report's results as they stand.")
    var readings = false

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() async throws {
        let display = ProgressDisplay(quiet: runOptions.quiet)
        defer { display.close() }
        let session = try Session(options, network: .whenNeeded, display: display)
        let alternatives = try alternatives(of: session)
        let definition = try session.definition.selecting(ids, from: session.registry)
        let place = ReportPlace(name: "\(session.definition.name)-atlas", in: session.project)
        var stamp = AtlasStamp(alternatives: alternatives.digest, readingsOnly: readings)
        if let earlier = try AtlasStamp.read(inFolder: place.folder), earlier.alternatives != stamp.alternatives {
            display.note("the alternatives are others than those of the last atlas: every claim is judged anew")
        }
        try place.claim()
        try stamp.write(inFolder: place.folder)

        var variations = definition.entries.flatMap { Variation.all(of: $0, alternatives) }
        if readings { variations = variations.filter { $0.choices.isEmpty } }
        let results =
            readings
            ? try variations.map { ($0, try session.standingResult(of: $0.figure).result) }
            : try await computed(variations, place, session, display)
        var atlases: [ClaimAtlas] = []
        for entry in definition.entries {
            atlases += AtlasOfFigure.claims(results.filter { $0.variation.figure == entry.id }, alternatives.rules)
        }
        stamp.isFinished = true
        try stamp.write(inFolder: place.folder)
        display.close()
        let page = try AtlasWriter(session: session, folder: place.folder, name: place.name).write(atlases, alternatives)
        try tell(atlases)
        try Terminal.print(Session.short(page))
    }

    private func alternatives(of session: Session) throws -> Alternatives {
        let path = "\(session.project.path)/alternatives.yml"
        guard let bytes = try PlainFile.read(path) else {
            throw Fault(
                "there are no alternatives", at: Session.short(path),
                remedy: "write the file: `settings:` by paper and key, `rules:`", status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("is not UTF-8 text", at: Session.short(path), remedy: "save it as UTF-8", status: .usage)
        }
        return try AlternativesReader(file: Session.short(path), registry: session.registry).read(text)
    }

    /// Every variation's result, trained and measured where it is not in the store.
    private func computed(
        _ variations: [Variation], _ place: ReportPlace, _ session: Session, _ display: ProgressDisplay
    ) async throws -> [(variation: Variation, result: FigureResult)] {
        let runner = Runner(
            store: session.store, library: session.library, keys: session.keys, jobs: runOptions.jobs,
            takesStandIns: runOptions.standIns, isCancelled: { Interruption.isRequested }, report: { display.show($0) })
        let outcomes = try await runner.run(
            ReportDefinition(place: place, title: "Atlas", about: "", entries: variations.map(\.entry)))
        return variations.compactMap { variation in
            switch outcomes[variation.entry.id] {
            case .upToDate(let file), .restored(let file), .computed(let file, _): (variation, file.result)
            case .failed, nil:
                // The run has said why.
                nil
            }
        }
    }

    private func tell(_ atlases: [ClaimAtlas]) throws {
        let counted = atlases.filter { $0.claim.group == .paper }
        func count(_ isOf: (ClaimAtlas.Verdict) -> Bool) -> Int { counted.count { isOf($0.verdict) } }
        let hanging = count { if case .hangsOn = $0 { true } else { false } }
        try Terminal.print(
            "\(counted.count) statements of the papers: \(count { $0 == .holdsWhateverIsChosen }) hold whatever is chosen, "
                + "\(count { $0 == .failsWhateverIsChosen }) fail whatever is chosen, \(hanging) hang on a choice, "
                + "\(count { $0 == .undecided }) undecided")
        let rows = counted.map { ["  \($0.figure)", $0.claim.id, "\($0.points.count) points", $0.verdict.words] }
        if !rows.isEmpty { try Terminal.print(Terminal.table(rows)) }
    }
}
