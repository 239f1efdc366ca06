import Charts
import Datasets
import Files
import Foundation
import Networks
import Papers
import Results
import Synchronization
import Testing

@testable import Experiments

@Suite struct ProductTests {
    @Test("a product that two figures share is computed once, after its networks, and the figures read its value")
    func shared() async throws {
        let project = try TemporaryProject.withFigures("One", "Other")
        let product = Losses(title: "shared")
        let definition = ReportDefinition(ProductFigure("One", [product]), ProductFigure("Other", [product]))
        let run = try await project.run(definition, jobs: 2)
        #expect(run.events.begun.count { $0 == "losses shared" } == 1)
        #expect(Array(run.events.begun.prefix(2)).allSatisfy { $0.hasPrefix("train") })
        #expect(project.files(".refigure/products").count == 1 && project.files(".refigure/progress").isEmpty)
        let losses = try Losses.networks.map { try project.trained($0).training.loss.last! }
        #expect(try project.values("One") == losses && project.values("Other") == losses)
        guard case .planned(let networks, let products, let figures, _)? = run.events.first else {
            Issue.record("nothing was planned")
            return
        }
        #expect(networks == 2 && products == 1 && figures == 2)

        try project.forget("One")
        let again = try await project.run(definition)
        #expect(again.events.begun == ["information-plane/One"])
        #expect(try project.values("One") == losses)
    }

    @Test("a plan counts the products that are missing, each once, and none that are there")
    func plan() async throws {
        let project = try TemporaryProject.withFigures("One", "Other")
        let product = Losses(title: "planned")
        let definition = ReportDefinition(ProductFigure("One", [product]), ProductFigure("Other", [product]))
        let before = try project.planner.plan(project.placed(definition))
        #expect(before.map(\.missingProducts) == [1, 0] && before.map(\.missingJobs) == [2, 0])
        #expect(before[0].expectedSeconds > 3600)
        let keys = try project.planner.keys(of: project.placed(definition))
        #expect(keys.pieces.count == 3)
        _ = try await project.run(definition)
        for figure in ["One", "Other"] { try? project.forget(figure) }
        let after = try project.planner.plan(project.placed(definition))
        #expect(after.map(\.missingProducts) == [0, 0] && after[0].expectedSeconds < 10)
        #expect(try project.store.holdings().filter { !$0.isUnder(keys.pieces) && $0.kind != .result }.isEmpty)
    }

