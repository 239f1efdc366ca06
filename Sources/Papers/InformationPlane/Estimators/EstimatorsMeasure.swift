import Experiments

extension Estimators {
    /// How mutual information is estimated.
    enum Estimator: String, CaseIterable {
        case binned, lower, upper

        var title: String { self == .binned ? "Bins" : self == .lower ? "Lower bound" : "Upper bound" }
        /// In a sentence's brackets: "by bins", "by the lower bound".
        var words: String { self == .binned ? "by bins" : "by the \(rawValue) bound" }
    }

    /// One network as every estimator sees it.
    struct MeasuredNetwork {
        /// At the measured epochs.
        var planes: [Estimator: InformationPlane]
        /// By layer: between what the noisy layers' I(T;Y) certainly lies after the last epoch.
        var finalLabelBounds: [ClosedRange<Double>]

        subscript(estimator: Estimator) -> InformationPlane { planes[estimator]! }

        /// I(X;T) of all layers and epochs, in bits.
        func inputs(_ estimator: Estimator) -> [Double] { self[estimator].layers.joined().map(\.withInput) }

        /// The shares of all layers and epochs at which the binned I(X;T) lies below, within and above the bounds, in per cent.
        var binnedAmongBounds: (below: Double, within: Double, above: Double) {
            let binned = inputs(.binned)
            let below = zip(binned, inputs(.lower)).map { $0 < $1 }
            let above = zip(binned, inputs(.upper)).map { $0 > $1 }
            let hundredth = Double(binned.count) / 100
            func share(_ isCounted: (Int) -> Bool) -> Double { Double(binned.indices.count(where: isCounted)) / hundredth }
            return (share { below[$0] }, share { !below[$0] && !above[$0] }, share { !below[$0] && above[$0] })
        }

        /// Spearman's coefficients of the binned I(X;T) and a bound of it; 0 where nothing moves.
        /// - Returns: over all layers and epochs at once; over the epochs of each layer, the mean over the layers in which neither is constant.
        func rankCorrelation(with bound: Estimator) -> (pooled: Double, withinLayers: Double) {
            let within = zip(self[.binned].layers, self[bound].layers).map {
                Correlation.spearman($0.map(\.withInput), $1.map(\.withInput)).coefficient
            }.filter { !$0.isNaN }
            let pooled = Correlation.spearman(inputs(.binned), inputs(bound)).coefficient
            return (pooled.isNaN ? 0 : pooled, within.isEmpty ? 0 : Statistics.mean(within))
        }
    }

    /// Of the recorded epochs, those at which the estimators measure: about so many, each at first and then at gaps that grow in
    /// proportion to the epoch; always the first and the last.
    static func measuredEpochs(_ count: Int, of recorded: [Int]) -> [Int] {
        precondition(!recorded.isEmpty, "no epochs are recorded")
        let wanted = SnapshotSchedule(everyEpochUpTo: 1, count: count).epochs(upTo: recorded[recorded.count - 1])
        // Of two recorded epochs as near, the earlier one.
        return Set(wanted.map { epoch in recorded.min { abs($0 - epoch) < abs($1 - epoch) }! }).sorted()
    }

    /// The last two hidden layers, those that the paper sees compressing: the mean over both of what their I(X;T) comes to, in bits.
    private static func deep(_ networks: Networks, _ estimator: Estimator, _ value: ([Double]) -> Double) -> Sample {
        .networks(
            networks.measured.map { Statistics.mean($0[estimator].layers.dropLast().suffix(2).map { value($0.map(\.withInput)) }) })
    }

    /// A layer rises, or falls, where it does so by over this many bits: below the highest of many values each path ends a little.
    private static let least = 0.1

