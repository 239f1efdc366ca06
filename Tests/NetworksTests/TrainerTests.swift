import Datasets
import Files
import Networks
import NumericCore
import Probing
import Testing

@Suite("Training")
struct TrainerTests {
    /// 200 epochs of the information plane's tanh network; recorded from this engine, and the same on every machine.
    static let golden = "e660dde1ec08ef8639d2c22fe0fa3f040a7cc07064cbf64fd5604fd7c0cf32c9"
    static let goldenJob = TestTask.job(
        TestTask.plane(.tanh), Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 256, epochs: 200), seed: 7)

    static func digest(_ job: TrainingJob, _ kernels: KernelSet = .best) throws -> String {
        TestTask.digest(try Trainer(kernels: kernels).train(job, on: TestTask.split))
    }

    @Test("200 epochs give the recorded bits with every set of kernels", arguments: KernelSet.allCases.filter(\.isAvailable))
    func golden(_ kernels: KernelSet) throws {
        #expect(try Self.digest(Self.goldenJob, kernels) == Self.golden)
    }

    @Test("two trainings side by side give the bits of one after the other")
    func sideBySide() async throws {
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<2 { group.addTask { try Self.digest(Self.goldenJob) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(digests == [Self.golden, Self.golden])
    }

    @Test(
        "training lowers the loss and lifts the accuracy, on held-out samples too", arguments: [Activation.tanh, .relu, .sigmoid])
    func learns(_ activation: Activation) throws {
        let recipe = Recipe(
            optimiser: .sgd(learningRate: activation == .sigmoid ? 3 : 0.1), batchSize: 64, epochs: 300, initialisation: .heNormal)
        let architecture = Architecture(inputs: 12, hidden: [.init(10, activation)], classes: 2)
        let trajectory = try Trainer().train(TestTask.job(architecture, recipe), on: TestTask.split)
        let validation = try #require(trajectory.validation)
        #expect(trajectory.training.loss[300] < 0.25 * trajectory.training.loss[0])
        #expect(trajectory.training.accuracy[300] > 0.93)
        #expect(validation.accuracy[300] > 0.9)
    }

    @Test("curves hold every epoch, snapshots the scheduled ones, and both agree")
    func records() throws {
        let trajectory = try Trainer().train(TestTask.job(), on: TestTask.split)
        #expect(trajectory.training.count == 21 && trajectory.validation?.count == 21 && trajectory.test == nil)
        #expect(trajectory.snapshots.map(\.epoch) == trajectory.job.snapshots.epochs(upTo: 20))
        let reader = ActivationReader(trajectory.job.architecture)
        for snapshot in trajectory.snapshots {
            let score = reader.score(snapshot.weights, on: TestTask.split.training)
            #expect(score.loss == trajectory.training.loss[snapshot.epoch])
            #expect(score.accuracy == trajectory.training.accuracy[snapshot.epoch])
        }
    }

    @Test("scoring the recorded epochs alone changes no weight and no score")
    func scoresRecordedAlone() throws {
        let whole = try Trainer().train(TestTask.job(), on: TestTask.split)
        var job = TestTask.job()
        job.snapshots.scoresEveryEpoch = false
        let sparse = try Trainer().train(job, on: TestTask.split)
        #expect(whole.scoredEpochs == Array(0...20) && sparse.scoredEpochs == job.snapshots.epochs(upTo: 20))
        #expect(sparse.snapshots == whole.snapshots && sparse.epochs == 20)
        #expect(sparse.training.loss == sparse.scoredEpochs.map { whole.training.loss[$0] })
        #expect(sparse.validation?.accuracy == sparse.scoredEpochs.map { whole.validation!.accuracy[$0] })
    }

    @Test(
        "a training resumed from any checkpoint ends with the uninterrupted one's bits",
        arguments: [
            Optimiser.sgd(learningRate: 0.1), .sgd(learningRate: 0.05, momentum: 0.9), .rmsProp(learningRate: 0.001, momentum: 0.1),
        ])
    func resumes(_ optimiser: Optimiser) throws {
        let job = TestTask.job(TestTask.plane(.tanh), Recipe(optimiser: optimiser, batchSize: 100, epochs: 9))
        var checkpoints: [Checkpoint] = []
        let whole = try Trainer().train(job, on: TestTask.split, checkpointEvery: .zero, checkpoint: { checkpoints.append($0) })
        // After each of 33 steps, and after each epoch but the last.
        #expect(checkpoints.count == 9 * 33 + 8)
        #expect(checkpoints[..<36].map(\.step) == Array(1...33) + [0, 1, 2] && checkpoints[34].epoch == 1)
        for checkpoint in [checkpoints[0], checkpoints[32], checkpoints[33], checkpoints[140], checkpoints[304]] {
            let kept = try Checkpoint(decoding: checkpoint.encoded(), path: "checkpoint")
            #expect(kept == checkpoint)
            let resumed = try Trainer().train(job, on: TestTask.split, resume: kept)
            #expect(resumed.encoded() == whole.encoded())
        }
    }

    @Test("a training stops soon after it is asked to")
    func cancels() throws {
        let job = TestTask.job(
            TestTask.plane(.tanh), Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 256, epochs: 10_000_000))
        var asked = 0
        #expect(throws: CancellationError.self) {
            try Trainer().train(job, on: TestTask.split) { _, _ in
                asked += 1
                return asked < 3
            }
        }
        #expect(asked == 3)
    }

    @Test("a training that diverges says so")
    func diverges() throws {
        let job = TestTask.job(TestTask.plane(.relu), Recipe(optimiser: .sgd(learningRate: 1e30), batchSize: 256, epochs: 5))
        let fault = #expect(throws: Fault.self) { try Trainer().train(job, on: TestTask.split) }
        #expect(fault?.problem.contains("diverged") == true && fault?.status == .figureFailed)
    }

    @Test("a checkpoint of another job is refused")
    func foreignCheckpoint() throws {
        var checkpoint: Checkpoint?
        _ = try Trainer().train(TestTask.job(seed: 1), on: TestTask.split, checkpointEvery: .zero, checkpoint: { checkpoint = $0 })
        #expect(throws: Fault.self) { try Trainer().train(TestTask.job(seed: 2), on: TestTask.split, resume: checkpoint) }
    }

    @Test("other seeds give other networks, and the batch's order matters")
    func seeds() throws {
        let one = try Trainer().train(TestTask.job(seed: 1), on: TestTask.split)
        let two = try Trainer().train(TestTask.job(seed: 2), on: TestTask.split)
        #expect(one.snapshots[0].weights != two.snapshots[0].weights)
        #expect(one.training != two.training)
    }
}
