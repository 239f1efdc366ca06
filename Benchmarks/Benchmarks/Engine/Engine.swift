import Benchmark

/// `make bench`: the machine's own rates first, then the engine's.
let benchmarks: @Sendable () -> Void = {
    Machine.register()
    Steps.register()
    Reading.register()
    Measures.register()
}
