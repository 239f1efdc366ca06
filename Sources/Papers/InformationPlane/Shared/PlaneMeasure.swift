import Experiments

/// The information plane of one network: every layer at every recorded epoch.
struct InformationPlane {
    /// The recorded epochs.
    var epochs: [Int]
    /// [layer][epoch]; the last layer is the softmax output.
    var layers: [[LayerInformation]]

    static let epoch = Quantity("training epoch", unit: "epoch")
    static let withInput = Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit")
    static let withLabel = Quantity("mutual information of layer and label", symbol: "I(T;Y)", unit: "bit")

    var outputLayer: Int { layers.count - 1 }
    var hiddenLayers: Range<Int> { 0..<outputLayer }

    /// Measures a trajectory on the samples at several bin sizes; one plane a size.
    ///
    /// Source: "Revisiting the Information Plane", Section 2.1: hidden layers and the softmax output, on the training samples.
    static func measure(
        _ trajectory: Trajectory, on samples: LabelledSamples, binSizes: [Double], checkCancellation: () throws -> Void
    ) throws -> [InformationPlane] {
        let architecture = trajectory.job.architecture
        let reader = ActivationReader(architecture)
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        let binnings = binSizes.map { Binning(size: $0) }
        let empty = InformationPlane(
            epochs: trajectory.snapshots.map(\.epoch), layers: .init(repeating: [], count: architecture.layerCount))
        var planes = binSizes.map { _ in empty }
        for snapshot in trajectory.snapshots {
            try checkCancellation()
            for (layer, activations) in reader.read(snapshot.weights, on: samples).enumerated() {
                for (index, binning) in binnings.enumerated() {
                    try binning.check(activations, of: trajectory, epoch: snapshot.epoch)
                    planes[index].layers[layer].append(meter.measure(activations.values, units: activations.rows, binning: binning))
                }
            }
        }
        return planes
    }

    /// The index of the last recorded epoch that is not after the given one.
    func recordedIndex(at epoch: Int) -> Int {
        precondition(epoch >= epochs[0], "epoch \(epoch) of a plane that begins at \(epochs[0])")
        return epochs.lastIndex { $0 <= epoch } ?? 0
    }

    /// The plane of the same training, stopped at the epoch: its recorded epochs up to there.
    func stopped(at epoch: Int) -> InformationPlane {
        let end = recordedIndex(at: epoch)
        return InformationPlane(epochs: Array(epochs[...end]), layers: layers.map { Array($0[...end]) })
    }

    /// "Layer 1", ..., "Output".
    static func layerLabel(_ layer: Int, of count: Int) -> String {
        layer == count - 1 ? "Output" : "Layer \(layer + 1)"
    }

    var layerLabels: [String] { layers.indices.map { Self.layerLabel($0, of: layers.count) } }

    /// The planes of several networks as series, a layer each: the first network is drawn, all are replicates.
    static func series(_ networks: [InformationPlane]) -> [Series] {
        guard let drawn = networks.first else { return [] }
        return drawn.layerLabels.enumerated().map { layer, label in
            Series(
                layer == drawn.outputLayer ? "output" : "layer-\(layer + 1)", label, Column("epoch", epoch, drawn.epochs),
                columns(networks.map { $0.layers[layer] }))
        }
    }

    /// Each network's places in the plane.
    static func columns(_ networks: [[LayerInformation]]) -> [Column] {
        [
            .first("ixt", withInput, of: networks.map { $0.map(\.withInput) }),
            .first("ity", withLabel, of: networks.map { $0.map(\.withLabel) }),
        ]
    }
}

/// A network's plane with its accuracy on the held-out samples after the last epoch.
struct ScoredPlane {
    var seed: UInt64
    var score: Double
    var plane: InformationPlane
}

extension ScoredPlane {
    /// At the size of bins that `binSize` says.
    init(_ trajectory: Trajectory, _ inputs: Inputs) throws {
        let sizes = [inputs.settings.number(PlaneNetworks.binSize)]
        let plane = try InformationPlane.measure(
            trajectory, on: try inputs.training(trajectory.job), binSizes: sizes, checkCancellation: inputs.checkCancellation)[0]
        self.init(seed: trajectory.job.seed, score: TrainingCurves(trajectory).score, plane: plane)
    }
}
