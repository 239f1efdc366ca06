import Clocks
import Networks
import Workloads

/// One training step of each network, all included: reading the shuffled batch, forward, loss, backward, update.
enum Steps {
    static func register() {
        for network in TrainedNetwork.all {
            measure("step: \(network.name)", units: network.stepsAtOnce) {
                let run = StepRun(network.architecture, network.recipe, on: network.samples)
                return { run.run(steps: network.stepsAtOnce) }
            }
        }
        for network in ConvolutionalNetwork.all {
            measure("step: \(network.name)", units: network.stepsAtOnce) {
                let run = StepRun(network.architecture, network.recipe, on: network.samples)
                return { run.run(steps: network.stepsAtOnce) }
            }
        }
    }
}
