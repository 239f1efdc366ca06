import Datasets
import Foundation
import Networks
import Testing

/// The optimisers' definitions in double precision, after PyTorch's documentation.
private struct NaiveOptimiser {
    let optimiser: Optimiser
    let l2: Double
    var velocity: [String: Double] = [:]
    var squares: [String: Double] = [:]
    var steps: [String: Double] = [:]

    mutating func step(_ parameter: inout Double, gradient: Double, name: String, rate: Double) {
        let g = gradient + l2 * parameter
        switch optimiser {
        case .sgd(_, let momentum):
            let b = momentum * velocity[name, default: 0] + g
            velocity[name] = b
            parameter -= rate * b
        case .rmsProp(_, let momentum, let decay, let epsilon):
            let v = decay * squares[name, default: 0] + (1 - decay) * g * g
            squares[name] = v
            let b = momentum * velocity[name, default: 0] + g / (v.squareRoot() + epsilon)
            velocity[name] = b
            parameter -= rate * b
        case .adam(_, let beta1, let beta2, let epsilon):
            let t = steps[name, default: 0] + 1
            let m = beta1 * velocity[name, default: 0] + (1 - beta1) * g
            let v = beta2 * squares[name, default: 0] + (1 - beta2) * g * g
            (steps[name], velocity[name], squares[name]) = (t, m, v)
            parameter -= rate * (m / (1 - pow(beta1, t))) / ((v / (1 - pow(beta2, t))).squareRoot() + epsilon)
        }
    }
}

@Suite("Optimisers")
struct OptimiserTests {
    @Test(
        "twelve steps follow the definition in double precision",
        arguments: [
            (Optimiser.sgd(learningRate: 0.3), 0.0), (.sgd(learningRate: 0.2), 0.01),
            (.sgd(learningRate: 0.1, momentum: 0.9), 0.001),
            (.rmsProp(learningRate: 0.01, epsilon: 1e-4), 0.0),
            (.rmsProp(learningRate: 0.01, momentum: 0.5, decay: 0.9, epsilon: 1e-4), 0.01),
            (.adam(learningRate: 0.01, epsilon: 1e-4), 0.0),
            (.adam(learningRate: 0.02, beta1: 0.8, beta2: 0.9, epsilon: 1e-3), 0.01),
        ])
    func trace(_ optimiser: Optimiser, _ l2: Double) throws {
        let samples = TestTask.split.training.selecting(0..<40)
        let architecture = Architecture(inputs: 12, hidden: [.init(4, .tanh, normalised: true), .init(3, .tanh)], classes: 2)
        let schedule = LearningRateSchedule.steps(after: [4, 8], factor: 0.5)
        let recipe = Recipe(
            optimiser: optimiser, schedule: schedule, batchSize: 40, epochs: 12, initialisation: .pyTorchUniform, l2: l2)
        var job = TestTask.job(architecture, recipe)
        job.snapshots = SnapshotSchedule(everyEpochUpTo: 12, count: 13)
        let trajectory = try Trainer().train(job, on: DataSplit(training: samples, validation: nil, test: nil))
        var naive = NaiveNetwork(architecture, trajectory.snapshots[0].weights)
        var stepper = NaiveOptimiser(optimiser: optimiser, l2: l2)
        for epoch in 1...12 {
            let gradient = naive.gradient(samples)
            let rate = optimiser.learningRate * (epoch <= 4 ? 1 : epoch <= 8 ? 0.5 : 0.25)
            for layer in gradient.indices {
                for (number, part) in NaiveNetwork.Layer.parts.enumerated() {
                    for place in gradient[layer][keyPath: part].indices {
                        stepper.step(
                            &naive.layers[layer][keyPath: part][place], gradient: gradient[layer][keyPath: part][place],
                            name: "\(layer) \(number) \(place)", rate: rate)
                    }
                }
            }
            let reached = NaiveNetwork(architecture, trajectory.snapshots[epoch].weights)
            #expect(NaiveNetwork.distance(reached.layers, naive.layers) < 2e-5, "epoch \(epoch)")
        }
    }

    @Test("learning rates fall as their schedule says")
    func schedules() {
        #expect(LearningRateSchedule.constant.factor(epoch: 100) == 1)
        let steps = LearningRateSchedule.steps(after: [10, 20], factor: 0.1)
        #expect(steps.factor(epoch: 10) == 1 && steps.factor(epoch: 11) == 0.1 && abs(steps.factor(epoch: 21) - 0.01) < 1e-15)
        #expect(LearningRateSchedule.exponential(factor: 0.5).factor(epoch: 4) == 0.125)
    }
}
