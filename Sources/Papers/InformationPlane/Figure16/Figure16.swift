import Experiments

/// Figure 16: the information bottleneck bound of SZT, for its own labels and for noisy ones, with figure 1's final layers under it.
struct Figure16: Experiment {
    let identity = Identity(.informationPlane, "Figure 16", "The information bottleneck bound of SZT")

    static let binSize = Parameter.chosen(
        "binSize", "bin size", .number(0.07), because: "the paper's own for single planes", allowed: .numbers(1e-4...10))
    static let levels = Parameter.chosen(
        "boundLevels", "example levels, shares of I(X;Y)", .numbers([0.5, 0.9]),
        because: "the paper does not say where its two stand",
        allowed: .lists(0.01...0.99, counts: 2...2))
    static let noiseWidth = Parameter.chosen(
        "noiseWidth", "width of the sigmoid that draws noisy labels, in units of SZT's score", .number(30),
        because: "the noise is to be seen: it leaves about 0.6 of the label's bit", allowed: .numbers(0.1...1000))
    static let rungs = Parameter.chosen(
        "boundRungs", "rungs of the ladder of β", .integer(64), because: "the curve looks smooth", allowed: .integers(8...1000))

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, binSize, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks,
        PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs, levels, noiseWidth, rungs,
    ]

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let labels = LabelKinds(training, noiseWidth: settings.number(Self.noiseWidth))
        let own = try OwnLabelBound(
            labels.own, levels: settings.numbers(Self.levels), checkCancellation: inputs.checkCancellation)
        let noisy = try NoisyLabelBound(
            labels.noisy, levels: settings.numbers(Self.levels), rungs: settings.integer(Self.rungs),
            checkCancellation: inputs.checkCancellation)
        let binning = Binning(size: settings.number(Self.binSize))
        let networks = try needs(settings).jobs.map { job in
            try inputs.checkCancellation()
            return FinalLayers(try inputs.trajectory(job), on: training, noisy: labels.secondClass, binning: binning)
        }
        let epoch = networks[0].epoch
        let panels = [
            PanelResult(
                letter: "a", title: "SZT's own labels",
                series: own.series + FinalLayers.series(networks, epoch: epoch, label: \.withLabel)),
            PanelResult(
                letter: "b", title: "Noisy labels",
                series: noisy.series + FinalLayers.series(networks, epoch: epoch, label: \.withNoisyLabel)),
        ]
        return FigureResult(
            id: id, title: title, panels: panels, tables: [Self.table(networks[0], own, noisy)],
            values: own.values + noisy.values + [
                NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0)
            ],
            claims: [
                Self.iterations(own: own.check, noisyGap: noisy.greatestGap),
                Self.smooth(own: own.polygon, noisy: noisy.polygon),
                Self.layers(
                    own: networks.map { $0.places.map { Depth(withLabel: $0.withLabel, bound: own.bound(at: $0.withInput)) } },
                    noisy: networks.map {
                        $0.places.map { Depth(withLabel: $0.withNoisyLabel, bound: noisy.bound(at: $0.withInput)) }
                    }),
            ])
    }

    private static func table(_ network: FinalLayers, _ own: OwnLabelBound, _ noisy: NoisyLabelBound) -> TableResult {
        TableResult(
            title: "The first network's layers after the last epoch, in bits",
            header: ["Layer", "I(X;T)", "I(T;Y)", "bound", "I(T;Y), noisy labels", "bound, noisy labels"],
            rows: network.places.enumerated().map { layer, place in
                [
                    .text(InformationPlane.layerLabel(layer, of: network.places.count)), .number(place.withInput, digits: 3),
                    .number(place.withLabel, digits: 3), .number(own.bound(at: place.withInput), digits: 3),
                    .number(place.withNoisyLabel, digits: 3), .number(noisy.bound(at: place.withInput), digits: 3),
                ]
            })
    }

    func chart(_ result: FigureResult) -> Chart? { Self.drawing(result) }
}
