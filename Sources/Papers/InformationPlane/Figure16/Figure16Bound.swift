import Experiments

extension Figure16 {
    /// An information bottleneck's bound, as iterations find it.
    struct Bound {
        /// The greatest I(T;Y) at an I(X;T).
        let limit: (Double) -> Double
        /// By how much the iterations may miss it, in bits.
        let error: Double
        /// The curve's points as found, from left to right, (I(X;T), I(T;Y)) in bits.
        let polygon: [(Double, Double)]
        /// The bound, the iterations, the example levels.
        let series: [Series]
        let values: [NamedValue]

        /// - Parameters:
        ///   - prefix: begins the values' ids.
        ///   - corners: of the bound as it is drawn.
        ///   - levels: where the example levels meet the bound.
        ///   - index: what the iterations were asked for.
        private init(
            _ prefix: String, limit: @escaping (Double) -> Double, error: Double, polygon: [(Double, Double)], label: String,
            corners: [(Double, Double)], _ solutions: [BlahutArimoto.Solution], levels: [(Double, Double)], index: Column,
            columns: [Column] = [], values before: [NamedValue], after: [NamedValue] = []
        ) {
            (self.limit, self.error, self.polygon) = (limit, error, polygon)
            func path(_ id: String, _ label: String, _ points: [(Double, Double)]) -> Series {
                .path(id, label, x: ("ixt", .withInput), y: ("ity", .withLabel), points)
            }
            let residuals: Quantity = "greatest change of any p(t|x) in the last iteration"
            let iterations = solutions.map(\.iterations)
            series =
                [
                    path("bound", label, corners),
                    Series(
                        "iterations", "Blahut-Arimoto iterations", index,
                        [
                            Self.tolerant("ixt", .withInput, solutions.map(\.withInput)),
                            Self.tolerant("ity", .withLabel, solutions.map(\.withLabel)),
                            Column("iterations", "iterations", iterations),
                            Self.tolerant("residual", residuals, solutions.map(\.residual), 1e-8),
                        ] + columns),
                ]
                // From a level on the axis to the bound and down to the compression that it allows.
                + levels.enumerated().map { path("level-\($0 + 1)", "Example level \($0 + 1)", [(0, $1.1), $1, ($1.0, 0)]) }
            values =
                before + [
                    NamedValue("\(prefix)Iterations", "iterations", iterations.reduce(0, +)),
                    NamedValue("\(prefix)MostIterations", "most iterations of one point", iterations.max() ?? 0),
                    NamedValue(
                        "\(prefix)Residual", Quantity("greatest residual", unit: "10⁻⁹"),
                        1e9 * (solutions.map(\.residual).max() ?? 0), 1),
                ] + after
                + levels.enumerated().flatMap { index, level in
                    [
                        NamedValue("\(prefix)Level\(index + 1)", .withLabel, level.1, 2),
                        NamedValue("\(prefix)Compression\(index + 1)", .withInput, level.0, 2),
                    ]
                }
        }

        /// The iterations end within about 1e-7 bits of their limit.
        private static func tolerant(
            _ id: String, _ quantity: Quantity, _ values: [Double], _ tolerance: Double = 1e-6
        ) -> Column {
            Column(id: id, quantity: quantity, values: values, tolerance: Tolerance(absolute: tolerance))
        }

        /// Labels and equally likely inputs.
        /// - Parameter labels: p(y = 1|x) of each.
        private static func problem(_ labels: [Double]) -> InformationBottleneck {
            InformationBottleneck(inputs: .init(repeating: 1 / Double(labels.count), count: labels.count), secondClass: labels)
        }

