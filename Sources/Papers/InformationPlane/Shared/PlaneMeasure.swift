import Experiments

/// The information plane of one network: every layer at every recorded epoch.
struct InformationPlane {
    /// The recorded epochs.
    var epochs: [Int]
    /// [layer][epoch]; the last layer is the softmax output.
    var layers: [[LayerInformation]]

    init(epochs: [Int], layers: [[LayerInformation]]) {
        self.epochs = epochs
        self.layers = layers
    }

    var outputLayer: Int { layers.count - 1 }
    var hiddenLayers: Range<Int> { 0..<outputLayer }

    /// Measures a trajectory on the samples at several bin sizes; one plane a size.
    ///
    /// Source: "Revisiting the Information Plane", Section 2.1: hidden layers and the softmax output, on the training samples.
    static func measure(
        _ trajectory: Trajectory, on samples: LabelledSamples, binSizes: [Double], checkCancellation: () throws -> Void
    ) throws -> [InformationPlane] {
        let reader = ActivationReader(trajectory.job.architecture)
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        let layerCount = trajectory.job.architecture.layerCount
        let binnings = binSizes.map { Binning(size: $0) }
        let epochs = trajectory.snapshots.map(\.epoch)
        var planes = binSizes.map { _ in InformationPlane(epochs: epochs, layers: .init(repeating: [], count: layerCount)) }
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
}

extension InformationPlane {
    /// "Layer 1", ..., "Output".
    static func layerLabel(_ layer: Int, of count: Int) -> String {
        layer == count - 1 ? "Output" : "Layer \(layer + 1)"
    }

    /// The planes of several networks as series, a layer each: the first network is drawn, all are replicates.
    static func series(_ networks: [InformationPlane]) -> [Series] {
        guard let drawn = networks.first else { return [] }
        let epoch = Column(id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: drawn.epochs.map(Double.init))
        return drawn.layers.indices.map { layer in
            func column(_ id: String, _ quantity: Quantity, _ value: (LayerInformation) -> Double) -> Column {
                let replicates = networks.map { $0.layers[layer].map(value) }
                return Column(id: id, quantity: quantity, values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
            }
            return Series(
                id: layer == drawn.outputLayer ? "output" : "layer-\(layer + 1)", label: layerLabel(layer, of: drawn.layers.count),
                index: epoch,
                columns: [
                    column("ixt", Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit"), \.withInput),
                    column("ity", Quantity("mutual information of layer and label", symbol: "I(T;Y)", unit: "bit"), \.withLabel),
                ])
        }
    }
}
