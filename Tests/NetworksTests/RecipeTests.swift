import Datasets
import Networks
import NumericCore
import Probing
import SampleStatistics
import Testing

/// A recipe with the digest of its golden trace.
struct GoldenRecipe: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let architecture: Architecture
    let recipe: Recipe
    let digest: String

    static let all = [
        GoldenRecipe(
            testDescription: "momentum, schedule", architecture: TestTask.plane(.relu),
            recipe: Recipe(
                optimiser: .sgd(learningRate: 0.05, momentum: 0.9), schedule: .exponential(factor: 0.9), batchSize: 100, epochs: 6,
                initialisation: .heNormal), digest: "ca64d33766f89fc8144c6c4e84a0a125e72ec776a11289ad0008a6ad7e2f483f"),
        GoldenRecipe(
            testDescription: "RMSProp with momentum, L2, dropout",
            architecture: Architecture(inputs: 12, hidden: [.init(30, .relu), .init(17, .sigmoid)], classes: 2),
            recipe: Recipe(
                optimiser: .rmsProp(learningRate: 0.001, momentum: 0.01), batchSize: 32, epochs: 3, initialisation: .pyTorchUniform,
                l2: 1e-4,
                dropout: [0.3, 0.4]), digest: "67c5dc69f28abce17db459d9320a9980de5a600ce240a43c55fb585500e26db5"),
        GoldenRecipe(
            testDescription: "RMSProp, dropout, batch normalisation, frozen and removed units",
            architecture: Architecture(
                inputs: 12, hidden: [.init(19, .relu, normalised: true), .init(10, .tanh, normalised: true)], classes: 2),
            recipe: Recipe(
                optimiser: .rmsProp(learningRate: 0.001), batchSize: 50, epochs: 3, initialisation: .glorotUniform,
                dropout: [0.2, 0],
                frozen: UnitSet([[1, 2, 18]]), removed: UnitSet([[3], [0, 9]])),
            digest: "646e4f6e39512117232e75d3ad038510f9c6c498360cb150ec343362998a7998"),
    ]
}

@Suite("Recipes")
struct RecipeTests {
    @Test(
        "every recipe's golden trace has its bits with every set of kernels", arguments: GoldenRecipe.all,
        KernelSet.allCases.filter(\.isAvailable))
    func golden(_ golden: GoldenRecipe, _ kernels: KernelSet) throws {
        let trajectory = try Trainer(kernels: kernels).train(TestTask.job(golden.architecture, golden.recipe), on: TestTask.split)
        #expect(TestTask.digest(trajectory) == golden.digest)
        #expect(trajectory.training.loss[golden.recipe.epochs] < trajectory.training.loss[0])
    }

