import Datasets
import NumericCore
import Testing

@testable import Networks

@Suite("Dropout of whole maps")
struct MapDropoutTests {
    private static let shape = Shape(channels: 2, rows: 6, columns: 5)
    private static let architecture = Architecture(
        input: shape,
        nodes: [
            Node(id: "a", op: Convolution(9, size: 3, padding: 1), from: [-1]),
            Node(id: "a/activate", op: Activate(.relu), from: [0]),
            Node(id: "flatten", op: Flatten(), from: [1]), Node(id: "b", op: Dense(2), from: [2]),
        ])
    private static let weights = Initialisation.pyTorchUniform.weights(of: architecture, seed: 2)

    private static func samples(_ count: Int) -> LabelledSamples {
        var generator = SeededGenerator(seed: 5, purpose: "test images")
        return LabelledSamples(
            features: generator.normals(count * shape.count).map(Float.init), labels: (0..<count).map { UInt16($0 % 2) },
            width: shape.count, classes: 2)
    }

    /// A machine that has taken the samples through and back once.
    private static func machine(_ samples: LabelledSamples, share: Double, number: UInt64 = 0, threads: Int = 1) -> Machine {
        let recipe = Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 1, epochs: 1, mapDropout: [share, 0])
        let machine = Machine(
            Plan(architecture, training: recipe), weights, kernels: .best, capacity: samples.count,
            training: .init(keepsGradients: true, seed: 7), threads: threads)
        Array(0..<UInt32(samples.count)).withUnsafeBufferPointer { machine.pass(samples, order: $0, number: number, .kept) }
        return machine
    }

    /// What each sample's maps are multiplied by: [map][sample], where the map is above 0 anywhere.
    private static func factors(_ machine: Machine, _ samples: LabelledSamples) throws -> [[Float?]] {
        let step = try #require(machine.plan.steps.first { $0.op is MapDropout })
        let pass = Pass(training: samples.count, number: 0, gradients: .kept)
        func values(_ value: Value) -> [[Float]] {
            (0..<value.shape.channels).map { channel in
                value.shape.runs(ofChannel: channel, at: value.training.base, pass).flatMap { Array($0) }
            }
        }
        let (taken, made) = (values(machine.values[step.inputs[0].value]), values(machine.values[step.output]))
        var factors: [[Float?]] = []
        for (taken, made) in zip(taken, made) {
            factors.append((0..<samples.count).map { Self.factor(taken, made, sample: $0) })
        }
        return factors
    }

    private static func factor(_ taken: [Float], _ made: [Float], sample: Int) -> Float? {
        let positions = shape.rows * shape.columns
        var found: Set<Float> = []
        for position in 0..<positions {
            let place = (sample / 32 * positions + position) * 32 + sample % 32
            if taken[place] > 0 {
                found.insert((made[place] / taken[place] * 1024).rounded() / 1024)
            } else {
                #expect(made[place] == 0)
            }
        }
        #expect(found.count < 2, "a map is scaled in parts")
        return found.first
    }

    @Test("a map is kept and scaled up, or is 0, at all positions, sample by sample; so large a share falls")
    func whole() throws {
        let samples = Self.samples(75)
        for share in [0.25, 0.5] {
            let factors = try Self.factors(Self.machine(samples, share: share), samples).flatMap { $0.compactMap(\.self) }
            let scale = Float(65536 / ((1 - share) * 65536))
            #expect(factors.count > 600 && factors.allSatisfy { $0 == 0 || abs($0 - scale) < 1e-3 })
            // Within four standard deviations.
            let fallen = Double(factors.count { $0 == 0 }) / Double(factors.count)
            #expect(abs(fallen - share) < 4 * (share * (1 - share) / Double(factors.count)).squareRoot())
        }
    }

    @Test("each step has its own maps; reading has all of them")
    func steps() throws {
        let samples = Self.samples(20)
        let machines = [0, 0, 1].map { Self.machine(samples, share: 0.5, number: $0) }
        let factors = try machines.map { try Self.factors($0, samples) }
        #expect(factors[0] == factors[1] && factors[0] != factors[2])
        let reading = machines[0].score(samples) {}
        #expect(reading == Gradient(Self.architecture).score(Self.weights, samples))
    }

    @Test("the gradient is that of a network whose weights behind the maps bear their factors", arguments: [1, 3])
    func gradient(_ threads: Int) throws {
        let samples = Self.samples(1)
        let machine = Self.machine(samples, share: 0.5, threads: threads)
        let factors = try Self.factors(machine, samples)
        var scaled = Self.weights
        let place = try #require(scaled.layout.entries.firstIndex { $0.name == "b.weights" })
        let positions = Self.shape.rows * Self.shape.columns
        scaled.values[place] = scaled.values[place].enumerated().map { index, value in
            value * (factors[index / positions % 9][0] ?? 1)
        }
        let expected = Gradient(Self.architecture).ofLoss(scaled, on: samples)
        let gradient = try #require(machine.value(of: .gradient))
        for name in ["a.weights", "a.biases", "b.biases"] {
            #expect(zip(gradient[name], expected[name]).allSatisfy { abs($0 - $1) < 1e-6 }, "\(name)")
        }
        #expect(gradient["a.weights"].contains { $0 != 0 } && factors.contains { $0[0] == 0 })
    }
}

extension Gradient {
    fileprivate func score(_ weights: Weights, _ samples: LabelledSamples) -> Score {
        Machine(Plan(architecture), weights, kernels: kernels, capacity: 32).score(samples) {}
    }
}
