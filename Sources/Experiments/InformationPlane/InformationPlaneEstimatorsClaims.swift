import NumericCore
import Results
import SampleStatistics

extension InformationPlaneEstimators {
    /// The last two hidden layers, those that the paper sees compressing: the mean over both.
    private static func deep(_ network: MeasuredNetwork, _ estimator: Estimator, _ value: (Path) -> Double) -> Double {
        Statistics.mean(network[estimator].dropLast().suffix(2).map(value))
    }

    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    package static func tanhCompresses(_ networks: [MeasuredNetwork], of all: Int, by estimator: Estimator) -> Claim {
        let falls = networks.map { deep($0, estimator, \.fall) }
        let rises = networks.map { deep($0, estimator, \.rise) }
        let estimate = ClaimRules.mean(falls)
        return Claim(
            id: "tanh-compresses-\(estimator.rawValue)",
            statement: "Tanh layers first gain information about the input and then lose it (\(estimator.words)).",
            source: "Sections 1, 2.2.2 and 2.3", kind: .trend,
            measured: "I(X;T) of layers 4 and 5 rises by \(ClaimRules.print(ClaimRules.mean(rises), digits: 2)) bits and ends "
                + "\(ClaimRules.print(estimate, digits: 2)) bits below its highest"
                + ClaimWords.basis(learned: networks.count, of: all),
            estimate: estimate,
            rule:
                "In a network that learned it holds where I(X;T) of layers 4 and 5 rises by over 0.1 bits on average before its "
                + "peak and falls by over 0.1 bits after it. Reproduced in all, partly in over half.",
            verdict: ClaimRules.share(of: zip(rises, falls).map { $0 > 0.1 && $1 > 0.1 }))
    }

    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    package static func reluDoesNot(_ networks: [MeasuredNetwork], of all: Int, by estimator: Estimator) -> Claim {
        let falls = networks.map { deep($0, estimator, \.fall) }
        let estimate = ClaimRules.mean(falls)
        return Claim(
            id: "relu-does-not-\(estimator.rawValue)",
            statement: "ReLU layers do not compress: what they gain about the input they keep (\(estimator.words)).",
            source: "Saxe et al. (2018), as Section 1 cites them", kind: .trend,
            measured: "I(X;T) of layers 4 and 5 ends \(ClaimRules.print(estimate, digits: 2)) bits below its highest"
                + ClaimWords.basis(learned: networks.count, of: all),
            estimate: estimate,
            rule:
                "In a network that learned it holds where I(X;T) of layers 4 and 5 falls by at most 0.1 bits on average after its "
                + "peak, less than what counts as compression for tanh. Reproduced in all, partly in over half.",
            verdict: ClaimRules.share(of: falls.map { $0 <= 0.1 }))
    }

    /// Spearman's coefficients of the binned I(X;T) and a bound of it; 0 where nothing moves.
    package struct RankCorrelation {
        /// Over all layers and epochs at once.
        package var pooled: Double
        /// Over the epochs of each layer: the mean over the layers in which neither is constant.
        package var withinLayers: Double
    }

    package static func rankCorrelation(_ network: MeasuredNetwork, with bound: Estimator) -> RankCorrelation {
        let binned = network[.binned].map(\.withInput)
        let bounds = network[bound].map(\.withInput)
        let within = zip(binned, bounds).map { Correlation.spearman($0, $1).coefficient }.filter { !$0.isNaN }
        let pooled = Correlation.spearman(binned.flatMap(\.self), bounds.flatMap(\.self)).coefficient
        return RankCorrelation(
            pooled: pooled.isNaN ? 0 : pooled, withinLayers: within.isEmpty ? 0 : Statistics.mean(within))
    }

    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    package static func tracksClustering(_ id: String, _ name: String, _ networks: [MeasuredNetwork], of all: Int) -> Claim {
        let lower = networks.map { rankCorrelation($0, with: .lower) }
        let upper = networks.map { rankCorrelation($0, with: .upper) }
        let holds = zip(lower, upper).map { $0.withinLayers >= 0.8 && $1.withinLayers >= 0.8 }
        func within(_ correlations: [RankCorrelation]) -> String {
            ClaimRules.print(ClaimRules.mean(correlations.map(\.withinLayers)), digits: 2)
        }
        func pooled(_ correlations: [RankCorrelation]) -> String { Statistics.mean(correlations.map(\.pooled)).fixed(2) }
        return Claim(
            id: "\(id)-tracks-clustering",
            statement: "What is measured is how the activations cluster, so bins and distances move together (\(name)).",
            source: "Goldfeld et al. (2018), as Sections 1 and 3 cite them", kind: .order,
            measured:
                "Spearman's ρ of the binned I(X;T), over the epochs of each layer: with the lower bound \(within(lower)), "
                + "with the upper bound \(within(upper)); over all layers at once: \(pooled(lower)) and \(pooled(upper))"
                + ClaimWords.basis(learned: networks.count, of: all),
            estimate: ClaimRules.mean(zip(lower, upper).map { min($0.withinLayers, $1.withinLayers) }),
            rule:
                "In a network that learned it holds where ρ over a layer's epochs, averaged over the layers, is at least 0.8 with "
                + "either bound. Reproduced in all, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }
}

extension InformationPlaneEstimators.Estimator {
    /// In a sentence's brackets: "by bins", "by the lower bound".
    fileprivate var words: String { self == .binned ? "by bins" : "by the \(rawValue) bound" }
}