    @Test(
        "a training with everything resumes with the uninterrupted one's bits, and its file reads back", arguments: GoldenRecipe.all
    )
    func resumes(_ golden: GoldenRecipe) throws {
        var job = TestTask.job(golden.architecture, golden.recipe)
        job.snapshots.best = true
        var checkpoint: Checkpoint?
        let whole = try Trainer().train(
            job, on: TestTask.split, checkpointEvery: .zero, checkpoint: { if $0.epoch == 2 { checkpoint = $0 } })
        let kept = try Checkpoint(decoding: try #require(checkpoint).encoded(), path: "checkpoint")
        #expect(kept == checkpoint)
        #expect(try Trainer().train(job, on: TestTask.split, resume: kept) == whole)
        #expect(try Trajectory(decoding: whole.encoded(), path: "trajectory") == whole)
    }

    @Test("frozen units keep their incoming parameters, the others move")
    func frozen() throws {
        let golden = GoldenRecipe.all[2]
        let trajectory = try Trainer().train(TestTask.job(golden.architecture, golden.recipe), on: TestTask.split)
        let (before, after) = (trajectory.snapshots[0].weights.layers[0], try #require(trajectory.weights(atEpoch: 3)).layers[0])
        for unit in 0..<19 {
            let stays = golden.recipe.frozen[0].contains(unit)
            #expect((before.matrix.row(unit) == after.matrix.row(unit)) == (stays || unit == 3))
            #expect((before.normalisation?.scale[unit] == after.normalisation?.scale[unit]) == (stays || unit == 3))
        }
    }

    @Test("removed units have no say: their outgoing weights stay 0, and ablating them changes nothing")
    func removed() throws {
        let golden = GoldenRecipe.all[2]
        let trajectory = try Trainer().train(TestTask.job(golden.architecture, golden.recipe), on: TestTask.split)
        for snapshot in trajectory.snapshots {
            for row in 0..<10 { #expect(snapshot.weights.layers[1].matrix[row, 3] == 0) }
            for row in 0..<2 {
                #expect(snapshot.weights.layers[2].matrix[row, 0] == 0 && snapshot.weights.layers[2].matrix[row, 9] == 0)
            }
        }
        let weights = try #require(trajectory.weights(atEpoch: 3))
        let without = Ablation(golden.architecture).score(
            weights, on: TestTask.split.training,
            without: [.init(layer: 0, unit: 3), .init(layer: 1, unit: 0), .init(layer: 1, unit: 9)])
        #expect(without.loss == trajectory.training.loss[3])
    }

    @Test("early stopping ends the patience after the least validation loss, whose weights are kept")
    func earlyStopping() throws {
        let recipe = Recipe(
            optimiser: .rmsProp(learningRate: 0.01), batchSize: 16, epochs: 500, initialisation: .heNormal,
            earlyStopping: EarlyStopping(patience: 4))
        let architecture = Architecture(inputs: 12, hidden: [.init(60, .relu), .init(60, .relu)], classes: 2)
        var job = TestTask.job(architecture, recipe)
        job.snapshots.best = true
        let trajectory = try Trainer().train(
            job,
            on: DataSplit(training: TestTask.split.training.selecting(0..<300), validation: TestTask.split.validation, test: nil))
        let validation = try #require(trajectory.validation)
        let best = try #require(trajectory.best)
        #expect(trajectory.epochs < 500 && best.epoch == trajectory.epochs - 4)
        #expect(validation.loss[best.epoch] == validation.loss.min() && validation.epochOfLeastLoss == best.epoch)
        #expect(trajectory.snapshots.last?.epoch == trajectory.epochs)
        let score = ActivationReader(architecture).score(best.weights, on: try #require(TestTask.split.validation))
        #expect(score.loss == validation.loss[best.epoch])
    }

    @Test("batch normalisation reads by the running statistics, which follow the batches' as defined")
    func runningStatistics() throws {
        let samples = TestTask.split.training.selecting(0..<50)
        let architecture = Architecture(inputs: 12, hidden: [.init(4, .tanh, normalised: true)], classes: 2)
        let recipe = Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 50, epochs: 1, initialisation: .pyTorchUniform)
        let trajectory = try Trainer().train(
            TestTask.job(architecture, recipe), on: DataSplit(training: samples, validation: nil, test: nil))
        let before = trajectory.snapshots[0].weights.layers[0]
        let after = try #require(trajectory.weights(atEpoch: 1))
        let statistics = try #require(after.layers[0].normalisation)
        for unit in 0..<4 {
            let sums = (0..<50).map { sample in
                (0..<12).reduce(Double(before.biases[unit])) {
                    $0 + Double(before.matrix[unit, $1]) * Double(samples.features[sample * 12 + $1])
                }
            }
            #expect(abs(Double(statistics.mean[unit]) - 0.1 * Statistics.mean(sums)) < 1e-6)
            #expect(abs(Double(statistics.variance[unit]) - (0.9 + 0.1 * Statistics.sampleVariance(sums))) < 1e-6)
        }
        var naive = NaiveNetwork(architecture, after)
        naive.running = [(statistics.mean.map(Double.init), statistics.variance.map(Double.init)), nil]
        #expect(abs(trajectory.training.loss[1] - naive.loss(samples)) < 1e-6)
    }

    @Test("noise repeats with its seed, none of it changes nothing, and much of it ruins the accuracy")
    func noise() throws {
        let trajectory = try Trainer().train(TestTask.job(), on: TestTask.split)
        let weights = try #require(trajectory.weights(atEpoch: 20))
        let architecture = trajectory.job.architecture
        let reader = ActivationReader(architecture)
        let samples = TestTask.split.training
        func noisy(_ deviation: Float, seed: UInt64) -> Score {
            reader.score(
                weights, on: samples, noise: architecture.hidden.map { [Float](repeating: deviation, count: $0.units) }, seed: seed)
        }
        let clean = reader.score(weights, on: samples)
        #expect(noisy(0, seed: 1) == clean)
        #expect(reader.score(weights, on: samples, noise: [[], [], [], [], []], seed: 1) == clean)
        #expect(noisy(0.5, seed: 1) == noisy(0.5, seed: 1) && noisy(0.5, seed: 1) != noisy(0.5, seed: 2))
        #expect(noisy(100, seed: 1).accuracy < 0.6)
    }

    @Test("steps run for measurement are the training's own")
    func stepRun() throws {
        let golden = GoldenRecipe.all[1]
        var recipe = golden.recipe
        recipe.epochs = 1
        let samples = TestTask.split.training.selecting(0..<320)
        let trajectory = try Trainer().train(
            TestTask.job(golden.architecture, recipe, seed: 5), on: DataSplit(training: samples, validation: nil, test: nil))
        let run = StepRun(golden.architecture, recipe, on: samples, seed: 5)
        run.run(steps: 10)
        #expect(run.weights == trajectory.weights(atEpoch: 1))
    }
}
