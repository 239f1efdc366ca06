import Experiments

extension Estimators {
    /// The last two hidden layers, those that the paper sees compressing: the mean over both.
    private static func deep(_ network: MeasuredNetwork, _ estimator: Estimator, _ value: (Path) -> Double) -> Double {
        Statistics.mean(network[estimator].dropLast().suffix(2).map(value))
    }

    /// A layer rises, or falls, where it does so by over this many bits: below the highest of many values each path ends a little.
    private static let least = 0.1

    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    static func tanhCompresses(_ networks: [MeasuredNetwork], of all: Int, by estimator: Estimator) -> Claim {
        Claim(
            id: "tanh-compresses-\(estimator.rawValue)",
            statement: "Tanh layers first gain information about the input and then lose it (\(estimator.words)).",
            source: "Shwartz-Ziv and Tishby (2017), as Section 1 cites them", origin: .cited,
            quantity: "I(X;T), mean of layers 4 and 5, in bits", digits: 2,
            parts: [
                .init("rise to the highest", .networks(networks.map { deep($0, estimator, \.rise) }), .over(least)),
                .init("fall from there", .networks(networks.map { deep($0, estimator, \.fall) }), .over(least)),
            ], remark: LearnedRemark.words(networks.count, of: all))
    }

    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    static func reluDoesNot(_ networks: [MeasuredNetwork], of all: Int, by estimator: Estimator) -> Claim {
        Claim(
            id: "relu-does-not-\(estimator.rawValue)",
            statement: "ReLU layers do not compress: what they gain about the input they keep (\(estimator.words)).",
            source: "Saxe et al. (2018), as Section 1 cites them", origin: .cited,
            quantity: "fall of I(X;T) from its highest, mean of layers 4 and 5, in bits", digits: 2,
            parts: [.init(.networks(networks.map { deep($0, estimator, \.fall) }), .under(least))],
            remark: LearnedRemark.words(networks.count, of: all))
    }

    /// Spearman's coefficients of the binned I(X;T) and a bound of it; 0 where nothing moves.
    struct RankCorrelation {
        /// Over all layers and epochs at once.
        var pooled: Double
        /// Over the epochs of each layer: the mean over the layers in which neither is constant.
        var withinLayers: Double
    }

    static func rankCorrelation(_ network: MeasuredNetwork, with bound: Estimator) -> RankCorrelation {
        let binned = network[.binned].map(\.withInput)
        let bounds = network[bound].map(\.withInput)
        let within = zip(binned, bounds).map { Correlation.spearman($0, $1).coefficient }.filter { !$0.isNaN }
        let pooled = Correlation.spearman(binned.flatMap(\.self), bounds.flatMap(\.self)).coefficient
        return RankCorrelation(
            pooled: pooled.isNaN ? 0 : pooled, withinLayers: within.isEmpty ? 0 : Statistics.mean(within))
    }

    /// Together: Spearman's coefficient over 0.8, as two measures of one thing have it.
    /// - Parameters:
    ///   - networks: those that learned.
    ///   - all: how many were trained.
    static func tracksClustering(_ id: String, _ name: String, _ networks: [MeasuredNetwork], of all: Int) -> Claim {
        let bounds = [Estimator.lower, .upper]
        let correlations = bounds.map { bound in networks.map { rankCorrelation($0, with: bound) } }
        let pooled = correlations.map { Statistics.mean($0.map(\.pooled)).fixed(2) }
        return Claim(
            id: "\(id)-tracks-clustering",
            statement: "What is measured is how the activations cluster, so bins and distances move together (\(name)).",
            source: "Goldfeld et al. (2018), as Sections 1 and 3 cite them", origin: .cited,
            quantity: "Spearman's ρ of the binned I(X;T) over the epochs of each layer, mean of the layers", digits: 2,
            parts: zip(bounds, correlations).map { bound, correlations in
                .init("with the \(bound.rawValue) bound", .networks(correlations.map(\.withinLayers)), .over(0.8))
            },
            remark: ["Over all layers at once: \(pooled.joined(separator: " and "))", LearnedRemark.words(networks.count, of: all)]
                .compactMap(\.self).joined(separator: ". "))
    }
}

extension Estimators.Estimator {
    /// In a sentence's brackets: "by bins", "by the lower bound".
    fileprivate var words: String { self == .binned ? "by bins" : "by the \(rawValue) bound" }
}
