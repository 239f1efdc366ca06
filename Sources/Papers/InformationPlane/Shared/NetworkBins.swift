import Experiments

/// How the activations of one network's last three layers fill their bins.
struct NetworkBins {
    /// When bins are looked at.
    enum Moment: String {
        /// The epochs that the paper shows: the first, the one half way, the last.
        case first, middle, last
        /// The epoch at which the layer's I(X;T) is highest. The plane chooses it and not the bins: from the epoch of fewest empty bins on,
        /// their number could only rise.
        case peak

        static let shown = [first, middle, last]

        /// An epoch that the paper shows.
        func epoch(of epochs: Int) -> Int { self == .first ? 1 : self == .middle ? epochs / 2 : epochs }

        /// At the end of a value's id: "First".
        var suffix: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    struct Layer {
        /// All in the same bins; what lies above them counts to the highest.
        var histograms: [Moment: BinHistogram]
        /// By how many bits of I(X;T) the layer ends below its highest point.
        var compression: Double

        subscript(_ moment: Moment) -> BinHistogram { histograms[moment]! }

        /// How the share of empty bins changes from a moment to the last epoch.
        func emptyChange(since moment: Moment) -> Double { self[.last].emptyShare - self[moment].emptyShare }

        /// How the share of activations in the end bins changes from the first epoch to the last.
        var endChange: Double { self[.last].endShare - self[.first].endShare }
    }

    static let layerNames = ["Layer 4", "Layer 5", "Output"]
    static let layers = layerNames.indices
    static let output = layerNames.count - 1

    /// Layers 4, 5 and the output.
    var layers: [Layer]
    /// The accuracy on the held-out samples after the last epoch.
    var score: Double

    /// Measures on the training samples, in the bins of the information plane.
    static func measure(_ trajectory: Trajectory, size: Double, _ inputs: Inputs) throws -> NetworkBins {
        let job = trajectory.job
        let places = job.architecture.layerCount - layers.count..<job.architecture.layerCount
        func codes(_ layer: Int, _ epoch: Int) throws -> [Int32] {
            try Binning(size: size).codes(ofLayer: layer, of: trajectory, epoch: epoch, inputs)
        }
        let shown = try places.map { layer in try Moment.shown.map { try codes(layer, $0.epoch(of: job.recipe.epochs)) } }
        let plane = try InformationPlane.measure(
            trajectory, on: try inputs.training(job), binSizes: [size], checkCancellation: inputs.checkCancellation)[0]
        let layers = try zip(places, shown).map { layer, shown in
            let path = plane.layers[layer].map(\.withInput)
            let peak = try codes(layer, plane.epochs[path.firstIndex(of: path.max()!)!])
            let range = BinRange.of(job.architecture, layer, size: size, codes: shown)
            let histograms = (shown + [peak]).map { BinHistogram(codes: $0, range: range) }
            return Layer(
                histograms: .init(uniqueKeysWithValues: zip(Moment.shown + [.peak], histograms)),
                compression: plane.compression(ofLayer: layer))
        }
        return NetworkBins(layers: layers, score: TrainingCurves(trajectory).score)
    }
}

extension InformationPlane {
    /// By how many bits a layer's I(X;T) ends below its highest point.
    func compression(ofLayer layer: Int) -> Double {
        let path = layers[layer].map(\.withInput)
        return path.max()! - path.last!
    }
}
