import Dispatch
import Networks
import NumericCore
import Synchronization

/// Multilayer perceptrons that predict the next layer's standardised values. A masked node is 0, its mean.
///
/// Every repeat has a seed of its own for its initial weights and its order of samples, from the stream ("MIPP repeats", layer); those
/// that see a node alone share one, so that nodes are compared by the same weights and batches.
final class MLPPredictor: Predictor {
    private let estimator: MIPP.Estimator
    private let fit: RegressionSamples
    private let heldOut: RegressionSamples
    private let fitter: Fitter
    private let alone: Fitter
    private let seeds: [UInt64]
    private let seedAlone: UInt64
    private let threads: Int
    private let checkCancellation: @Sendable () throws -> Void
    private let benches: Benches

    init(
        _ estimator: MIPP.Estimator, fit: RegressionSamples, heldOut: RegressionSamples, seed: UInt64, layer: Int, threads: Int,
        kernels: KernelSet, checkCancellation: @escaping @Sendable () throws -> Void
    ) {
        func architecture(_ inputs: Int) -> Architecture {
            Architecture(inputs: inputs, hidden: estimator.hidden.map { .init($0, .relu) }, outputs: fit.outputs)
        }
        self.estimator = estimator
        self.fit = fit
        self.heldOut = heldOut
        fitter = Fitter(architecture(fit.width), kernels: kernels)
        alone = Fitter(architecture(1), kernels: kernels)
        var generator = SeededGenerator(seed: seed, purpose: "MIPP repeats", index: UInt64(layer))
        seedAlone = generator.next()
        seeds = (0..<estimator.repeats).map { _ in generator.next() }
        self.threads = threads
        self.checkCancellation = checkCancellation
        benches = Benches(count: estimator.repeats + 1)
    }

    func loss(fromAlone node: Int) throws -> Double {
        func only(_ samples: RegressionSamples) -> RegressionSamples {
            RegressionSamples(
                features: (0..<samples.count).map { samples.features[$0 * samples.width + node] }, targets: samples.targets,
                width: 1,
                outputs: samples.outputs)
        }
        let bench = benches.bench(estimator.repeats, of: alone)
        var state = alone.start(seed: seedAlone)
        try bench.step(&state, estimator.stepsAlone, on: only(fit), checkCancellation: checkCancellation)
        return bench.error(state, on: only(heldOut))
    }

    func fit(masking masked: Set<Int>) throws -> [Fitter.State] {
        let samples = Self.masking(masked, in: fit)
        let (fitter, benches, seeds) = (fitter, benches, seeds)
        let (steps, checkCancellation) = (estimator.steps, checkCancellation)
        return try each { place in
            var state = fitter.start(seed: seeds[place])
            try benches.bench(place, of: fitter).step(&state, steps, on: samples, checkCancellation: checkCancellation)
            return state
        }
    }

    func losses(_ fits: [Fitter.State], masking masked: Set<Int>) throws -> [Double] {
        let samples = Self.masking(masked, in: heldOut)
        let (fitter, benches) = (fitter, benches)
        return try each { place in benches.bench(place, of: fitter).error(fits[place], on: samples) }
    }

    func refit(
        _ fits: [Fitter.State], masking masked: Set<Int>, until hasRecovered: ([Double]) -> Bool
    ) throws -> [Fitter.State] {
        let samples = Self.masking(masked, in: fit)
        let (fitter, benches, checkCancellation) = (fitter, benches, checkCancellation)
        var fits = fits
        var left = estimator.refits
        while left > 0 {
            let steps = min(estimator.looksEvery ?? left, left)
            let before = fits
            fits = try each { place in
                var state = before[place]
                try benches.bench(place, of: fitter).step(&state, steps, on: samples, checkCancellation: checkCancellation)
                return state
            }
            left -= steps
            if left > 0, hasRecovered(try losses(fits, masking: masked)) { break }
        }
        return fits
    }

    private static func masking(_ masked: Set<Int>, in samples: RegressionSamples) -> RegressionSamples {
        var features = samples.features
        let nodes = masked.sorted()
        // Sample by sample, as they lie in memory.
        features.withUnsafeMutableBufferPointer { values in
            for first in stride(from: 0, to: values.count, by: samples.width) { for node in nodes { values[first + node] = 0 } }
        }
        return RegressionSamples(features: features, targets: samples.targets, width: samples.width, outputs: samples.outputs)
    }

    /// The repeats' answers, a thread each at most.
    private func each<Answer: Sendable>(_ work: @escaping @Sendable (Int) throws -> Answer) throws -> [Answer] {
        let count = estimator.repeats
        let threads = min(threads, count)
        guard threads > 1 else { return try (0..<count).map(work) }
        let answers = Answers<Answer>(count)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for place in stride(from: thread, to: count, by: threads) {
                let answer = Result { try work(place) }
                answers.all.withLock { $0[place] = answer }
            }
        }
        return try answers.all.withLock { try $0.compactMap(\.self).map { try $0.get() } }
    }
}

private final class Answers<Answer: Sendable>: Sendable {
    let all: Mutex<[Result<Answer, any Error>?]>

    init(_ count: Int) { all = Mutex(Array(repeating: nil, count: count)) }
}

/// Each repeat's buffers. A bench is used by the one thread that works at its repeat, and the list is locked: so the unchecked conformance
/// is safe.
private final class Benches: @unchecked Sendable {
    private let lock = Mutex(())
    private var benches: [Fitter.Bench?]

    init(count: Int) { benches = Array(repeating: nil, count: count) }

    func bench(_ place: Int, of fitter: Fitter) -> Fitter.Bench {
        lock.withLock { _ in
            if let bench = benches[place] { return bench }
            let bench = fitter.bench()
            benches[place] = bench
            return bench
        }
    }
}
