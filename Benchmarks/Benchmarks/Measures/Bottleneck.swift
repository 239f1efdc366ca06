import Benchmark
import Clocks
import InformationTheory
import NumericCore

/// The iterations of the information bottleneck.
enum Bottleneck {
    static func register() {
        measure("bottleneck: 200 rounds, 256 inputs, 10 classes, 32 clusters") {
            let inputs = 256
            let classes = 10
            var random = SeededGenerator(seed: 1, purpose: "benchmark")
            var rows: [Double] = []
            for _ in 0..<inputs {
                let weights = (0..<classes).map { _ in 0.01 + random.uniform() * random.uniform() }
                let sum = weights.reduce(0, +)
                rows += weights.map { $0 / sum }
            }
            let problem = InformationBottleneck(
                inputs: [Double](repeating: 1 / Double(inputs), count: inputs),
                labels: Matrix(rows: inputs, columns: classes, values: rows))
            // No residual is as small: every run takes all its rounds.
            let solver = BlahutArimoto(problem, tolerance: .leastNonzeroMagnitude, maximumIterations: 200)
            let start = solver.randomEncoder(clusters: 32, seed: 1)
            return { blackHole(solver.solve(beta: 8, from: start) {}) }
        }
    }
}
