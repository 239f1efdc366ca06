import Bundles
import DataFiles
import Datasets
import Experiments
import Files
import Foundation
import Networks
import Results

/// What a bundle says, held against what is made anew here from the data on.
struct Verification {
    let bundle: VerifiedBundle
    let session: Session
    let jobs: Int
    let display: ProgressDisplay
    /// The jobs of the networks, by key; of one that this program cannot read, none.
    private let trainings: [CacheKey: TrainingJob]

    /// Something that is not as the bundle says.
    struct Difference: CustomStringConvertible {
        var what: String
        var how: String

        var description: String { "\(what): \(how)" }
    }

    /// What there is to draw from, and what there is not.
    struct Drawable {
        /// Networks and products whose keys are the same here.
        var pieces: [BundleManifest.Piece] = []
        /// Of other code than this program.
        var foreign = 0
        /// Networks that begin with weights which the bundle does not have, and products of such.
        var withoutWeights = 0
        var figures: [ReportDefinition.Entry] = []
        var foreignFigures = 0
    }

    /// - Throws: a `Fault`: status data where the definition cannot be read.
    init(_ bundle: VerifiedBundle, project: ProjectFolder, jobs: Int, display: ProgressDisplay) throws {
        self.bundle = bundle
        self.jobs = jobs
        self.display = display
        trainings = Dictionary(
            uniqueKeysWithValues: bundle.manifest.networks.compactMap { piece in
                (try? JSONDecoder().decode(TrainingJob.self, from: Data(piece.description.utf8))).map { (piece.key, $0) }
            })
        do {
            session = try Session(apart: bundle.scratch, report: bundle.definition, dataOf: project, display: display)
        } catch let fault as Fault where fault.status == .usage {
            throw Fault(
                "its definition cannot be read here: \(fault.problem)", at: bundle.path, remedy: fault.remedy, status: .data)
        }
    }

    private var manifest: BundleManifest { bundle.manifest }

    /// Sees that the data sets are here, and are those that the bundle is of.
    /// - Throws: a `Fault` (status data).
    func checkData() throws {
        let selections =
            session.definition.entries.flatMap(\.needs.allData) + manifest.networks.compactMap { trainings[$0.key]?.data }
        let here = Dictionary(uniqueKeysWithValues: try session.keys.data(of: selections).map { ($0.name, $0.value) })
        for input in manifest.data {
            guard let value = here[input.name], value != input.value else { continue }
            let name = input.name.replacing("data ", with: "")
            func used(_ value: String) -> String { value.split(separator: " ").dropLast().joined(separator: " ") }
            func digest(_ value: String) -> String { "SHA-256 \(value.split(separator: " ").last?.prefix(16) ?? "")..." }
            if used(value) == used(input.value) {
                throw Fault(
                    "is \(digest(value)) here, and \(digest(input.value)) in the bundle", at: name,
                    remedy: "set REFIGURE_DATA to a folder that has the other", status: .data)
            }
            let isLost = used(value).hasPrefix("stand-in")
            throw Fault(
                isLost ? "cannot be had here, and the bundle is of it" : "is here, and the bundle is of \(used(input.value))",
                at: name,
                remedy: isLost
                    ? "run `refigure data --fetch`, or set REFIGURE_DATA to a folder that has it"
                    : "verify it where the data set is not at hand", status: .data)
        }
    }

    /// Whether the program was built from the bundle's sources; the files that differ, where they are named in it.
    func otherSources(_ project: ProjectFolder) throws -> [String]? {
        let here = try ReportBundle.sources(project)
        guard SHA256.hex(of: here) != manifest.sources else { return nil }
        let there = (try? PlainFile.read(bundle.extracted(BundlePath.sources))).flatMap { $0 }.map {
            String(decoding: $0, as: UTF8.self)
        }
        let differing = Set(here.split(separator: "\n")).symmetricDifference((there ?? "").split(separator: "\n"))
        return Set(differing.compactMap { $0.split(separator: " ").last.map(String.init) }).sorted()
    }

    /// - Throws: a `Fault` where data cannot be identified.
    func drawable() throws -> Drawable {
        var drawable = Drawable()
        var begins: Set<CacheKey> = []
        for piece in manifest.networks {
            try Interruption.check()
            guard let job = trainings[piece.key], job.canonicalJSON == piece.description, try session.keys.key(of: job) == piece.key
            else {
                drawable.foreign += 1
                continue
            }
            if let start = job.start, !bundle.hasWeights(start.hex) {
                drawable.withoutWeights += 1
                begins.insert(piece.key)
            } else {
                drawable.pieces.append(piece)
            }
        }
        for piece in manifest.products {
            try Interruption.check()
            guard let product = session.registry.product(piece.description),
                CacheKey(try session.keys.inputs(of: product)) == piece.key
            else {
                drawable.foreign += 1
                continue
            }
            if try product.networks.contains(where: { begins.contains(try session.keys.key(of: $0)) }) {
                drawable.withoutWeights += 1
            } else {
                drawable.pieces.append(piece)
            }
        }
        let figures = Dictionary(uniqueKeysWithValues: manifest.figures.map { ($0.id, $0) })
        for entry in session.definition.entries {
            guard let figure = figures[entry.id] else { continue }
            if CacheKey(try session.keys.inputs(of: entry)) == figure.key {
                drawable.figures.append(entry)
            } else {
                drawable.foreignFigures += 1
            }
        }
        return drawable
    }

