import Benchmark
import Clocks
import Workloads

/// I(X;T) and I(T;Y) of whole layers.
enum Layers {
    static func register() {
        let layers = 100
        for kind in BinnedLayers.Kind.allCases {
            measure("layer: I(X;T), I(T;Y) of 10 units on 3276 samples, bin size 0.07, \(kind.rawValue)", units: layers) {
                let workload = BinnedLayers(kind, layers: layers)
                return { blackHole(workload.measured()) }
            }
        }
    }
}
