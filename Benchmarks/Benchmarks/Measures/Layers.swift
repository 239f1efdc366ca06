import Benchmark
import Workloads

/// I(X;T) and I(T;Y) of whole layers.
enum Layers {
    static func register() {
        let layers = 100
        for kind in BinnedLayers.Kind.allCases {
            Benchmark(
                "layer: I(X;T), I(T;Y) of \(layers) layers of 10 units on 3276 samples, bin size 0.07, \(kind.rawValue)",
                configuration: usual
            ) { benchmark in
                let workload = BinnedLayers(kind, layers: layers)
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations { blackHole(workload.measured()) }
            }
        }
    }
}