    /// Where the definition asks for other figures than the manifest lists.
    func unlistedFigures() -> [Difference] {
        let (asked, listed) = (session.definition.entries.map(\.id), manifest.figures.map(\.id))
        return asked.filter { !listed.contains($0) }.map {
            Difference(what: "\($0)", how: "is in the definition and not in the manifest")
        }
            + listed.filter { !asked.contains($0) }.map {
                Difference(what: "\($0)", how: "is in the manifest and not in the definition")
            }
    }

    private var runner: Runner {
        let display = display
        return Runner(
            store: session.store, library: session.library, keys: session.keys, jobs: jobs, takesStandIns: true,
            isCancelled: { Interruption.isRequested }, report: { display.show($0) })
    }

    /// Makes the pieces anew and computes the figures anew, and compares.
    /// - Returns: what differs, and how many networks and products were made besides the pieces.
    /// - Throws: a `Fault` where something cannot be made; `CancellationError`.
    func compare(
        _ pieces: [BundleManifest.Piece], _ figures: [ReportDefinition.Entry]
    ) async throws -> (differences: [Difference], besides: Int) {
        let products = pieces.compactMap { session.registry.product($0.description) }
        let networks = pieces.compactMap { trainings[$0.key] } + products.flatMap(\.networks)
        try await runner.make(jobs: networks, products: products)
        var made = Set(pieces.map(\.key)).union(try networks.map(session.keys.key))
        var names: [CacheKey: String] = [:]
        var differences: [Difference] = []
        if !figures.isEmpty {
            var definition = session.definition
            definition.entries = figures
            let outcomes = try await runner.run(definition)
            for entry in figures {
                if case .failed(let fault) = outcomes[entry.id] { throw fault }
                differences += try difference(of: entry)
                let used = try session.planner.pieces(of: entry)
                for job in used.jobs { names[try session.keys.key(of: job)] = "\(job.name), of \(entry.id)" }
                for product in used.products {
                    names[CacheKey(try session.keys.inputs(of: product))] = "\(product.name), of \(entry.id)"
                }
            }
            made.formUnion(names.keys)
        }
        let listed = Set(manifest.pieces.map(\.key))
        differences += made.subtracting(listed).sorted().map {
            Difference(what: names[$0] ?? "a network", how: "is not in the bundle's list")
        }
        differences += try self.differences(of: manifest.pieces.filter { made.contains($0.key) })
        return (differences, made.intersection(listed).count - pieces.count)
    }

    /// The result's difference, where there is one.
    private func difference(of entry: ReportDefinition.Entry) throws -> [Difference] {
        let here = try PlainFile.bytes(ResultFile.path(of: entry.id, inReport: session.reportFolder))
        let path = BundlePath.result(entry.id)
        let there = try PlainFile.read(bundle.extracted(path))
        // What the list says, and what is there: each may be the lie.
        guard let figure = manifest.figures.first(where: { $0.id == entry.id }),
            SHA256.hex(of: here) != figure.sha256 || there.map({ $0 != here }) == true
        else { return [] }
        let first = there.map { FirstDifference.ofJSON(here: here, there: $0) } ?? "its SHA-256 is another"
        return [Difference(what: "\(entry.id) (\(path))", how: first)]
    }

    /// What differs of networks and products that were made anew.
    private func differences(of pieces: [BundleManifest.Piece]) throws -> [Difference] {
        let networks = Set(manifest.networks.map(\.key))
        let damaged = Set(bundle.mismatches.map(\.path))
        var differing: [(piece: BundleManifest.Piece, path: String, here: [UInt8])] = []
        for piece in pieces {
            try Interruption.check()
            let isNetwork = networks.contains(piece.key)
            guard case .found(let bytes) = try session.store.load(piece.key, from: isNetwork ? .trajectories : .products) else {
                throw Fault("was made and is gone", at: session.store.folder, remedy: "run the command again", status: .data)
            }
            let path = isNetwork ? BundlePath.network(piece) : BundlePath.product(piece)
            if SHA256.hex(of: bytes) != piece.sha256 || damaged.contains(path) { differing.append((piece, path, bytes)) }
        }
        guard !differing.isEmpty else { return [] }
        let there = try bundle.pieces(Set(differing.map(\.path)))
        return differing.map { piece, path, here in
            let name = trainings[piece.key]?.name ?? session.registry.product(piece.description)?.name ?? piece.key.hex
            let first =
                there[path].map { FirstDifference.ofFiles(path, here: here, there: $0) }
                ?? "SHA-256 \(SHA256.hex(of: here).prefix(16))... here, \(piece.sha256.prefix(16))... in the bundle's list"
            return Difference(what: "\(name) (\(path))", how: first)
        }
    }

