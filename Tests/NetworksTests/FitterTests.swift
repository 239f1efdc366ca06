import Networks
import NumericCore
import Testing

@Suite("Fitting many small regressions")
struct FitterTests {
    private static let architecture = Architecture(inputs: 5, hidden: [.init(24, .relu), .init(16, .relu)], outputs: 3)

    /// Targets that a network can learn: products and sines of five features.
    private static func samples(_ count: Int, seed: UInt64 = 1) -> RegressionSamples {
        var generator = SeededGenerator(seed: seed, purpose: "regression")
        let features = (0..<count * 5).map { _ in Float(generator.normal()) }
        let targets = (0..<count).flatMap { sample -> [Float] in
            let x = Array(features[sample * 5..<sample * 5 + 5])
            return [x[0] * x[1], max(x[2], 0) - x[3], x[4] * x[4] - 1]
        }
        return RegressionSamples(features: features, targets: targets, width: 5, outputs: 3)
    }

    @Test("a step of SGD follows central differences of the mean squared error in double precision")
    func gradient() {
        let samples = Self.samples(37)
        let fitter = Fitter(Self.architecture, .init(optimiser: .sgd(learningRate: 1), batchSize: 64))
        var state = fitter.start(seed: 3)
        let naive = NaiveGraph(Self.architecture, state.weights)
        let expected = naive.gradient(samples.features, width: 5) { outputs in
            var total = 0.0
            for (output, row) in outputs.enumerated() {
                for (sample, value) in row.enumerated() {
                    let difference = value - Double(samples.targets[sample * 3 + output])
                    total += difference * difference
                }
            }
            return total / Double(3 * samples.count)
        }
        fitter.bench().step(&state, 1, on: samples)
        for (name, gradient) in expected {
            let after = state.weights[name]
            for (place, value) in gradient {
                #expect(abs((naive.parameters[name]?[place] ?? 0) - Double(after[place]) - value) < 5e-6, "\(name) \(place)")
            }
        }
        #expect(expected.count == 6)
    }

    @Test("the error on samples is that of the definition, whatever the batches")
    func error() {
        let samples = Self.samples(1003)
        let fitter = Fitter(Self.architecture)
        let state = fitter.start(seed: 3)
        let outputs = NaiveGraph(Self.architecture, state.weights).values(samples.features, width: 5)[4]
        var total = 0.0
        for (output, row) in outputs.enumerated() {
            for (sample, value) in row.enumerated() {
                let difference = value - Double(samples.targets[sample * 3 + output])
                total += difference * difference
            }
        }
        #expect(abs(fitter.bench().error(state, on: samples) - total / Double(3 * 1003)) < 1e-6)
    }

    @Test("Adam explains most of what new samples have in common with the old")
    func learns() {
        let fitter = Fitter(Self.architecture, .init(optimiser: .adam(learningRate: 0.01)))
        let bench = fitter.bench()
        let (known, new) = (Self.samples(2000), Self.samples(500, seed: 2))
        var state = fitter.start(seed: 1)
        let before = bench.error(state, on: new)
        bench.step(&state, 600, on: known)
        #expect(bench.error(state, on: new) < before / 20)
    }

    @Test("a fit that is kept and gone on from has the bits of one that was never stopped, on the same bench or another")
    func resumed() {
        let fitter = Fitter(Self.architecture)
        let samples = Self.samples(300)
        let bench = fitter.bench()
        var whole = fitter.start(seed: 5)
        bench.step(&whole, 25, on: samples)
        var parts = fitter.start(seed: 5)
        bench.step(&parts, 9, on: samples)
        let kept = parts
        bench.step(&parts, 7, on: Self.samples(300, seed: 9))
        parts = kept
        let other = fitter.bench()
        other.step(&parts, 1, on: samples)
        other.step(&parts, 15, on: samples)
        #expect(parts == whole)
    }

    @Test("fits side by side have the bits of one after the other, and of every set of kernels")
    func sideBySide() async throws {
        let samples = Self.samples(300)
        let seeds: [UInt64] = [4, 8, 15, 16, 23]
        let one = try await Fitter(Self.architecture).fit(samples, seeds: seeds, steps: 10, threads: 1)
        #expect(one.map(\.seed) == seeds && Set(one.map(\.weights)).count == 5)
        for kernels in KernelSet.allCases where kernels.isAvailable {
            let other = try await Fitter(Self.architecture, kernels: kernels).fit(samples, seeds: seeds, steps: 10, threads: 3)
            #expect(other == one)
        }
    }

    @Test("a fit that is stopped leaves its state as it was")
    func stopped() {
        let fitter = Fitter(Self.architecture)
        var state = fitter.start(seed: 1)
        let before = state
        var asked = 0
        #expect(throws: CancellationError.self) {
            try fitter.bench().step(&state, 10, on: Self.samples(300)) {
                asked += 1
                if asked == 5 { throw CancellationError() }
            }
        }
        #expect(state == before && asked == 5)
    }
}
