import Benchmark
import Datasets
import Networks
import NumericCore

/// One training step of each network, all included: reading the shuffled batch, forward, loss, backward, update.
enum Steps {
    struct Row {
        let hidden: [Int]
        let inputs: Int
        let classes: Int
        let activation: Activation
        let recipe: Recipe
        let name: String
    }

    static let rows = [
        Row(
            hidden: [10, 7, 5, 4, 3], inputs: 12, classes: 2, activation: .tanh,
            recipe: Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 256, epochs: 1), name: "tanh, SGD, batch 256"),
        Row(
            hidden: [20, 20, 20], inputs: 784, classes: 10, activation: .relu,
            recipe: Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 32, epochs: 1), name: "SGD, batch 32"),
        Row(
            hidden: [100, 100], inputs: 784, classes: 10, activation: .relu,
            recipe: Recipe(
                optimiser: .rmsProp(learningRate: 0.001, momentum: 0.01), batchSize: 32, epochs: 1, l2: 1e-4, dropout: [0.3, 0.4]),
            name: "RMSProp, momentum, L2, dropout, batch 32"),
        Row(
            hidden: [250, 500, 250, 500], inputs: 3072, classes: 10, activation: .relu,
            recipe: Recipe(
                optimiser: .rmsProp(learningRate: 0.0001, momentum: 0.1), batchSize: 32, epochs: 1, dropout: [0.2, 0.4, 0.2, 0.4]),
            name: "RMSProp, momentum, dropout, batch 32"),
        Row(
            hidden: [1000, 750, 500, 250], inputs: 3072, classes: 10, activation: .relu,
            recipe: Recipe(
                optimiser: .rmsProp(learningRate: 0.0001, momentum: 0.1), batchSize: 32, epochs: 1, dropout: [0.2, 0.4, 0.2, 0.4]),
            name: "RMSProp, momentum, dropout, batch 32"),
        Row(
            hidden: [512, 512], inputs: 784, classes: 10, activation: .relu,
            recipe: Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 128, epochs: 1), name: "SGD, batch 128"),
    ]

    static func register() {
        for row in rows {
            let architecture = Architecture(
                inputs: row.inputs, hidden: row.hidden.map { .init($0, row.activation) }, classes: row.classes)
            let perStep = BenchmarkMetric.custom("ns a step", polarity: .prefersSmaller, useScalingFactor: false)
            Benchmark(
                "step: \(architecture), \(row.name)",
                configuration: .init(
                    metrics: [perStep], units: [perStep: .count], warmupIterations: 3, maxDuration: .seconds(3), maxIterations: 400)
            ) { benchmark in
                let run = StepRun(architecture, row.recipe, on: samples(width: row.inputs, classes: row.classes))
                let steps = max(1, 2_000_000 / architecture.parameterCount)
                for _ in benchmark.scaledIterations {
                    benchmark.measurement(perStep, Int(seconds { run.run(steps: steps) } / Double(steps) * 1e9))
                }
            }
        }
    }

    /// Random samples, a quarter of whose features are not 0; the label is the block of neighbouring features with the largest sum.
    static func samples(width: Int, classes: Int) -> LabelledSamples {
        var generator = SeededGenerator(seed: 1, purpose: "benchmark samples")
        let count = width > 1000 ? 4000 : 10_000
        let features = (0..<count * width).map { _ in generator.nextWord() & 3 == 0 ? Float(generator.nextWord() >> 8) * 0x1p-24 : 0
        }
        let block = width / classes
        let labels = (0..<count).map { sample in
            let sums = (0..<classes).map { features[sample * width + $0 * block..<sample * width + ($0 + 1) * block].reduce(0, +) }
            return UInt8(sums.indices.max { sums[$0] < sums[$1] } ?? 0)
        }
        return LabelledSamples(features: features, labels: labels, width: width, classes: classes)
    }
}
