import Benchmark
import Networks
import Workloads

/// What is done with trained networks: reading activations, ablating units.
enum Reading {
    static func register() {
        let configuration = Benchmark.Configuration(
            metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(3), maxIterations: 200)
        Benchmark("reading: 6 layers of 12-10-7-5-4-3-2 on 3276 samples", configuration: configuration) { benchmark in
            let network = TrainedNetwork.szt
            let samples = network.samples.selecting(0..<3276)
            let weights = Initialisation.truncatedNormal.weights(of: network.architecture, seed: 1)
            let reader = ActivationReader(network.architecture)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(reader.read(weights, on: samples)) }
        }
        Benchmark("ablation: 101 points of layer 1 of 784-100-100-10 on 10,000 samples", configuration: configuration) {
            benchmark in
            let network = AblatedNetwork()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(network.accuracies()) }
        }
    }
}
