import Experiments

/// What figures 7, 10 and 15 show of one kind of network: the full run, where it could have been stopped, and its losses.
struct StoppingCondition {
    static let otherPatiences = Parameter.chosen(
        "otherPatiences", "further patiences for the table of early stops, in epochs", .numbers([1, 2, 5, 10, 20, 50, 100]),
        because: "they show how much the stop depends on the patience", allowed: .lists(1...100_000, counts: 1...12))

    /// "tanh": the prefix of its values and claims; may be empty.
    let id: String
    /// "tanh network".
    let name: String
    /// Those that learned, the drawn one first.
    let trainings: [StoppedTraining]
    /// How many were trained.
    let trained: Int
    private let patience: Int
    private let tolerance: Double

    /// Measures every job's network; those that never left chance are left out.
    /// - Throws: a `Fault` where none has left chance.
    init(id: String, name: String, jobs: [TrainingJob], rate: Parameter, _ inputs: Inputs) throws {
        let binSize = inputs.settings.number(PlaneNetworks.binSize)
        let limits = DataEntropies.of(try inputs.data(jobs[0].data).split.training)
        let all = try jobs.map { try StoppedTraining.measure($0, binSize: binSize, limits: limits, inputs) }
        trainings = all.filter(\.curves.hasLearned)
        guard !trainings.isEmpty else {
            throw NoneLearned.fault(name, trained: all.count, rate: rate)
        }
        self.id = id
        self.name = name
        trained = all.count
        patience = inputs.settings.integer(EarlyStop.patience)
        tolerance = inputs.settings.number(EarlyStop.tolerance)
    }

    func claims(source: String) -> StoppingClaims {
        StoppingClaims(name: name, source: source, trainings, of: trained, patience: patience, tolerance: tolerance)
    }

    private var drawn: StoppedTraining { trainings[0] }

    /// The drawn network's plane up to one of its stops.
    func stoppedPlane(_ kind: StopKind, letter: String, title: String) -> PanelResult {
        let stop = kind.epoch(drawn)
        return PanelResult(
            letter: letter, title: "\(title) at epoch \(stop)", series: InformationPlane.series([drawn.plane.stopped(at: stop)]))
    }

    /// The full run's plane, with the stops on every layer's path.
    func fullPlane(letter: String, title: String) -> PanelResult {
        let layers = InformationPlane.series(trainings.map(\.plane))
        return PanelResult(letter: letter, title: title, series: layers + StopKind.allCases.map(points))
    }

    /// The cross-entropy over the epochs, with the stops on the validation curve.
    func losses(letter: String, title: String) -> PanelResult {
        let epoch = Column(
            id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: drawn.curves.epochs.map(Double.init))
        func series(_ id: String, _ label: String, _ curve: (TrainingCurves) -> TrainingCurves.Curve) -> Series {
            let replicates = trainings.map { curve($0.curves).loss }
            return Series(
                id: id, label: label, index: epoch,
                columns: [
                    Column(
                        id: "loss", quantity: Quantity("cross-entropy", unit: "nat"), values: replicates[0],
                        replicates: replicates.count > 1 ? replicates : [])
                ])
        }
        return PanelResult(
            letter: letter, title: title,
            series: [series("training", "Training", \.training), series("validation", "Validation", \.validation)]
                + StopKind.allCases.map(place))
    }