    /// Makes the whole report anew and holds everything that would be its bundle against the bundle, but where and when it was made.
    /// - Parameter drawn: whether pictures, page and PDF count.
    /// - Throws: as `compare`; a `Fault` (status figureFailed) where a figure cannot be computed.
    func compareAll(drawn: Bool) async throws -> [Difference] {
        let provenance = try bundle.provenance()
        var options = try RunOptions.parse([])
        (options.jobs, options.quiet, options.standIns) = (jobs, true, true)
        let outcome = try await ReportRun(session: session, options: options, display: display).run(session.definition) { outcome in
            var outcome = outcome
            outcome.provenance = provenance
            return try ReportWriter(session: session).write(outcome).wasSet
        }
        // A figure that cannot be computed here says nothing of the bundle.
        for entry in outcome.entries {
            guard case .failure(let message) = entry.outcome else { continue }
            throw Fault("cannot be computed here: \(message)", at: "\(entry.id)", remedy: "verify again", status: .figureFailed)
        }
        let hasNetworks = manifest.files.contains { file in
            [BundlePath.networks, BundlePath.products, BundlePath.weights].contains { file.path.hasPrefix($0) }
        }
        let here = try ReportBundle(session: session, provenance: provenance).content(networks: hasNetworks, isCurrent: true)
        return try listed(here.manifest) + differences(of: manifest.pieces.filter(here.manifest.pieces.contains(key:)))
            + files(here, drawn: drawn)
    }

    /// Where the manifest of what was made here lists other things.
    private func listed(_ here: BundleManifest) -> [Difference] {
        var differences: [Difference] = []
        func compare(_ what: String, _ mine: some Equatable & Sendable, _ theirs: some Equatable & Sendable) {
            if "\(mine)" != "\(theirs)" {
                differences.append(Difference(what: "manifest.json, '\(what)'", how: "\(mine) here, \(theirs) in the bundle"))
            }
        }
        compare("title", here.title, manifest.title)
        compare("version", here.version, manifest.version)
        compare("sources", here.sources, manifest.sources)
        for (what, mine, theirs) in [
            ("data", here.data.map { "\($0.name): \($0.value)" }, manifest.data.map { "\($0.name): \($0.value)" }),
            ("figures", here.figures.map { "\($0.id) \($0.key)" }, manifest.figures.map { "\($0.id) \($0.key)" }),
            (
                "networks", here.networks.map { "\($0.key) \($0.bytes) \($0.description)" },
                manifest.networks.map { "\($0.key) \($0.bytes) \($0.description)" }
            ),
            (
                "products", here.products.map { "\($0.key) \($0.bytes) \($0.description)" },
                manifest.products.map { "\($0.key) \($0.bytes) \($0.description)" }
            ),
        ] where mine != theirs {
            let (more, less) = (Set(mine).subtracting(theirs).sorted(), Set(theirs).subtracting(mine).sorted())
            let words =
                more.first.map { "'\($0.prefix(160))' is not in the bundle's list" }
                ?? less.first.map { "'\($0.prefix(160))' is in the bundle's list alone" } ?? "the order is another"
            differences.append(Difference(what: "manifest.json, '\(what)'", how: words))
        }
        return differences
    }

    /// Files that differ from those made here; networks and products are told apart from these.
    private func files(_ here: BundleContent, drawn: Bool) throws -> [Difference] {
        func counts(_ path: String) -> Bool {
            path != BundlePath.provenance && !path.hasPrefix(ReportBundle.Path.atlas) && !path.hasPrefix(BundlePath.networks)
                && !path.hasPrefix(BundlePath.products) && (drawn || !Self.isDrawn(path))
        }
        let mine = Dictionary(uniqueKeysWithValues: here.manifest.files.map { ($0.path, $0.sha256) })
        let theirs = Dictionary(uniqueKeysWithValues: manifest.files.map { ($0.path, $0.sha256) })
        return try Set(mine.keys).union(theirs.keys).filter(counts).sorted().compactMap { path in
            guard mine[path] != theirs[path] else { return nil }
            guard theirs[path] != nil else { return Difference(what: path, how: "is not in the bundle") }
            guard mine[path] != nil else { return Difference(what: path, how: "is in the bundle, and none is made here") }
            let (one, other) = (try here.bytes(of: path), try PlainFile.bytes(bundle.extracted(path)))
            return Difference(what: path, how: FirstDifference.ofFiles(path, here: one, there: other))
        }
    }

    private static func isDrawn(_ path: String) -> Bool { path.hasPrefix("figures/") || ReportBundle.Path.page.contains(path) }
}

extension [BundleManifest.Piece] {
    fileprivate func contains(key piece: BundleManifest.Piece) -> Bool { contains { $0.key == piece.key } }
}
