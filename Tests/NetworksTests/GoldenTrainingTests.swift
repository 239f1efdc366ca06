import Datasets
import Files
import Networks
import NumericCore
import Testing

/// Trainings recorded from the engine as it was when each was added. Whatever becomes of the code, the bits stay.
@Suite("Golden trainings")
struct GoldenTrainingTests {
    struct Recorded: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let job: TrainingJob
        /// `TestTask.digest` of the trajectory.
        let digest: String
        /// On images of 784 features in place of the 12-bit task.
        let images: Bool

        init(_ name: String, _ architecture: Architecture, _ recipe: Recipe, images: Bool = false, _ digest: String) {
            testDescription = name
            job = TestTask.job(architecture, recipe, seed: 3)
            self.digest = digest
            self.images = images
        }
    }

    private static let normalised = Architecture(
        inputs: 12, hidden: [.init(11, .relu, normalised: true), .init(6, .tanh), .init(5, .sigmoid, normalised: true)], classes: 2)
    private static let relu = Architecture(inputs: 12, hidden: [.init(13, .relu), .init(9, .relu)], classes: 2)
    private static let wide = Architecture(inputs: 784, hidden: [.init(33, .relu), .init(20, .tanh)], classes: 10)

    static let all: [Recorded] = [
        Recorded(
            "batch normalisation", normalised,
            Recipe(optimiser: .sgd(learningRate: 0.2), batchSize: 128, epochs: 12, initialisation: .glorotUniform),
            "ba509ed00e716795009d47b4426d90b2a14709295e7ba6acfc93242c376c59ff"),
        Recorded(
            "dropout", relu,
            Recipe(
                optimiser: .sgd(learningRate: 0.1), batchSize: 128, epochs: 12, initialisation: .heNormal, dropout: [0.2, 0.5]),
            "344528c10e1f5710c7760edf2f21f45a8a1dfa208d8573f23758e2f007fd6eeb"),
        Recorded(
            "momentum and a schedule", TestTask.plane(.tanh),
            Recipe(
                optimiser: .sgd(learningRate: 0.05, momentum: 0.9), schedule: .steps(after: [4, 8], factor: 0.3), batchSize: 128,
                epochs: 12),
            "190a15d27cfb7f51b8b590f971b7ff25dee07234868122c4b0722b5491314d77"),
        Recorded(
            "RMSProp", relu,
            Recipe(optimiser: .rmsProp(learningRate: 0.003), batchSize: 128, epochs: 12, initialisation: .heUniform),
            "d2067f2f599cae8ec6bb554bf7118a1d7c53d0eb4ef1b7652d821d72db77961e"),
        Recorded(
            "RMSProp with momentum, on normalised layers", normalised,
            Recipe(
                optimiser: .rmsProp(learningRate: 0.001, momentum: 0.8), schedule: .exponential(factor: 0.95), batchSize: 128,
                epochs: 12, initialisation: .pyTorchUniform),
            "8919a738013cd66f84d04b82c3c5b6390a3a025c596568bd56c5de5d12e69260"),
        Recorded(
            "L2", relu,
            Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 128, epochs: 12, initialisation: .normal, l2: 0.01),
            "137b6a30cf6351918c3a23d900fa3d9b9b9774cb784e89403d1a85ee6832a972"),
        Recorded(
            "frozen and removed units", TestTask.plane(.relu),
            Recipe(
                optimiser: .sgd(learningRate: 0.1, momentum: 0.5), batchSize: 128, epochs: 12, initialisation: .heNormal, l2: 0.001,
                frozen: UnitSet([[0, 3], [], [2], [], [], [1]]), removed: UnitSet([[9], [1, 6]])),
            "af8a72106eb69cd365611cfe1a5af1191999aac3c9d2c62634727393be18852e"),
        Recorded(
            "a last batch of one sample", relu,
            Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 131, epochs: 12, initialisation: .glorotNormal),
            "440f453b307bea7d6a3206cd5a3c239a5e4bda2ae966051de8ee171d9ff37461"),
        Recorded(
            "784 inputs", wide,
            Recipe(
                optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: 50, epochs: 6, initialisation: .glorotUniform,
                l2: 0.0001, dropout: [0.1, 0.2]),
            images: true,
            "27bbfef537481346f5ad66bacb1f2db298d3d74f8dd1635fc8b4cb09138226e2"),
        Recorded(
            "stopping early", TestTask.plane(.tanh),
            Recipe(
                optimiser: .sgd(learningRate: 1), batchSize: 32, epochs: 60, earlyStopping: EarlyStopping(patience: 3)),
            "2892ed84a84a373571aedc2ecb9d352711fed8aa6cdca476922564fbdc1391a3"),
    ]

    /// 333 images of noise about ten patterns, 60 of them for validation and 40 for the test.
    private static let images: DataSplit = {
        var random = SeededGenerator(seed: 5, purpose: "golden images")
        let patterns = (0..<10).map { _ in (0..<784).map { _ in Float(random.uniform()) } }
        let labels = (0..<433).map { UInt16($0 % 10) }
        let features = labels.flatMap { label in patterns[Int(label)].map { 0.5 * $0 + Float(random.uniform()) * 0.5 } }
        let samples = LabelledSamples(features: features, labels: labels, width: 784, classes: 10)
        return DataSplit(
            training: samples.selecting(0..<333), validation: samples.selecting(333..<393), test: samples.selecting(393..<433))
    }()

    @Test("a training of each kind gives the recorded bits with every set of kernels", arguments: all)
    func recorded(_ golden: Recorded) throws {
        for kernels in KernelSet.allCases where kernels.isAvailable {
            let trajectory = try Trainer(kernels: kernels).train(golden.job, on: golden.images ? Self.images : TestTask.split)
            #expect(TestTask.digest(trajectory) == golden.digest, "\(kernels)")
            let stopsEarly = golden.job.recipe.earlyStopping != nil
            #expect((trajectory.training.count < golden.job.recipe.epochs + 1) == stopsEarly)
        }
    }

    @Test("no two of them are the same training")
    func distinct() {
        #expect(Set(Self.all.map(\.digest)).count == Self.all.count)
    }
}
