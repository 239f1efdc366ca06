import Benchmark
import Clocks
import Networks
import Probing
import Workloads

/// What is done with trained networks: reading activations, ablating units.
enum Reading {
    static func register() {
        measure("reading: 6 layers of 12-10-7-5-4-3-2 on 3276 samples") {
            let network = TrainedNetwork.szt
            let samples = network.samples.selecting(0..<3276)
            let weights = Initialisation.truncatedNormal.weights(of: network.architecture, seed: 1)
            let reader = ActivationReader(network.architecture)
            return { blackHole(reader.read(weights, on: samples)) }
        }
        measure("ablation: 101 points of layer 1 of 784-100-100-10 on 10,000 samples") {
            let network = AblatedNetwork()
            return { blackHole(network.accuracies()) }
        }
    }
}
