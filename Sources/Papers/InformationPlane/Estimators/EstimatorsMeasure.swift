import Experiments

extension Estimators {
    /// How mutual information is estimated.
    enum Estimator: String, CaseIterable, Sendable {
        case binned, lower, upper

        /// "Bins", "Lower bound", "Upper bound".
        var title: String {
            switch self {
            case .binned: "Bins"
            case .lower: "Lower bound"
            case .upper: "Upper bound"
            }
        }
    }

    /// One layer's path through the plane, in bits, at every measured epoch.
    struct Path: Equatable {
        /// I(X;T).
        var withInput: [Double]
        /// I(T;Y).
        var withLabel: [Double]

        init(withInput: [Double] = [], withLabel: [Double] = []) {
            self.withInput = withInput
            self.withLabel = withLabel
        }

        /// By how many bits I(X;T) ends below its greatest value.
        var fall: Double { withInput.max()! - withInput.last! }
        /// By how many bits the greatest I(X;T) lies above the first.
        var rise: Double { withInput.max()! - withInput.first! }
    }

    /// One network as every estimator sees it.
    struct MeasuredNetwork {
        var epochs: [Int]
        /// A path a layer; the last layer is the softmax output.
        var paths: [Estimator: [Path]]
        /// Between what the noisy layers' I(T;Y) certainly lies after the last epoch.
        var finalLabelBounds: [ClosedRange<Double>]

        init(epochs: [Int], paths: [Estimator: [Path]], finalLabelBounds: [ClosedRange<Double>]) {
            self.epochs = epochs
            self.paths = paths
            self.finalLabelBounds = finalLabelBounds
        }

        subscript(estimator: Estimator) -> [Path] { paths[estimator]! }

        var layerCount: Int { finalLabelBounds.count }

        /// The shares of all layers and epochs at which the binned I(X;T) lies below, within and above the bounds, in per cent.
        var binnedAmongBounds: (below: Double, within: Double, above: Double) {
            var counts = (below: 0, within: 0, above: 0)
            for layer in 0..<layerCount {
                for index in epochs.indices {
                    let binned = self[.binned][layer].withInput[index]
                    if binned < self[.lower][layer].withInput[index] {
                        counts.below += 1
                    } else if binned > self[.upper][layer].withInput[index] {
                        counts.above += 1
                    } else {
                        counts.within += 1
                    }
                }
            }
            let all = Double(layerCount * epochs.count) / 100
            return (Double(counts.below) / all, Double(counts.within) / all, Double(counts.above) / all)
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
}

extension Estimators.MeasuredNetwork {
    /// Measures every layer of a network on the samples by every estimator.
    init(_ trajectory: Trajectory, on samples: LabelledSamples, _ inputs: Inputs) throws {
        let settings = inputs.settings
        let binning = Binning(size: settings.number(PlaneNetworks.binSize))
        let pairwise = PairwiseDistanceEntropy(
            labels: samples.labels, classes: samples.classes,
            noiseVariance: settings.number(Estimators.noiseVariance))
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        let reader = ActivationReader(trajectory.job.architecture)
        let epochs = Estimators.measuredEpochs(
            settings.integer(Estimators.measuredEpochs), of: trajectory.snapshots.map(\.epoch))
        let layerCount = trajectory.job.architecture.layerCount
        var binned = [Estimators.Path](repeating: .init(), count: layerCount)
        var lower = binned
        var upper = binned
        var bounds: [ClosedRange<Double>] = []
        for snapshot in trajectory.snapshots where epochs.contains(snapshot.epoch) {
            bounds = []
            for (layer, activations) in reader.read(snapshot.weights, on: samples).enumerated() {
                try inputs.checkCancellation()
                try binning.check(activations, of: trajectory, epoch: snapshot.epoch)
                let clustered = meter.measure(activations.values, units: activations.rows, binning: binning)
                binned[layer].append(clustered.withInput, clustered.withLabel)
                let noisy = pairwise.measure(activations.values, units: activations.rows)
                lower[layer].append(noisy.lower.withInput, noisy.lower.withLabel)
                upper[layer].append(noisy.upper.withInput, noisy.upper.withLabel)
                bounds.append(noisy.withLabelBounds)
            }
        }
        self.init(epochs: epochs, paths: [.binned: binned, .lower: lower, .upper: upper], finalLabelBounds: bounds)
    }
}

extension Estimators.Path {
    fileprivate mutating func append(_ withInput: Double, _ withLabel: Double) {
        self.withInput.append(withInput)
        self.withLabel.append(withLabel)
    }
}
