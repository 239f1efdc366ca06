import ArgumentParser
import Bundles
import CairoCanvas
import Experiments
import Files
import Foundation
import Results

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Try a bundle: train some of its networks and compute some of its figures anew, and compare bits.",
        discussion: """
            refigure verify standard.tar.zst
            refigure verify standard.tar.zst --networks 20 --figures 4
            refigure verify standard.tar.zst --all

            Every file is held against its SHA-256 first. Then networks, products and figures are drawn at random and made anew, from the data
            sets on, in a folder of their own: nothing of this project's store or reports is used, or what is compared would be known
            already. The sample says how much of the rest could differ. Where the bundle is of other sources than this program, only what
            does not depend on these is drawn.

            Exit code 1 where something differs: each such file is named, with its first difference; 65 where the bundle cannot be read, where
            its data sets are not here, or where nothing could be tried. Where and when a report was made, provenance.json says; nobody
            can check that. The trainings that a bundle asks for are run as it says: give the command bundles of people you know.
            """)

    @Argument(help: "The bundle.", completion: .file())
    var file: String

    @Option(help: "How many networks and products to draw.")
    var networks = 5

    @Option(help: "How many figures to draw; what they are computed from is made anew, too.")
    var figures = 2

    @Flag(help: "Make everything anew, pictures and pages too, and compare every file.")
    var all = false

    @Flag(help: "With --all: leave out pictures, page and PDF, which other versions of Cairo, Pango or the fonts draw otherwise.")
    var withoutPictures = false

    @Option(help: "Draw what an earlier run with this number drew; without it, the draw cannot be foreseen.")
    var seed: UInt64?

    @OptionGroup var place: ProjectOptions

    @Option(
        name: [.customShort("j", allowingJoined: true), .long], parsing: .unconditional,
        help: "How many networks and figures to work on side by side; by default one a core.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "Print errors and the outcome only.")
    var quiet = false

    func validate() throws {
        try JobCount.check(jobs)
        guard networks >= 0, figures >= 0 else { throw ValidationError("--networks and --figures take numbers from 0 on") }
        guard all || !withoutPictures else { throw ValidationError("--without-pictures goes with --all") }
    }

    func run() async throws {
        let project = try Session.project(place.project)
        let display = ProgressDisplay(quiet: quiet)
        defer { display.close() }
        let bundle = try VerifiedBundle(file, in: project)
        let manifest = bundle.manifest
        try Terminal.print(
            "\(manifest.title): \(manifest.figures.count) figures, \(manifest.networks.count) networks, \(manifest.products.count) products"
        )
        for mismatch in bundle.mismatches { try Terminal.print("differs: \(mismatch)") }
        if bundle.mismatches.isEmpty { try Terminal.print("all of its \(manifest.files.count) files are what its manifest says") }
        let verification = try Verification(bundle, project: project, jobs: jobs, display: display)
        try verification.checkData()
        let sources = try verification.otherSources(project)
        if let sources { try Terminal.print(try words(sources, bundle)) }
        let unlisted = verification.unlistedFigures()
        let found = all ? try await whole(verification, sources) : try await sample(verification)
        let differences = unlisted + found
        for difference in differences { try Terminal.print("differs: \(difference)") }
        removeWork(of: bundle, display)
        let count = differences.count + bundle.mismatches.count
        if count > 0 {
            try Terminal.print("\(count) difference\(count == 1 ? "" : "s")")
            throw ArgumentParser.ExitCode(ExitStatus.differences.rawValue)
        }
    }

    /// What the verification found stands, whether or not its files go.
    private func removeWork(of bundle: VerifiedBundle, _ display: ProgressDisplay) {
        do {
            try bundle.remove()
        } catch {
            display.note("what was made anew is no longer needed, and \(error)")
        }
    }

    /// "it is of other sources than this program (3fa91c20... there, 77d0e41b... here): 2 files differ, Charts/Axis.swift".
    private func words(_ sources: [String], _ bundle: VerifiedBundle) throws -> String {
        let named = sources.prefix(3).joined(separator: ", ") + (sources.count > 3 ? " and \(sources.count - 3) more" : "")
        let commit = try bundle.provenance().commit.map { "; it was made at commit \($0)" } ?? ""
        return "it is of other sources (SHA-256 \(bundle.manifest.sources.prefix(16))...) than this program: \(named)\(commit)"
    }

    private func whole(_ verification: Verification, _ sources: [String]?) async throws -> [Verification.Difference] {
        let bundle = verification.bundle
        guard sources == nil else {
            let commit = try bundle.provenance().commit
            throw Fault(
                "is of other sources than this program, which makes other files", at: file,
                remedy: "check out \(commit.map { "commit \($0)" } ?? "its sources"), build it and verify the bundle there",
                status: .data)
        }
        let differences = try await verification.compareAll(drawn: !withoutPictures)
        let manifest = bundle.manifest
        let pieces = Self.noun(manifest)
        if differences.isEmpty {
            try Terminal.print(
                "all of its \(manifest.pieces.count) \(pieces) made anew and \(manifest.figures.count) figures computed anew"
                    + "\(withoutPictures ? "" : " and drawn"), identical. Left out: provenance.json\(withoutPictures ? ", pictures, page and PDF" : "")"
                    + "\(manifest.files.contains { $0.path.hasPrefix(ReportBundle.Path.atlas) } ? ", the atlas" : "")")
        } else if !withoutPictures, let there = try? bundle.provenance().libraries, there != LibraryVersions.all {
            func list(_ versions: [String: String]) -> String {
                versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            }
            try Terminal.print(
                "note: it was drawn by \(list(there)), and here are \(list(LibraryVersions.all)): --without-pictures leaves these out"
            )
        }
        return differences
    }

    private func sample(_ verification: Verification) async throws -> [Verification.Difference] {
        let drawable = try verification.drawable()
        let manifest = verification.bundle.manifest
        let what = Self.noun(manifest)
        let seed = seed ?? UInt64.random(in: 0..<1 << 53)
        let places = SampleBound.draw(networks, from: drawable.pieces.count, seed: seed, purpose: "networks of a bundle")
        let pieces = places.map { drawable.pieces[$0] }
        let figures = SampleBound.draw(figures, from: drawable.figures.count, seed: seed, purpose: "figures of a bundle")
            .map { drawable.figures[$0] }
        if pieces.isEmpty, figures.isEmpty, self.networks + self.figures > 0 {
            throw Fault(
                "nothing of it can be tried by this program", at: file,
                remedy: "build the sources that it is of, and verify it there",
                status: .data)
        }
        // Ahead of the work, so that a stopped one can be gone on with.
        try Terminal.print("drawn at random; --seed \(seed) draws the same")
        let (differences, besides) = try await verification.compare(pieces, figures)
        let (count, all) = (pieces.count, manifest.pieces.count)
        let verb = manifest.products.isEmpty ? "trained" : "made"
        let ids = figures.map { "\($0.id)" }.joined(separator: ", ")
        let made = pieces.isEmpty ? nil : "\(count) of \(all) \(what) \(verb) anew"
        let computed = figures.isEmpty ? nil : "\(figures.count) figure\(figures.count == 1 ? "" : "s") computed anew (\(ids))"
        guard differences.isEmpty else {
            try Terminal.print("\([made, computed].compactMap(\.self).joined(separator: "; ")): not all the same")
            return differences
        }
        let parts = [made.map { "\($0), all the same bits" }, computed.map { "\($0), identical" }].compactMap(\.self)
        var words = parts.isEmpty ? "nothing was drawn, and nothing made anew." : "\(parts.joined(separator: "; "))."
        if count > 0 {
            let bound = SampleBound(population: drawable.pieces.count, sample: count)
            words +=
                " \(bound.words(drawable.pieces.count == all ? what : "\(drawable.pieces.count) \(what) that could be drawn"))."
        }
        try Terminal.print(words)
        if besides > 0 {
            try Terminal.print("\(besides) more \(besides == 1 ? "was" : "were") \(verb) for these, all the same bits")
        }
        for (count, why) in [
            (drawable.foreign, "of other code than this program's"),
            (
                drawable.withoutWeights,
                "begin with weights that are not in the bundle, or are made of such: --figures and --all reach them"
            ),
        ] where count > 0 { try Terminal.print("\(count) could not be drawn: \(why)") }
        if drawable.foreignFigures > 0 {
            try Terminal.print("\(drawable.foreignFigures) figures could not be drawn: of other code than this program's")
        }
        return []
    }

    private static func noun(_ manifest: BundleManifest) -> String {
        manifest.products.isEmpty ? "networks" : "networks and products"
    }
}