    /// Every layer's place in the plane at the last recorded epoch not after the stop; of the output layer's turn, the output layer's only.
    private func points(_ kind: StopKind) -> Series {
        let marked = kind == .turn ? drawn.plane.outputLayer..<drawn.plane.layers.count : drawn.plane.layers.indices
        func column(_ id: String, _ quantity: Quantity, _ value: @escaping (LayerInformation) -> Double) -> Column {
            let replicates = trainings.map { training in
                let index = training.plane.recordedIndex(at: kind.epoch(training))
                return marked.map { value(training.plane.layers[$0][index]) }
            }
            return Column(id: id, quantity: quantity, values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
        }
        let layers = Column(
            id: "layer", quantity: Quantity("layer, the output last"), values: marked.map { Double($0 + 1) })
        return Series(
            id: kind.rawValue, label: kind.label, index: layers,
            columns: [
                column("ixt", Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit"), \.withInput),
                column("ity", Quantity("mutual information of layer and label", symbol: "I(T;Y)", unit: "bit"), \.withLabel),
            ])
    }

    /// The stop's place on the drawn network's validation curve.
    private func place(_ kind: StopKind) -> Series {
        func column(_ id: String, _ quantity: Quantity, _ value: (StoppedTraining) -> Double) -> Column {
            let replicates = trainings.map { [value($0)] }
            return Column(id: id, quantity: quantity, values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
        }
        return Series(
            id: kind.rawValue, label: kind.label,
            index: Column(id: "stop", quantity: Quantity("stop"), values: [1]),
            columns: [
                column("epoch", Quantity("training epoch", unit: "epoch")) { Double(kind.epoch($0)) },
                column("loss", Quantity("validation cross-entropy", unit: "nat")) { $0.validation.loss[kind.epoch($0)] },
            ])
    }

    /// What the words around the figure quote: of the drawn network, its stops; of all, their number.
    var values: [NamedValue] {
        func named(_ name: String) -> String { id.isEmpty ? name : id + name.prefix(1).uppercased() + name.dropFirst() }
        func epoch(_ name: String, _ what: String, _ value: Int) -> NamedValue {
            NamedValue(id: named(name), quantity: Quantity(what, unit: "epoch"), value: Double(value), digits: 0)
        }
        func count(_ name: String, _ what: String, _ value: Int) -> NamedValue {
            NamedValue(id: named(name), quantity: Quantity(what), value: Double(value), digits: 0)
        }
        func scores(_ name: String, _ what: String, _ stop: StoppedTraining.Stop) -> [NamedValue] {
            [
                NamedValue(
                    id: named("\(name)Loss"), quantity: Quantity("validation cross-entropy \(what)", unit: "nat"), value: stop.loss,
                    digits: 3),
                NamedValue(
                    id: named("\(name)Accuracy"), quantity: Quantity("validation accuracy \(what)"), value: stop.accuracy, digits: 3
                ),
            ]
        }
        let last = drawn.validation.loss.count - 1
        let end = StoppedTraining.Stop(epoch: last, loss: drawn.validation.loss[last], accuracy: drawn.validation.accuracy[last])
        return [
            count("networks", "networks trained", trained),
            count("dead", "networks that never left chance", trained - trainings.count),
            epoch("earlyEpoch", "early stop", drawn.early.epoch),
            epoch("perfectEpoch", "epoch of least validation cross-entropy", drawn.perfect.epoch),
            epoch("turnEpoch", "epoch of the output layer's greatest I(X;T)", drawn.turn.epoch),
        ] + scores("early", "at the early stop", drawn.early) + scores("perfect", "at the perfect stop", drawn.perfect)
            + scores("final", "after the last epoch", end)
    }

    /// How the early stop depends on the patience: geometric means over the networks.
    func patienceTable(title: String, _ settings: Settings) -> TableResult {
        let patiences = Set(settings.numbers(Self.otherPatiences).map { Int($0) } + [patience]).sorted()
        let rows = patiences.map { other in
            let stops = trainings.map { $0.early(patience: other, tolerance: tolerance) }
            let ratios = zip(trainings, stops).map { $0.ratioToTurn($1.epoch) }
            return [
                TableResult.Cell.text(other == patience ? "\(other) (used here)" : "\(other)"),
                .number(LogScale.mean(stops.map { Double(max($0.epoch, 1)) }), digits: 0),
                .number(Statistics.mean(stops.map(\.accuracy)), digits: 3), .number(Statistics.mean(stops.map(\.loss)), digits: 3),
                .number(LogScale.mean(ratios), digits: 1),
            ]
        }
        return TableResult(
            title: title,
            header: ["Patience", "Early stop (epoch)", "Validation accuracy", "Validation cross-entropy", "Stop / output's turn"],
            rows: rows)
    }
}