    @Test("a product and networks can be made alone: what they need is made, no figure is, and what is there is not made again")
    func alone() async throws {
        let project = try TemporaryProject.withFigures("One")
        let product = AnyProduct(Losses(title: "alone"))
        let events = Mutex<[RunEvent]>([])
        let runner = Runner(
            store: project.store, library: project.library, keys: project.keys, jobs: 2, takesStandIns: false,
            isCancelled: { false },
            report: { event in events.withLock { $0.append(event) } })
        try await runner.make(jobs: [Losses.networks[0]], products: [product])
        #expect(
            project.files(".refigure/trajectories").count == Losses.networks.count && project.files(".refigure/products").count == 1
        )
        #expect(events.withLock { $0.begun }.allSatisfy { !$0.hasPrefix("information-plane/") })
        let count = events.withLock { $0.count }
        try await runner.make(jobs: [Losses.networks[0]], products: [product])
        #expect(events.withLock { $0.count } == count)
    }

    @Test("a network that cannot be made is named")
    func failing() async throws {
        let project = try TemporaryProject.withFigures("One")
        var job = Losses.networks[0]
        job.start = WeightsDigest(of: Initialisation.heNormal.weights(of: job.architecture, seed: 9))
        let runner = Runner(
            store: project.store, library: project.library, keys: project.keys, jobs: 1, takesStandIns: false,
            isCancelled: { false },
            report: { _ in })
        let wanted = [job, Losses.networks[1]]
        let fault = await #expect(throws: Fault.self) { try await runner.make(jobs: wanted, products: []) }
        #expect(fault?.status == .figureFailed && fault?.place == "train \(job.name)", "\(String(describing: fault))")
        #expect(project.files(".refigure/trajectories").count == 1)
    }

    @Test("a product is told from its text, and every product of a paper is in the registry")
    func texts() throws {
        let registry = Registry(products: [Losses.self], [])
        let product = AnyProduct(Losses(title: "told"))
        #expect(registry.product(product.description) == product)
        for text in ["", "Losses", "Losses {}", "Others \(product.description.dropFirst(7))", product.description + " "] {
            #expect(registry.product(text) == nil, "\(text)")
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Papers").path
        let known = Set(Registry.standard.products.map { "\($0)" })
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        let declared = try files.flatMap { file in
            try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).matches(of: /struct (\w+): Product\b/).map {
                String($0.1)
            }
        }
        #expect(!declared.isEmpty && Set(declared) == known)
    }

    @Test("a run stopped in a product goes on with the state that it kept, to the same value")
    func stopped() async throws {
        let project = try TemporaryProject.withFigures("One")
        let product = Losses(title: "stopped", stopsAfter: 1)
        let definition = ReportDefinition(ProductFigure("One", [product]))
        await #expect(throws: CancellationError.self) { try await project.run(definition) }
        #expect(project.files(".refigure/products").isEmpty && project.files(".refigure/progress").count == 1)
        _ = try await project.run(definition)
        #expect(project.files(".refigure/products").count == 1 && project.files(".refigure/progress").isEmpty)
        #expect(Losses.begun("stopped") == [0, 1])
        #expect(try project.values("One") == Losses.networks.map { try project.trained($0).training.loss.last! })
    }

    @Test("a damaged product is named and computed anew; one in another's place is not taken for it")
    func damaged() async throws {
        let project = try TemporaryProject.withFigures("One")
        let definition = ReportDefinition(ProductFigure("One", [Losses(title: "damaged")]))
        _ = try await project.run(definition)
        let values = try project.values("One")
        let name = try #require(project.files(".refigure/products").first)
        let path = "\(project.store.folder)/products/\(name)"
        var bytes = try project.bytes(path)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        try project.forget("One")
        let run = try await project.run(definition)
        #expect(run.events.notices.contains { $0.contains(name) && $0.contains("computed anew") })
        #expect(try project.values("One") == values && project.files(".refigure/products").count == 1)

        let inputs = [KeyInput("a", "1")]
        let file = ProductFile([1, 2], inputs: inputs)
        #expect(try ProductFile<[Int]>(file.bytes, path: "x", inputs: inputs).value == [1, 2])
        #expect(throws: Fault.self) { try ProductFile<[Int]>(file.bytes, path: "x", inputs: [KeyInput("a", "2")]) }
        #expect(throws: Fault.self) { try ProductFile<[String]>(file.bytes, path: "x", inputs: inputs) }
        for length in 0..<file.bytes.count {
            #expect(throws: Fault.self) { try ProductFile<[Int]>(Array(file.bytes.prefix(length)), path: "x", inputs: inputs) }
        }
    }

    @Test("what a product's description, networks or code say, its key says")
    func keys() throws {
        let project = try TemporaryProject.withFigures("One")
        func key(_ product: Losses, _ project: TemporaryProject) throws -> CacheKey {
            CacheKey(try project.keys.inputs(of: AnyProduct(product)))
        }
        let one = try key(Losses(title: "a"), project)
        #expect(try key(Losses(title: "a"), project) == one)
        #expect(try key(Losses(title: "b"), project) != one)
        #expect(try key(Losses(title: "a", of: [RoundFigure.job(3)]), project) != one)
        var sources = TemporaryProject.sources
        sources["Probing/Ablation.swift"] = SHA256.hex(of: "another")
        #expect(try key(Losses(title: "a"), try TemporaryProject(sources: sources)) != one)
        sources = TemporaryProject.sources
        sources["Charts/Chart.swift"] = SHA256.hex(of: "another")
        #expect(try key(Losses(title: "a"), try TemporaryProject(sources: sources)) == one)
    }

    @Test("a product that fails, or whose network does, takes its figures with it and no others")
    func failed() async throws {
        let project = try TemporaryProject.withFigures("One", "Other", "Third")
        let run = try await project.run(
            ReportDefinition(
                ProductFigure("One", [Losses(title: "failing", fails: true)]),
                ProductFigure("Other", [Losses(title: "of none", of: [RoundFigure.diverging(1)])]),
                ProductFigure("Third", [Losses(title: "fine")])))
        #expect(project.failure(of: "One", run.outcomes)?.problem == "no losses")
        #expect(project.failure(of: "Other", run.outcomes)?.problem.contains("diverged") == true)
        #expect(!run.events.begun.contains("losses of none"))
        #expect(project.files("reports/small/results") == ["information-plane-Third.json"])
    }

    @Test("a training begins with the weights that a round before has stored, on another run too")
    func start() async throws {
        let project = try TemporaryProject.withFigures("One")
        let definition = ReportDefinition(RestartFigure())
        let run = try await project.run(definition, jobs: 1)
        #expect(project.files(".refigure/weights").count == 1)
        #expect(run.events.begun.count { $0.contains(", from weights ") } == 1)
        let weights = try #require(try project.trained(RoundFigure.job(1)).snapshots.last).weights
        var job = RoundFigure.job(2)
        job.start = WeightsDigest(of: weights)
        let split = try project.library.load(job.data).split
        let expected = try Trainer().train(job, on: split, start: weights)
        #expect(try project.values("One") == [try #require(expected.training.loss.last)])
        #expect(expected.snapshots[0].weights == weights)
        // Without the training and what it begins with, both come back.
        try FileManager.default.removeItem(atPath: "\(project.store.folder)/weights")
        let restarted = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "\(project.store.folder)/trajectories").first {
                $0.hasPrefix(try project.keys.key(of: job).hex.prefix(32))
            })
        try FileManager.default.removeItem(atPath: "\(project.store.folder)/trajectories/\(restarted)")
        try project.forget("One")
        _ = try await project.run(definition)
        #expect(try project.values("One") == [try #require(expected.training.loss.last)])
    }

    @Test("weights come back from their file, and no other file is taken for theirs")
    func weightsFile() throws {
        let job = RoundFigure.job(1)
        let weights = job.recipe.initialisation.weights(of: job.architecture, seed: 1)
        let (file, digest) = (weights.encoded(), WeightsDigest(of: weights))
        #expect(try Weights(decoding: file, path: "x", of: job.architecture, digest: digest) == weights)
        let other = WeightsDigest(of: job.recipe.initialisation.weights(of: job.architecture, seed: 2))
        #expect(other != digest)
        #expect(throws: Fault.self) { try Weights(decoding: file, path: "x", of: job.architecture, digest: other) }
        #expect(throws: Fault.self) { try Weights(decoding: file.dropLast(), path: "x", of: job.architecture, digest: digest) }
        let wider = RoundFigure.job(1, hidden: 4).architecture
        #expect(throws: Fault.self) { try Weights(decoding: file, path: "x", of: wider, digest: digest) }
    }

    @Test("a job without weights to begin with reads as it did")
    func description() throws {
        var job = RoundFigure.job(1)
        #expect(!job.canonicalJSON.contains("start"))
        job.start = WeightsDigest(of: job.recipe.initialisation.weights(of: job.architecture, seed: 1))
        #expect(job.canonicalJSON.contains("\"start\":\"\(job.start!.hex)\""))
        #expect(try JSONDecoder().decode(TrainingJob.self, from: Data(job.canonicalJSON.utf8)) == job)
    }
}

