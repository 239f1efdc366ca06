import Experiments

/// How the activations of one network's last three layers fill their bins.
struct NetworkBins {
    /// The epochs at which the paper looks at bins: the first, the one half way, the last.
    enum Moment: String, CaseIterable {
        case first, middle, last

        func epoch(of epochs: Int) -> Int {
            switch self {
            case .first: 1
            case .middle: epochs / 2
            case .last: epochs
            }
        }
    }

    /// [layer][moment]: layers 4, 5 and the output.
    var histograms: [[BinHistogram]]
    /// [layer]: at the epoch at which the layer's I(X;T) is highest, in the same bins; what lies above them counts to the highest.
    var atPeak: [BinHistogram]
    /// By how many bits of I(X;T) each of the three layers ends below its highest point.
    var compression: [Double]
    /// The accuracy on the held-out samples after the last epoch.
    var score: Double

    init(histograms: [[BinHistogram]], atPeak: [BinHistogram], compression: [Double], score: Double) {
        self.histograms = histograms
        self.atPeak = atPeak
        self.compression = compression
        self.score = score
    }

    func histogram(_ layer: Int, _ moment: Moment) -> BinHistogram {
        histograms[layer][Moment.allCases.firstIndex(of: moment)!]
    }

    /// How the share of empty bins of a layer changes from a moment to the last epoch.
    func emptyChange(_ layer: Int, since moment: Moment = .first) -> Double {
        histogram(layer, .last).emptyShare - histogram(layer, moment).emptyShare
    }

    /// How the share of empty bins of a layer changes from the epoch of its highest I(X;T) to the last.
    func emptyChangeSincePeak(_ layer: Int) -> Double {
        histogram(layer, .last).emptyShare - atPeak[layer].emptyShare
    }

    /// How the share of activations in the end bins of a layer changes from the first epoch to the last.
    func endChange(_ layer: Int) -> Double { histogram(layer, .last).endShare - histogram(layer, .first).endShare }
}

extension NetworkBins {
    static let layerNames = ["Layer 4", "Layer 5", "Output"]

    /// Measures layers 4, 5 and the output on the samples, in the bins of the information plane.
    static func measure(
        _ trajectory: Trajectory, on samples: LabelledSamples, size: Double, checkCancellation: () throws -> Void
    ) throws -> NetworkBins {
        let architecture = trajectory.job.architecture
        let layers = Array(architecture.layerCount - layerNames.count..<architecture.layerCount)
        let reader = ActivationReader(architecture)
        let binning = Binning(size: size)
        func codes(_ epoch: Int, _ layers: [Int]) throws -> [[Int32]] {
            try checkCancellation()
            guard let weights = trajectory.weights(atEpoch: epoch) else {
                preconditionFailure("\(trajectory.job.name) does not record epoch \(epoch)")
            }
            return try reader.read(weights, on: samples, layers: layers).map {
                try binning.check($0, of: trajectory, epoch: epoch, bins: 1 << 20)
                return binning.codes(of: $0.values)
            }
        }
        let byMoment = try Moment.allCases.map { try codes($0.epoch(of: trajectory.job.recipe.epochs), layers) }
        let histograms = layers.indices.map { index in
            let codes = byMoment.map { $0[index] }
            let range = BinRange.of(architecture, layers[index], size: size, codes: codes)
            return codes.map { BinHistogram(codes: $0, range: range) }
        }

        let plane = try InformationPlane.measure(trajectory, on: samples, binSizes: [size], checkCancellation: checkCancellation)[0]
        let atPeak = try zip(layers, histograms).map { layer, histograms in
            let path = plane.layers[layer].map(\.withInput)
            let peak = plane.epochs[path.firstIndex(of: path.max()!)!]
            return BinHistogram(codes: try codes(peak, [layer])[0], range: histograms[0].range)
        }
        return NetworkBins(
            histograms: histograms, atPeak: atPeak,
            compression: layers.map { plane.compression(ofLayer: $0) },
            score: TrainingCurves(trajectory).validation.accuracy.last ?? 0)
    }
}

extension BinRange {
    /// The bins of a layer: all between the bounds of its activation function; for ReLU, those from 0 to the highest that is filled.
    /// - Parameter codes: the bins of its activations at every epoch that is to be compared.
    static func of(_ architecture: Architecture, _ layer: Int, size: Double, codes: [[Int32]]) -> BinRange {
        guard layer < architecture.hidden.count else { return .unit(size: size) }
        switch architecture.activation(layer) {
        case .tanh: return .symmetric(size: size)
        case .relu: return BinRange(bins: 0...Int(codes.joined().max() ?? 0), isBoundedAbove: false)
        case .sigmoid, .identity: preconditionFailure("no network of this paper has \(architecture.activation(layer)) units")
        }
    }
}

extension InformationPlane {
    /// By how many bits a layer's I(X;T) ends below its highest point.
    func compression(ofLayer layer: Int) -> Double {
        let path = layers[layer].map(\.withInput)
        return path.max()! - path.last!
    }
}
