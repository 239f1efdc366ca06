import Benchmark
import Networks
import Workloads

/// One training step of each network, all included: reading the shuffled batch, forward, loss, backward, update.
enum Steps {
    static func register() {
        for network in TrainedNetwork.all {
            let perStep = BenchmarkMetric.custom("ns a step", polarity: .prefersSmaller, useScalingFactor: false)
            Benchmark(
                "step: \(network.name)",
                configuration: .init(
                    metrics: [perStep], units: [perStep: .count], warmupIterations: 3, maxDuration: .seconds(3), maxIterations: 400)
            ) { benchmark in
                let run = StepRun(network.architecture, network.recipe, on: network.samples)
                let steps = network.stepsAtOnce
                for _ in benchmark.scaledIterations {
                    benchmark.measurement(perStep, Int(seconds { run.run(steps: steps) } / Double(steps) * 1e9))
                }
            }
        }
    }
}