    static func tanhCompresses(_ networks: Networks, by estimator: Estimator) -> Claim {
        Claim(
            "tanh-compresses-\(estimator.rawValue)",
            "Tanh layers first gain information about the input and then lose it (\(estimator.words)).", .cited,
            "Shwartz-Ziv and Tishby (2017), as Section 1 cites them", "I(X;T), mean of layers 4 and 5, in bits", digits: 2,
            [
                .init("rise to the highest", deep(networks, estimator) { $0.max()! - $0.first! }, .over(least)),
                .init("fall from there", deep(networks, estimator) { $0.max()! - $0.last! }, .over(least)),
            ], remark: networks.remark)
    }

    static func reluDoesNot(_ networks: Networks, by estimator: Estimator) -> Claim {
        Claim(
            "relu-does-not-\(estimator.rawValue)",
            "ReLU layers do not compress: what they gain about the input they keep (\(estimator.words)).", .cited,
            "Saxe et al. (2018), as Section 1 cites them", "fall of I(X;T) from its highest, mean of layers 4 and 5, in bits",
            digits: 2, deep(networks, estimator) { $0.max()! - $0.last! }, .under(least), remark: networks.remark)
    }

    /// Together: Spearman's coefficient over 0.8, as two measures of one thing have it.
    static func tracksClustering(_ id: String, _ name: String, _ networks: Networks) -> Claim {
        let bounds = [Estimator.lower, .upper].map { bound in
            (bound, networks.measured.map { $0.rankCorrelation(with: bound) })
        }
        let pooled = bounds.map { Statistics.mean($0.1.map(\.pooled)).fixed(2) }
        return Claim(
            "\(id)-tracks-clustering",
            "What is measured is how the activations cluster, so bins and distances move together (\(name)).", .cited,
            "Goldfeld et al. (2018), as Sections 1 and 3 cite them",
            "Spearman's ρ of the binned I(X;T) over the epochs of each layer, mean of the layers", digits: 2, within: .correlation,
            bounds.map { .init("with the \($0.rawValue) bound", .networks($1.map(\.withinLayers)), .over(0.8)) },
            remark: networks.remark(after: "Over all layers at once: \(pooled.joined(separator: " and "))"))
    }
}

extension Estimators.MeasuredNetwork {
    /// Measures every layer of a network on its training samples by every estimator.
    init(_ trajectory: Trajectory, _ inputs: Inputs) throws {
        let (settings, samples) = (inputs.settings, try inputs.training(trajectory.job))
        let architecture = trajectory.job.architecture
        let binning = Binning(size: settings.number(PlaneNetworks.binSize))
        let pairwise = PairwiseDistanceEntropy(
            labels: samples.labels, classes: samples.classes, noiseVariance: settings.number(Estimators.noiseVariance))
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        let epochs = Estimators.measuredEpochs(settings.integer(Estimators.measuredEpochs), of: trajectory.snapshots.map(\.epoch))
        let empty = InformationPlane(epochs: epochs, layers: .init(repeating: [], count: architecture.layerCount))
        // Without bins no symbols are counted.
        func unbinned(_ estimate: NoisyLayerInformation.Estimate) -> LayerInformation {
            LayerInformation(withInput: estimate.withInput, withLabel: estimate.withLabel, occupiedSymbols: 0)
        }
        var (binned, lower, upper) = (empty, empty, empty)
        finalLabelBounds = []
        for snapshot in trajectory.snapshots where epochs.contains(snapshot.epoch) {
            finalLabelBounds = []
            for (layer, activations) in ActivationReader(architecture).read(snapshot.weights, on: samples).enumerated() {
                try inputs.checkCancellation()
                try binning.check(activations, of: trajectory, epoch: snapshot.epoch)
                binned.layers[layer].append(meter.measure(activations.values, units: activations.rows, binning: binning))
                let noisy = pairwise.measure(activations.values, units: activations.rows)
                lower.layers[layer].append(unbinned(noisy.lower))
                upper.layers[layer].append(unbinned(noisy.upper))
                finalLabelBounds.append(noisy.withLabelBounds)
            }
        }
        planes = [.binned: binned, .lower: lower, .upper: upper]
    }
}
