import InformationTheory
import Workloads

/// Work on activations and on units. Refigure does each on one core: a figure's measures are of many networks, one a core.
extension PieceOfWork {
    /// I(X;T) and I(T;Y) of a layer.
    static let binningWork: PieceOfWork = {
        let layers = 20
        return PieceOfWork(name: "binning") { folder in
            let workload = BinnedLayers(.distinct, layers: layers)
            try folder.write(
                "activations", workload.activations.flatMap(\.self), shape: [layers, BinnedLayers.units, BinnedLayers.samples])
            try folder.write("labels", workload.labels)
            try folder.write(settings: ["binSize": BinnedLayers.binSize])
        } time: { _ in
            let workload = BinnedLayers(.distinct, layers: layers)
            let measured = workload.measured()
            return Outcome(
                times: repeated { _ = workload.measured() }.divided(by: layers),
                values: ["I(X;T)": measured.map(\.withInput), "I(T;Y)": measured.map(\.withLabel)])
        }
    }()

    /// The accuracies of a network while the units of its first layer are switched off one after the other.
    static let ablationWork = PieceOfWork(name: "ablation") { folder in
        let network = AblatedNetwork()
        try folder.write("features", network.samples.features, shape: [network.samples.count, network.samples.width])
        try folder.write("labels", network.samples.labels)
        for (index, layer) in network.weights.layers.enumerated() {
            try folder.write("weights\(index)", layer.matrix.values, shape: [layer.matrix.rows, layer.matrix.columns])
            try folder.write("biases\(index)", layer.biases, shape: [layer.biases.count])
        }
    } time: { _ in
        let network = AblatedNetwork()
        return Outcome(times: repeated { _ = network.accuracies() }, values: ["accuracies": network.accuracies()])
    }

    /// Entropy, mutual information and KL selectivity of each unit of a layer of 1000.
    static let unitsWork = PieceOfWork(name: "units") { folder in
        let samples = UnitSamples(units: 1000)
        try folder.write("activations", samples.activations.values, shape: [samples.activations.rows, samples.activations.columns])
        try folder.write("labels", samples.labels)
    } time: { _ in
        let samples = UnitSamples(units: 1000)
        func measures() -> [UnitMeasures] {
            UnitMeasures.of(activations: samples.activations, labels: samples.labels, classes: UnitSamples.classes, threshold: 0)
        }
        let measured = measures()
        return Outcome(
            times: repeated { _ = measures() }.divided(by: measured.count),
            values: [
                "H(T)": measured.map(\.entropy), "I(T;Y)": measured.map(\.mutualInformation),
                "KL": measured.map(\.klSelectivity),
            ])
    }
}
