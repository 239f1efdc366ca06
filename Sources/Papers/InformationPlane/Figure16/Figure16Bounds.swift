import Experiments

extension Figure16 {
    static let withInput = Quantity("information about the input", symbol: "I(X;T)", unit: "bit")
    static let withLabel = Quantity("information about the label", symbol: "I(T;Y)", unit: "bit")

    /// The columns that a list of solutions leaves in the result.
    private static func columns(_ solutions: [BlahutArimoto.Solution]) -> [Column] {
        [
            // The iterations end within about 1e-7 bits of their limit.
            Column(id: "ixt", quantity: withInput, values: solutions.map(\.withInput), tolerance: Tolerance(absolute: 1e-6)),
            Column(id: "ity", quantity: withLabel, values: solutions.map(\.withLabel), tolerance: Tolerance(absolute: 1e-6)),
            Column(id: "iterations", quantity: Quantity("iterations"), values: solutions.map { Double($0.iterations) }),
            Column(
                id: "residual", quantity: Quantity("greatest change of any p(t|x) in the last iteration"),
                values: solutions.map(\.residual), tolerance: Tolerance(absolute: 1e-8)),
        ]
    }

    /// Straight pieces through points of the plane, as a series.
    private static func path(_ id: String, _ label: String, _ points: [(Double, Double)]) -> Series {
        Series(
            id: id, label: label, index: Column(id: "ixt", quantity: withInput, values: points.map(\.0)),
            columns: [Column(id: "ity", quantity: withLabel, values: points.map(\.1))])
    }

    /// From a level on the axis to the bound and down to the compression that it allows.
    private static func level(_ index: Int, _ height: Double, at compression: Double) -> Series {
        path("level-\(index + 1)", "Example level \(index + 1)", [(0, height), (compression, height), (compression, 0)])
    }

    private static func levelValues(_ prefix: String, _ levels: [(height: Double, compression: Double)]) -> [NamedValue] {
        levels.enumerated().flatMap { index, level in
            [
                NamedValue(id: "\(prefix)Level\(index + 1)", quantity: withLabel, value: level.height, digits: 2),
                NamedValue(id: "\(prefix)Compression\(index + 1)", quantity: withInput, value: level.compression, digits: 2),
            ]
        }
    }

    /// The bound where the label is a function of the input: min(I(X;T), H(Y)), and what the iterations find of it.
    struct OwnLabelBound {
        let solutions: [BlahutArimoto.Solution]
        let check: IterationCheck
        private let inputEntropy: Double
        private let labelEntropy: Double
        private let levels: [(height: Double, compression: Double)]

        init(_ problem: InformationBottleneck, levels shares: [Double], checkCancellation: () throws -> Void) throws {
            let labelEntropy = problem.labelEntropy
            let steps = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1, 1.5]
            let targets = steps.map { $0 * labelEntropy }
            func solve(_ solver: BlahutArimoto, _ target: Double) throws -> BlahutArimoto.Solution {
                try solver.solve(
                    target: target, from: solver.randomEncoder(clusters: 3, seed: 0), checkCancellation: checkCancellation)
            }
            let merged = BlahutArimoto(problem.merged())
            let solutions = try targets.map { try solve(merged, $0) }
            let each = BlahutArimoto(problem)
            var unmerged = 0.0
            var levels: [(height: Double, compression: Double)] = []
            for share in shares {
                let level = try solve(merged, share * labelEntropy)
                let unmergedLevel = try solve(each, share * labelEntropy)
                unmerged = max(
                    unmerged, abs(level.withInput - unmergedLevel.withInput), abs(level.withLabel - unmergedLevel.withLabel))
                levels.append((level.withLabel, level.withInput))
            }
            self.solutions = solutions
            self.levels = levels
            self.labelEntropy = labelEntropy
            inputEntropy = problem.inputEntropy
            check = IterationCheck(
                targets: targets, ends: solutions.map { ($0.withInput, $0.withLabel) }, labelEntropy: labelEntropy,
                unmergedDifference: unmerged)
        }

        /// min(I(X;T), H(Y)).
        func bound(at withInput: Double) -> Double { min(withInput, labelEntropy) }

        /// The curve's corners as the iterations find them, from no information to all of the input's.
        var polygon: [(Double, Double)] {
            [(0, 0)] + solutions.map { ($0.withInput, $0.withLabel) } + [(inputEntropy, labelEntropy)]
        }

        var series: [Series] {
            [
                path("bound", "min(I(X;T), H(Y))", [(0, 0), (labelEntropy, labelEntropy), (inputEntropy, labelEntropy)]),
                Series(
                    id: "iterations", label: "Blahut-Arimoto iterations",
                    index: Column(
                        id: "target", quantity: Quantity("target of I(X;T)", unit: "bit"), values: check.targets),
                    columns: columns(solutions)),
            ] + levels.enumerated().map { level($0, $1.height, at: $1.compression) }
        }

