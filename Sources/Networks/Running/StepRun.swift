import Datasets
import NumericCore

/// A training's steps alone, without scores and records, so that their cost can be measured.
public final class StepRun {
    private let machine: Machine
    private let samples: LabelledSamples
    private let recipe: Recipe
    private let seed: UInt64
    private var order: [UInt32] = []
    private var epoch = 0
    private var number = 0

    public init(
        _ architecture: Architecture, _ recipe: Recipe, on samples: LabelledSamples, seed: UInt64 = 0, kernels: KernelSet = .best,
        threads: Int = 1
    ) {
        precondition(samples.count >= recipe.batchSize, "\(samples.count) samples for batches of \(recipe.batchSize)")
        let weights = recipe.initialisation.weights(of: architecture, seed: seed)
        machine = Machine(
            training: architecture, weights, recipe: recipe, seed: seed, kernels: kernels, capacity: recipe.batchSize,
            threads: threads)
        self.samples = samples
        self.recipe = recipe
        self.seed = seed
    }

    /// Takes that many whole batches, shuffling the samples at the start of each epoch; an epoch's remainder is left out.
    public func run(steps: Int) {
        let batches = samples.count / recipe.batchSize
        for _ in 0..<steps {
            if number % batches == 0 {
                epoch += 1
                order = sampleOrder(samples.count, pass: epoch, seed: seed)
            }
            let first = number % batches * recipe.batchSize
            let optimiser = recipe.optimiser.kernel(
                learningRate: recipe.optimiser.learningRate, l2: recipe.l2, step: number + 1)
            order.withUnsafeBufferPointer {
                let batch = UnsafeBufferPointer(rebasing: $0[first..<first + recipe.batchSize])
                machine.pass(samples, order: batch, number: UInt64(number), .followed(optimiser))
            }
            number += 1
        }
    }

    /// The parameters reached.
    public var weights: Weights { machine.weights }
}
