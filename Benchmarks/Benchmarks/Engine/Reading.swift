import Benchmark
import Datasets
import Networks
import NumericCore

/// What is done with trained networks: reading activations, ablating units.
enum Reading {
    static func register() {
        let configuration = Benchmark.Configuration(
            metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(3), maxIterations: 200)
        Benchmark("reading: 6 layers of 12-10-7-5-4-3-2 on 3276 samples", configuration: configuration) { benchmark in
            let architecture = Architecture(inputs: 12, hidden: [10, 7, 5, 4, 3].map { .init($0, .tanh) }, classes: 2)
            let samples = Steps.samples(width: 12, classes: 2).selecting(0..<3276)
            let weights = Initialisation.truncatedNormal.weights(of: architecture, seed: 1)
            let reader = ActivationReader(architecture)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(reader.read(weights, on: samples)) }
        }
        Benchmark("ablation: 101 points of layer 1 of 784-100-100-10 on 10,000 samples", configuration: configuration) {
            benchmark in
            let architecture = Architecture(inputs: 784, hidden: [100, 100].map { .init($0, .relu) }, classes: 10)
            let samples = Steps.samples(width: 784, classes: 10)
            let training = StepRun(
                architecture, Recipe(optimiser: .rmsProp(learningRate: 0.001), batchSize: 32, epochs: 1), on: samples)
            training.run(steps: 600)
            let weights = training.weights
            let order = (0..<100).map { UnitReference(layer: 0, unit: $0) }
            let ablation = Ablation(architecture)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(ablation.accuracies(weights, on: samples, order: order)) }
        }
    }
}