        /// Where the label is a function of the input: min(I(X;T), H(Y)), and what the iterations find of it.
        static func ofOwnLabels(_ labels: [Double], levels: [Double], _ checkCancellation: () throws -> Void) throws -> Bound {
            let problem = problem(labels)
            let (hx, hy) = (problem.inputEntropy, problem.labelEntropy)
            func solve(_ solver: BlahutArimoto, _ target: Double) throws -> BlahutArimoto.Solution {
                try solver.solve(
                    target: target, from: solver.randomEncoder(clusters: 3, seed: 0), checkCancellation: checkCancellation)
            }
            let steps = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1, 1.5]
            let targets = steps.map { $0 * hy }
            let merged = BlahutArimoto(problem.merged())
            let solutions = try targets.map { try solve(merged, $0) }
            let found = try levels.map { try solve(merged, $0 * hy) }
            let unmerged = try zip(levels, found).flatMap { share, level in
                let other = try solve(BlahutArimoto(problem), share * hy)
                return [abs(level.withInput - other.withInput), abs(level.withLabel - other.withLabel)]
            }
            let ends = solutions.map { ($0.withInput, $0.withLabel) }
            return Bound(
                "own", limit: { min($0, hy) },
                error: greatestError(targets: targets, ends: ends, labelEntropy: hy, unmerged: unmerged.max() ?? 0),
                polygon: [(0, 0)] + ends + [(hx, hy)], label: "min(I(X;T), H(Y))", corners: [(0, 0), (hy, hy), (hx, hy)],
                solutions, levels: found.map { ($0.withInput, $0.withLabel) },
                index: Column("target", .bits("target of I(X;T)"), targets),
                values: [
                    NamedValue("hx", .bits("entropy of the input", "H(X)"), hx, 2),
                    NamedValue("hy", .bits("entropy of the label", "H(Y)"), hy, 4),
                ])
        }

        /// The greatest distance of the iterations' ends from (min(R, H(Y)), min(R, H(Y))) along either axis, R being their targets.
        /// - Parameter unmerged: between the ends on all inputs and those on merged ones.
        static func greatestError(
            targets: [Double], ends: [(Double, Double)], labelEntropy: Double, unmerged: Double
        ) -> Double {
            zip(targets, ends).reduce(unmerged) { greatest, point in
                let exact = min(point.0, labelEntropy)
                return max(greatest, abs(point.1.0 - exact), abs(point.1.1 - exact))
            }
        }

        /// Where labels are noisy: a strictly concave curve, found along a ladder of β. No encoder lies above the limit: the least of the lines
        /// that support the curve at the solutions, the gaps allowed for, and I(X;Y).
        /// - Parameter rungs: from β = 101 down to 1.1, even in the logarithm of β - 1.
        static func ofNoisyLabels(
            _ labels: [Double], levels: [Double], rungs: Int, _ checkCancellation: () throws -> Void
        ) throws -> Bound {
            let problem = problem(labels)
            let merged = problem.merged()
            let information = merged.labelInformation
            let (top, bottom) = (DeterministicMath.log(100), DeterministicMath.log(0.1))
            let betas = (0..<rungs).map { 1 + DeterministicMath.exp(top + (bottom - top) * Double($0) / Double(rungs - 1)) }
            let all = try BlahutArimoto(merged).anneal(betas: betas, checkCancellation: checkCancellation)
            // Below the greatest β without information there is none either: one such rung is the curve's end at 0.
            let solutions = Array(all.prefix(all.prefix { $0.withInput > 1e-6 }.count + 1))
            let gaps = try solutions.map { solution in
                try checkCancellation()
                return merged.optimalityGap(of: solution)
            }
            // Then T = X.
            let polygon =
                solutions.reversed().map { ($0.withInput, $0.withLabel) }
                + [(merged.inputEntropy, information), (problem.inputEntropy, information)]
            /// The least I(X;T) that allows an I(T;Y), on the straight pieces between neighbouring points.
            func compression(_ withLabel: Double) -> Double {
                for (low, high) in zip(polygon, polygon.dropFirst()) where high.1 >= withLabel && high.1 > low.1 {
                    return low.0 + (high.0 - low.0) * (withLabel - low.1) / (high.1 - low.1)
                }
                return polygon[polygon.count - 1].0
            }
            let gap = gaps.max() ?? 0
            return Bound(
                "noisy",
                limit: { withInput in
                    zip(solutions, gaps).reduce(information) { min($0, (withInput - $1.0.lagrangian + $1.1) / $1.0.beta) }
                },
                error: gap, polygon: polygon, label: "Bound", corners: polygon, solutions,
                levels: levels.map { (compression($0 * information), $0 * information) },
                index: Column("beta", Quantity("inverse slope", symbol: "β"), solutions.map(\.beta)),
                columns: [tolerant("gap", .bits("distance from the optimum at most"), gaps)],
                values: [
                    NamedValue("noisyixy", .bits("information of input and noisy label", "I(X;Y)"), information, 3),
                    NamedValue("kinds", "different p(y|x)", merged.inputs.count),
                    NamedValue("rungs", "values of β", solutions.count),
                ],
                after: [
                    NamedValue("noisyGap", Quantity("distance from the optimum at most", unit: "10⁻⁹ bit"), 1e9 * gap, 1)
                ])
        }
    }
}
