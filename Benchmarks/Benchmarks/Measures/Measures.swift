import Benchmark

/// What is measured on activations, and on distributions.
let benchmarks: @Sendable () -> Void = {
    Layers.register()
    Units.register()
    Copulas.register()
    Multiplets.register()
    Bottleneck.register()
}

/// Few iterations of much work each: the median of so many is steady.
let usual = Benchmark.Configuration(metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(3), maxIterations: 200)
