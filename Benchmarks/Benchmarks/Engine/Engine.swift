import Benchmark

/// The machine's own rates first, then the engine's.
let benchmarks: @Sendable () -> Void = {
    Machine.register()
    Steps.register()
    Reading.register()
}
