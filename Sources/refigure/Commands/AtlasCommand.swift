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
            already is not computed again. With --within, as many sets of choices are tried as there is time for: the cheapest first, one
            choice at a time before combinations. With --readings nothing is computed: the report's results are read in other ways. Where a
            figure cannot be computed under a set of choices, that is told, the others go on, and the exit code is 70.
            """)

    @OptionGroup var options: ReportOptions
    @OptionGroup var runOptions: RunOptions

    @Flag(help: "Compute nothing: other readings and rules only, of the report's results as they stand.")
    var readings = false

    @Flag(help: "Say what would be computed and for how long, and compute nothing.")
    var plan = false

    @Option(
        help: ArgumentHelp("Try what there is time for on this machine's cores; more time, later, goes on.", valueName: "minutes"))
    var within: Double?

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func validate() throws {
        if plan, readings { throw ValidationError("--readings computes nothing, so there is nothing for --plan to tell") }
        if within != nil, readings {
            throw ValidationError("--readings computes nothing, so it needs no time --within which to do it")
        }
        if let within, !(within > 0 && within.isFinite) { throw ValidationError("--within takes minutes, over 0") }
    }

    func run() async throws {
        let display = ProgressDisplay(quiet: runOptions.quiet)
        defer { display.close() }
        let session = try Session(options, network: plan ? .never : .whenNeeded, display: display)
        let alternatives = try AtlasPlace.alternatives(of: session)
        let definition = try session.definition.selecting(ids, from: session.registry)
        if !readings { try noteUncovered(definition, alternatives, display) }
        let variations = definition.entries.flatMap { Variation.all(of: $0, alternatives) }
        if plan {
            display.close()
            return try AtlasPlan(session: session).tell(definition, variations, within: within)
        }

        let place = AtlasPlace.place(of: session)
        try place.claim()
        if let earlier = try AtlasPlace.stamp(of: session), earlier.alternatives != alternatives.digest {
            display.note("the alternatives are others than those of the last atlas: every claim is judged anew")
        }
        var stamp = AtlasStamp(
            report: session.definition.name, alternatives: alternatives.digest, sources: Session.sourcesDigest,
            readingsOnly: readings, begun: Self.now, figures: definition.entries.map(\.id))
        try stamp.write(inFolder: place.folder)

        let (computed, left) =
            readings
            ? (try standing(variations.filter(\.choices.isEmpty), session), [:])
            : try await self.computed(variations, place, session, display)
        var atlases: [ClaimAtlas] = []
        for (index, entry) in definition.entries.enumerated() {
            let own = computed.filter { $0.variation.figure == entry.id }
            let results = own.compactMap { found in found.file.map { (variation: found.variation, result: $0.result) } }
            atlases += AtlasOfFigure.claims(results, alternatives.rules)
            stamp.figures[index].result = own.first { $0.variation.choices.isEmpty }?.file?.digest
            stamp.figures[index].failed = own.count { $0.file == nil }
            stamp.figures[index].left = left[entry.id]
        }
        display.close()
        let chosen = computed.filter { $0.variation.choices.isEmpty }
        let settings = Dictionary(chosen.map { ($0.variation.figure, $0.file?.result.settings ?? []) }) { first, _ in first }
        let writer = AtlasWriter(session: session, folder: place.folder, name: place.name, settings: settings)
        let untried = left.values.reduce(0, +)
        let page = try writer.write(
            atlases, alternatives, tried: untried == 0 ? nil : (computed.count, computed.count + untried, within ?? 0))
        stamp.finished = Self.now
        try stamp.write(inFolder: place.folder)
        try tell(atlases)
        try Terminal.print(Session.short(page))
        let failed = computed.filter { $0.file == nil }
        if let first = failed.first {
            throw Fault(
                "\(failed.count) of \(computed.count) sets of choices failed, \(first.variation.words) among them; "
                    + "claims are judged under the others", status: .figureFailed)
        }
    }

    private static var now: String { ISO8601DateFormatter().string(from: Date()) }

    private typealias Computed = (variation: Variation, file: ResultFile?)

    /// Results, and by figure how many sets of choices there was no time for.
    private typealias Tried = (computed: [Computed], left: [FigureID: Int])

    private func noteUncovered(_ definition: ReportDefinition, _ alternatives: Alternatives, _ display: ProgressDisplay) throws {
        let papers = definition.entries.map(\.experiment.id.paper).unique
        for paper in papers where (alternatives.settings[paper] ?? []).isEmpty {
            display.note(
                "alternatives.yml has no settings of '\(paper)': its claims are judged under other readings and rules only")
        }
    }

    /// The report's results as they stand.
    private func standing(_ variations: [Variation], _ session: Session) throws -> [Computed] {
        try variations.map { ($0, try session.standingResult(of: $0.figure)) }
    }

    /// Every variation's result for which there is time, trained and measured where it is not in the store; none where it failed.
    private func computed(
        _ variations: [Variation], _ place: ReportPlace, _ session: Session, _ display: ProgressDisplay
    ) async throws -> Tried {
        guard let within else { return (try await results(variations, place, session, display), [:]) }
        let began = Date()
        let sets = try AtlasPlan(session: session).sets(variations, within: within)
        display.note(
            "\(sets.taken.count) of \(sets.variations.count) sets of choices are tried, as many as there is time for in "
                + Terminal.duration(60 * within))
        // What takes longer than it was told to ends with the time, not with the sets: after each tenth the clock is asked.
        let due = { (place: Int) in sets.plans[place].isDue ? sets.plans[place].expectedSeconds : 0 }
        let part = sets.taken.reduce(0) { $0 + due($1) } / 10
        var tried: [Computed] = []
        var rest = sets.taken[...]
        while !rest.isEmpty, tried.isEmpty || -began.timeIntervalSinceNow < 60 * within {
            var seconds = 0.0
            let next = rest.prefix { place in
                defer { seconds += due(place) }
                return seconds <= part
            }
            rest = rest.dropFirst(next.count)
            tried += try await results(next.map { sets.variations[$0] }, place, session, display)
        }
        // An atlas's points stand in one order, however much time there was.
        let results = Dictionary(uniqueKeysWithValues: tried.map { ($0.variation.entry.id, $0) })
        let left = variations.filter { results[$0.entry.id] == nil }
        return (variations.compactMap { results[$0.entry.id] }, Dictionary(grouping: left, by: \.figure).mapValues(\.count))
    }

    private func results(
        _ variations: [Variation], _ place: ReportPlace, _ session: Session, _ display: ProgressDisplay
    ) async throws -> [Computed] {
        let outcomes = try await ReportRun.outcomes(
            of: ReportDefinition(place: place, title: "Atlas", about: "", entries: variations.map(\.entry)),
            by: try ClusterPlace.executor(runOptions, session), session: session, options: runOptions, display: display)
        return variations.map { variation in
            switch outcomes[variation.entry.id] {
            case .upToDate(let file), .restored(let file), .computed(let file, _): return (variation, file)
            case .failed(let fault):
                display.note("\(variation.words) is left out: \(fault)")
                return (variation, nil)
            case nil: preconditionFailure("\(variation.entry.id) has no outcome")
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
