import DataFiles
import Datasets
import Files
import Networks
import Results
import Synchronization

/// What each stage of a figure depends on: settings, data, seeds and the source files involved.
public final class StageKeys: Sendable {
    private let sources: SourceSet
    private let library: DataLibrary
    /// What stages were asked for.
    private let known = Mutex<[Stage: [KeyInput]]>([:])
    private let jobs = Mutex<[TrainingJob: CacheKey]>([:])
    /// Of all code.
    private let wholeDigest = Mutex<String?>(nil)

    public init(sources: SourceSet, library: DataLibrary) {
        self.sources = sources
        self.library = library
    }

    /// The code that a stage depends on.
    public func code(of stage: Stage) -> [KeyInput] {
        if let inputs = known.withLock({ $0[stage] }) { return inputs }
        let inputs = sources.inputs(stage.code(in: sources))
        known.withLock { $0[stage] = inputs }
        return inputs
    }

    /// The key that the job's trained network is stored under.
    /// - Throws: a `Fault` where the data's identity cannot be told.
    public func key(of job: TrainingJob) throws -> CacheKey {
        if let key = jobs.withLock({ $0[job] }) { return key }
        let key = CacheKey(try inputs(of: job))
        jobs.withLock { $0[job] = key }
        return key
    }

    /// - Throws: a `Fault` where the data's identity cannot be told.
    public func inputs(of job: TrainingJob) throws -> [KeyInput] {
        let identity = try library.identity(of: job.data)
        let parts = TrainingPart.data(of: job.data, isStandIn: identity.standInFor != nil)
        return code(of: .training(TrainingPart.operations(of: job).union(parts)))
            + [KeyInput("job", job.canonicalJSON), data(job.data, identity)]
    }

    /// The data sets of the selections as they are here, each once, in order of the selections.
    /// - Throws: a `Fault` where the data's identity cannot be told.
    package func data(of selections: [DataSelection]) throws -> [KeyInput] { try uses([], selections).data }

    /// What a network or a product is stored under.
    /// - Throws: a `Fault` where the data's identity cannot be told.
    package func inputs(of work: Piece.Work) throws -> [KeyInput] {
        switch work {
        case .training(let job): try inputs(of: job)
        case .product(let product): try inputs(of: product)
        }
    }

    /// What a product is stored under.
    /// - Throws: a `Fault` where the data's identity cannot be told.
    package func inputs(of product: AnyProduct) throws -> [KeyInput] { try inputs(of: product.product, text: product.text) }

    private func inputs<P: Product>(of product: P, text: String) throws -> [KeyInput] {
        let (parts, data) = try uses(product.networks, product.allData)
        let networks = try product.networks.enumerated().map { KeyInput("network \($0 + 1)", try key(of: $1).hex) }
        let stage = Stage.product(
            type: "\(P.self)", paper: P.paper.folder, parts, hasNetworks: !product.networks.isEmpty)
        return code(of: stage) + [KeyInput("product", text)] + networks + data
    }

    /// What networks and data consist of, and each data set as it is here.
    private func uses(
        _ jobs: [TrainingJob], _ selections: [DataSelection], areAll: Bool = true
    ) throws -> (parts: Set<TrainingPart>, data: [KeyInput]) {
        var parts =
            areAll
            ? jobs.reduce(into: []) { $0.formUnion(TrainingPart.operations(of: $1)) } : TrainingPart.operations(ofAnyLike: jobs)
        var data: [KeyInput] = []
        for selection in selections {
            let identity = try library.identity(of: selection)
            parts.formUnion(TrainingPart.data(of: selection, isStandIn: identity.standInFor != nil))
            let input = self.data(selection, identity)
            if !data.contains(where: { $0.name == input.name }) { data.append(input) }
        }
        return (parts, data)
    }

    /// - Throws: a `Fault` where the data's identity cannot be told.
    public func inputs(of entry: ReportDefinition.Entry) throws -> [KeyInput] {
        let settings = entry.settings.records.map { KeyInput.setting($0.key, $0.used) }
        let needs = entry.needs
        let hasNetworks = entry.hasFurtherRounds || !needs.allJobs.isEmpty
        // Which operations the networks of further rounds have is known only after the first.
        var (parts, data) = try uses(needs.allJobs, needs.allData, areAll: hasNetworks && !entry.hasFurtherRounds)
        for network in needs.published {
            data += try published(network)
            guard try library.find(network) != nil else { continue }
            parts.formUnion(TrainingPart.operations(of: network.architecture).union([.imageFolder]))
        }
        let name = entry.name.map { [KeyInput("name", $0)] } ?? []
        let files = try (entry.experiment as? any FileExperiment)?.files() ?? []
        return code(of: .figure(entry.experiment.source, parts, hasNetworks: hasNetworks)) + settings + data + name + files
    }

    /// Whether the inputs are of a result that these sources put together: then they can draw it, too.
    public func shapes(_ experiment: any Experiment, like inputs: [KeyInput]) -> Bool {
        let code = code(of: .figure(experiment.source, Set(TrainingPart.allCases), hasNetworks: true))
        let shaping = { (input: KeyInput) in
            ["source Experiments", "source Papers", "source Results", "source \(CodeTables.measured)"].contains(
                where: input.name.hasPrefix)
        }
        return Set(inputs.filter(shaping)) == Set(code.filter(shaping))
    }

    public func inputs(ofPictureOf experiment: any Experiment, resultDigest: String) -> [KeyInput] {
        code(of: .picture(experiment.source)) + [KeyInput("result", resultDigest)]
    }

    public func inputs(ofCSVOf resultDigest: String) -> [KeyInput] { code(of: .csv) + [KeyInput("result", resultDigest)] }

    /// Of the page or the PDF.
    /// - Parameters:
    ///   - words: what it is set from.
    ///   - pictures: of each figure, the key of its picture.
    public func inputs(ofReport words: String, pictures: [(FigureID, CacheKey)]) -> [KeyInput] {
        code(of: .report) + [KeyInput("words", SHA256.hex(of: words))] + pictures.map { KeyInput("picture \($0)", $1.hex) }
    }

    /// Of everything that a report is made of: `ingredients` and all code.
    public func inputs(ofDraft ingredients: String) -> [KeyInput] {
        let code = wholeDigest.withLock { known in
            if let known { return known }
            let digest = SHA256.hex(of: sources.inputs(sources.whole(sources.paths)).map { "\($0.name) \($0.value)\n" }.joined())
            known = digest
            return digest
        }
        return [KeyInput("code", code), KeyInput("ingredients", SHA256.hex(of: ingredients))]
    }

    /// A user's network by its content and that of its images; where one of the two is not there, that both are missed.
    private func published(_ network: PublishedNetwork) throws -> [KeyInput] {
        guard let found = try library.find(network) else { return [KeyInput("file \(network.file)", "not there")] }
        let identity = try library.identity(of: network.images)
        return [KeyInput("file \(network.file)", found.digest), data(network.images, identity)]
    }

    private func data(_ selection: DataSelection, _ identity: DataIdentity) -> KeyInput {
        let used = identity.standInFor == nil ? identity.name : "stand-in \(identity.name)"
        return .data(selection.name, used: used, digest: identity.digest)
    }
}
