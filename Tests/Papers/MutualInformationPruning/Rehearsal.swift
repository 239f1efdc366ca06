import Experiments
import Synchronization

/// Computes a figure from tiny networks on stand-in digits, its rounds one after the other.
final class Rehearsal: Sendable {
    private let settings: Settings
    private let trained = Mutex<[TrainingJob: Trajectory]>([:])
    private let made = Mutex<[AnyProduct: any Sendable]>([:])
    private let kept = Mutex<[WeightsDigest: Weights]>([:])

    /// Of tiny networks.
    static let small: [String: SettingValue] = [
        "lenet5Networks": .integer(2), "lenet5Epochs": .integer(2), "lenet5RetrainedEpochs": .integer(1),
        "lenet5Confidences": .numbers([0.9, 0.9999]), "lenet5Hidden": .integer(8), "lenet5Steps": .integer(20),
        "lenet5Refits": .integer(1),
        "stepsAlone": .integer(1), "fitSamples": .integer(150), "heldOutSamples": .integer(50), "vgg11Networks": .integer(0),
        "resnet18Networks": .integer(0), "resnet34Networks": .integer(0), "vgg19Networks": .integer(0),
        "resnet50Networks": .integer(0),
    ]

    /// Of a user's networks and folders of images.
    private let library: DataLibrary?

    init(_ figure: some Experiment, _ given: [String: SettingValue] = [:], library: DataLibrary? = nil) {
        self.library = library
        let known = Self.small.merging(given) { $1 }.filter { name, _ in figure.parameters.contains { $0.key == name } }
        settings = Settings(figure.parameters, given: known)
    }

    /// 300 digits to train on, 100 to test.
    private static let digits: DataSplit = {
        let (training, test) = (Glyphs.samples(.training, count: 300), Glyphs.samples(.test, count: 100))
        return DataSplit(
            training: training.samples(at: Array(0..<300)), validation: nil, test: test.samples(at: Array(0..<100)))
    }()

    static func data(_ selection: DataSelection) -> LoadedData {
        // Other choices of images begin elsewhere; deformed ones are turned upside down.
        func part(_ samples: LabelledSamples) -> LabelledSamples {
            let turned = samples.selecting((0..<samples.count).map { ($0 + 37 * Int(selection.seed)) % samples.count })
            guard selection.deformation != nil else { return kept(turned, selection) }
            let width = turned.width
            let features = turned.features.indices.map { turned.features[$0 / width * width + width - 1 - $0 % width] }
            return kept(
                LabelledSamples(features: features, labels: turned.labels, width: width, classes: turned.classes), selection)
        }
        return LoadedData(
            split: DataSplit(training: part(digits.training), validation: nil, test: digits.test.map(part)),
            identity: DataIdentity(name: "Glyphs", standInFor: "MNIST", digest: StandIn.glyphs.digest), notice: nil)
    }

    private static func kept(_ samples: LabelledSamples, _ selection: DataSelection) -> LabelledSamples {
        selection.keptInputs.map { samples.keeping(inputs: $0.kept) } ?? samples
    }

    private func trajectory(_ job: TrainingJob) throws -> Trajectory {
        if let known = trained.withLock({ $0[job] }) { return known }
        let start = try job.start.map { digest in
            guard let weights = kept.withLock({ $0[digest] }) else { throw Fault("no weights", status: .data) }
            return weights
        }
        let trajectory =
            job.data.images == nil
            ? try Trainer().train(job, on: Self.data(job.data).split, start: start)
            : try Trainer().train(job, on: images(job.data).split, start: start)
        trained.withLock { $0[job] = trajectory }
        return trajectory
    }

    private func value(_ product: AnyProduct) throws -> any Sendable {
        if let known = made.withLock({ $0[product] }) { return known }
        let value = try compute(product.product)
        made.withLock { $0[product] = value }
        return value
    }

    private func compute<P: Product>(_ product: P) throws -> any Sendable {
        try product.compute(ProductInputs(trajectory: trajectory, data: { Self.data($0) }, images: images))
    }

    private func images(_ selection: DataSelection) throws -> LoadedImages {
        guard let library else { throw Fault("no images", status: .data) }
        return try library.images(selection)
    }

    func inputs(_ rounds: [Needs]) -> Inputs {
        Inputs(
            settings: settings, rounds: rounds, trajectory: trajectory, data: { Self.data($0) }, images: images,
            product: value,
            weights: { weights in
                let digest = WeightsDigest(of: weights)
                self.kept.withLock { $0[digest] = weights }
                return digest
            }, published: { try self.library?.published($0) })
    }

    /// The rounds that a run has, each with what it asks for.
    func rounds(_ figure: some Experiment) throws -> [Needs] {
        var rounds = [figure.needs(settings)]
        while let next = try (figure as? any RoundwiseExperiment)?.next(inputs(rounds)) { rounds.append(next) }
        return rounds
    }

    static func result(_ figure: some Experiment, _ given: [String: SettingValue] = [:]) throws -> FigureResult {
        let rehearsal = Rehearsal(figure, given)
        return try figure.compute(rehearsal.inputs(rehearsal.rounds(figure)))
    }
}