/// The last training losses of some networks, one after the other.
private struct Losses: Product {
    static let paper = Paper.informationPlane
    static let networks = RoundFigure.first

    let title: String
    var of: [TrainingJob] = networks
    /// How many losses it finds before it is stopped, the first time.
    var stopsAfter: Int?
    var fails = false

    var name: String { "losses \(title)" }
    var networks: [TrainingJob] { of }
    var data: [DataSelection] { [] }
    var work: WorkCount { WorkCount([.step: 1e9]) }

    private static let begins = Mutex<[String: [Int]]>([:])
    /// With how many losses it began each time.
    static func begun(_ title: String) -> [Int] { begins.withLock { $0[title] ?? [] } }

    func compute(_ inputs: ProductInputs) throws -> [Double] {
        if fails { throw Fault("no losses", status: .figureFailed) }
        var losses = inputs.state([Double].self) ?? []
        let times = Self.begins.withLock { begins in
            begins[title, default: []].append(losses.count)
            return begins[title]!.count
        }
        for job in of.dropFirst(losses.count) {
            if losses.count == stopsAfter, times == 1 { throw CancellationError() }
            losses.append(try inputs.trajectory(job).training.loss.last!)
            try inputs.keep(losses)
        }
        return losses
    }
}

private struct ProductFigure: Experiment {
    let identity: Identity
    let parameters: [Parameter] = []
    let products: [Losses]

    init(_ name: String, _ products: [Losses]) {
        identity = Identity(.informationPlane, "Figure", "Of products", id: name, file: "InformationPlanePaper/\(name).swift")
        self.products = products
    }

    func needs(_ settings: Settings) -> Needs { Needs(products: products) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        result(values: try products.flatMap { try inputs.value($0) }.enumerated().map { NamedValue("loss\($0)", "loss", $1, 3) })
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}

/// Trains a network, then goes on from its weights with another's order of samples.
private struct RestartFigure: RoundwiseExperiment {
    let identity = Identity(
        .informationPlane, "Figure", "Again", id: "One", file: "InformationPlanePaper/One.swift")
    let parameters: [Parameter] = []

    func needs(_ settings: Settings) -> Needs { Needs(jobs: [RoundFigure.job(1)]) }

    private func again(_ inputs: Inputs) throws -> TrainingJob {
        var job = RoundFigure.job(2)
        job.start = try inputs.stored(inputs.weights(RoundFigure.job(1)))
        return job
    }

    func next(_ inputs: Inputs) throws -> Needs? { Needs(jobs: [try again(inputs)]) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        result(values: [NamedValue("loss", "loss", try inputs.trajectory(again(inputs)).training.loss.last!, 3)])
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}

extension TemporaryProject {
    /// The stored training.
    fileprivate func trained(_ job: TrainingJob) throws -> Trajectory {
        let blob = try store.load(try keys.key(of: job), from: .trajectories) { try Trajectory(decoding: Data($0), path: $1) }
        guard case .found(let trajectory) = blob else { throw Fault("not trained", status: .data) }
        return trajectory
    }

    fileprivate func values(_ figure: String) throws -> [Double] {
        guard case .valid(let file) = try ResultFile.read(resultPath(figure)) else { throw Fault("no result", status: .data) }
        return file.result.values.map(\.value)
    }

    fileprivate func failure(of figure: String, _ outcomes: [FigureID: FigureOutcome]) -> Fault? {
        guard case .failed(let fault)? = outcomes[FigureID(paper: "information-plane", figure: figure)] else { return nil }
        return fault
    }
}