        var values: [NamedValue] {
            [
                NamedValue(
                    id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: inputEntropy,
                    digits: 2),
                NamedValue(
                    id: "hy", quantity: Quantity("entropy of the label", symbol: "H(Y)", unit: "bit"), value: labelEntropy,
                    digits: 4),
                NamedValue(
                    id: "ownIterations", quantity: Quantity("iterations"),
                    value: Double(solutions.reduce(0) { $0 + $1.iterations }),
                    digits: 0),
                NamedValue(
                    id: "ownMostIterations", quantity: Quantity("most iterations of one point"),
                    value: Double(solutions.map(\.iterations).max() ?? 0), digits: 0),
                NamedValue(
                    id: "ownResidual", quantity: Quantity("greatest residual", unit: "10⁻⁹"),
                    value: 1e9 * (solutions.map(\.residual).max() ?? 0),
                    digits: 1),
            ] + levelValues("own", levels)
        }
    }

    /// The bound where labels are noisy: a strictly concave curve, found along a ladder of β.
    struct NoisyLabelBound {
        let solutions: [BlahutArimoto.Solution]
        /// Of each solution, in bits: `InformationBottleneck.optimalityGap`.
        let gaps: [Double]
        private let kinds: Int
        private let inputEntropy: Double
        private let mergedEntropy: Double
        private let information: Double
        private let levels: [(height: Double, compression: Double)]

        /// - Parameter rungs: from β = 101 down to 1.1, even in the logarithm of β - 1.
        init(_ problem: InformationBottleneck, levels shares: [Double], rungs: Int, checkCancellation: () throws -> Void) throws {
            let merged = problem.merged()
            let top = DeterministicMath.log(100)
            let bottom = DeterministicMath.log(0.1)
            let betas = (0..<rungs).map {
                1 + DeterministicMath.exp(top + (bottom - top) * Double($0) / Double(rungs - 1))
            }
            let all = try BlahutArimoto(merged).anneal(betas: betas, checkCancellation: checkCancellation)
            // Below the greatest β without information there is none either: one such rung is the curve's end at 0.
            let informed = all.prefix { $0.withInput > 1e-6 }.count
            let solutions = Array(all.prefix(informed + 1))
            gaps = try solutions.map {
                try checkCancellation()
                return merged.optimalityGap(of: $0)
            }
            self.solutions = solutions
            kinds = merged.inputs.count
            inputEntropy = problem.inputEntropy
            mergedEntropy = merged.inputEntropy
            information = merged.labelInformation
            let points = Self.polygon(solutions, mergedEntropy, information, inputEntropy)
            levels = shares.map { ($0 * merged.labelInformation, Self.compression(for: $0 * merged.labelInformation, points)) }
        }

        var greatestGap: Double { gaps.max() ?? 0 }

        /// No encoder lies above this: the least of the lines that support the curve at the solutions, the gaps allowed for, and I(X;Y).
        func bound(at withInput: Double) -> Double {
            zip(solutions, gaps).reduce(information) { least, rung in
                min(least, (withInput - rung.0.lagrangian + rung.1) / rung.0.beta)
            }
        }

        var polygon: [(Double, Double)] { Self.polygon(solutions, mergedEntropy, information, inputEntropy) }

        /// The solutions from left to right, then T = X.
        private static func polygon(
            _ solutions: [BlahutArimoto.Solution], _ mergedEntropy: Double, _ information: Double, _ inputEntropy: Double
        ) -> [(Double, Double)] {
            solutions.reversed().map { ($0.withInput, $0.withLabel) } + [(mergedEntropy, information), (inputEntropy, information)]
        }

        /// The least I(X;T) that allows the I(T;Y), on the straight pieces between neighbouring points.
        private static func compression(for withLabel: Double, _ points: [(Double, Double)]) -> Double {
            for (low, high) in zip(points, points.dropFirst()) where high.1 >= withLabel && high.1 > low.1 {
                return low.0 + (high.0 - low.0) * (withLabel - low.1) / (high.1 - low.1)
            }
            return points.last?.0 ?? 0
        }

        var series: [Series] {
            [
                path("bound", "Bound", polygon),
                Series(
                    id: "iterations", label: "Blahut-Arimoto iterations",
                    index: Column(id: "beta", quantity: Quantity("inverse slope", symbol: "β"), values: solutions.map(\.beta)),
                    columns: columns(solutions) + [
                        Column(
                            id: "gap", quantity: Quantity("distance from the optimum at most", unit: "bit"), values: gaps,
                            tolerance: Tolerance(absolute: 1e-6))
                    ]),
            ] + levels.enumerated().map { level($0, $1.height, at: $1.compression) }
        }

        var values: [NamedValue] {
            [
                NamedValue(
                    id: "noisyixy", quantity: Quantity("information of input and noisy label", symbol: "I(X;Y)", unit: "bit"),
                    value: information, digits: 3),
                NamedValue(id: "kinds", quantity: Quantity("different p(y|x)"), value: Double(kinds), digits: 0),
                NamedValue(id: "rungs", quantity: Quantity("values of β"), value: Double(solutions.count), digits: 0),
                NamedValue(
                    id: "noisyIterations", quantity: Quantity("iterations"),
                    value: Double(solutions.reduce(0) { $0 + $1.iterations }), digits: 0),
                NamedValue(
                    id: "noisyMostIterations", quantity: Quantity("most iterations of one point"),
                    value: Double(solutions.map(\.iterations).max() ?? 0), digits: 0),
                NamedValue(
                    id: "noisyResidual", quantity: Quantity("greatest residual", unit: "10⁻⁹"),
                    value: 1e9 * (solutions.map(\.residual).max() ?? 0),
                    digits: 1),
                NamedValue(
                    id: "noisyGap", quantity: Quantity("distance from the optimum at most", unit: "10⁻⁹ bit"),
                    value: 1e9 * greatestGap,
                    digits: 1),
            ] + levelValues("noisy", levels)
        }
    }
}
