import Experiments

/// Figure 4: the information planes of the tanh and the ReLU network whose bins figure 5 shows.
struct Figure4: Experiment {
    let identity = Identity(.informationPlane, "Figure 4", "Information planes of the networks whose bins are shown")

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, PlaneNetworks.tanhLearningRate,
        PlaneNetworks.reluLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    private static let conditions = [BinCondition.sztTanh, .sztReLU]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.conditions.flatMap { $0.jobs(settings) }) }

    /// A network's plane, and how its activations gather in the end bins.
    struct Layers {
        var plane: InformationPlane
        /// By layer, at the last epoch: the share of activations in the bins at the activation function's bounds.
        var endShares: [Double]

        init(plane: InformationPlane, endShares: [Double]) {
            self.plane = plane
            self.endShares = endShares
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let size = inputs.settings.number(PlaneNetworks.binSize)
        let measured = try Self.conditions.map { condition in
            try condition.measure(inputs) { trajectory, samples in
                let architecture = trajectory.job.architecture
                let last = ActivationReader(architecture).read(trajectory.snapshots.last!.weights, on: samples)
                return Layers(
                    plane: try InformationPlane.measure(
                        trajectory, on: samples, binSizes: [size], checkCancellation: inputs.checkCancellation)[0],
                    endShares: try last.enumerated().map { layer, activations in
                        let binning = Binning(size: size)
                        try binning.check(activations, of: trajectory, epoch: trajectory.snapshots.last!.epoch, bins: 1 << 20)
                        let codes = binning.codes(of: activations.values)
                        return BinHistogram(codes: codes, range: .of(architecture, layer, size: size, codes: [codes])).endShare
                    })
            }
        }
        let limits = DataEntropies.of(try inputs.data(PlaneNetworks.szt).split.training)
        var panels: [PanelResult] = []
        var values = [
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
        ]
        for (index, (condition, networks)) in zip(Self.conditions, measured).enumerated() {
            panels.append(
                PanelResult(
                    letter: FigureLetters[index], title: "\(condition.name) network",
                    series: InformationPlane.series(networks.measured.map(\.plane))))
            let output = networks.drawn.plane.layers[networks.drawn.plane.outputLayer].last!
            values += [
                NamedValue(
                    id: "\(condition.id)Networks", quantity: Quantity("networks trained"), value: Double(networks.trained),
                    digits: 0),
                NamedValue(
                    id: "\(condition.id)Dead", quantity: Quantity("networks that never left chance"), value: Double(networks.dead),
                    digits: 0),
                NamedValue(
                    id: "\(condition.id)Output",
                    quantity: Quantity("information of input and output layer", symbol: "I(X;T)", unit: "bit"),
                    value: output.withInput, digits: 2),
            ]
        }
        let (tanh, relu) = (measured[0], measured[1])
        return FigureResult(
            id: id, title: title, panels: panels, values: values,
            claims: [
                Self.clusteredLayersCompress(tanh), Self.outputEndsAtOneBit(tanh, id: "tanh", name: "tanh"),
                Self.reluTopRight(relu),
                Self.reluDoesNotCompress(relu), Self.outputEndsAtOneBit(relu, id: "relu", name: "ReLU"),
            ])
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
