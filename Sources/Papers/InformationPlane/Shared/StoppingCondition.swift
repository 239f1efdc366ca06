import Experiments

/// What figures 7, 10 and 15 show of one kind of network: the full run, where it could have been stopped, and its losses.
struct StoppingCondition {
    /// Begins the ids of its values; may be empty.
    let id: String
    /// "tanh network".
    let name: String
    let networks: LearnedNetworks<StoppedTraining>

    static let otherPatiences = Parameter.chosen(
        "otherPatiences", "further patiences for the table of early stops, in epochs", .numbers([1, 2, 5, 10, 20, 50, 100]),
        because: "they show how much the stop depends on the patience", allowed: .lists(1...100_000, counts: 1...12))

    /// The drawn network's plane up to one of its stops.
    func stoppedPlane(_ kind: StopKind, _ letter: String, _ title: String) -> PanelResult {
        let stop = kind.epoch(networks.drawn)
        return PanelResult(
            letter, "\(title) at epoch \(stop)", InformationPlane.series([networks.drawn.plane.stopped(at: stop)]))
    }

    /// The full run's plane, with the stops on every layer's path: its place at the last recorded epoch not after the stop. The output
    /// layer's turn is marked on its own path only.
    func fullPlane(_ letter: String, _ title: String) -> PanelResult {
        let (planes, output) = (networks.measured.map(\.plane), networks.drawn.plane.outputLayer)
        let stops = StopKind.allCases.map { kind in
            let layers = (kind == .turn ? output : 0)...output
            let places = networks.measured.map { training in
                let index = training.plane.recordedIndex(at: kind.epoch(training))
                return layers.map { training.plane.layers[$0][index] }
            }
            let index = Column("layer", "layer, the output last", layers.map { $0 + 1 })
            return Series(kind.rawValue, kind.label, index, InformationPlane.columns(places))
        }
        return PanelResult(letter, title, InformationPlane.series(planes) + stops)
    }

    /// The cross-entropy over the epochs, with the stops on the validation curve.
    func losses(_ letter: String, _ title: String) -> PanelResult {
        func curve(_ id: String, _ label: String, _ curve: (TrainingCurves) -> Curve) -> Series {
            let losses = networks.measured.map { curve($0.curves).loss }
            return Series(
                id, label, Column("epoch", InformationPlane.epoch, networks.drawn.curves.epochs),
                [.first("loss", Quantity("cross-entropy", unit: "nat"), of: losses)])
        }
        let stops = StopKind.allCases.map { kind in
            let stops = networks.measured.map { $0.stop(at: kind.epoch($0)) }
            return Series(
                kind.rawValue, kind.label, Column("stop", "stop", [1.0]),
                [
                    .first("epoch", InformationPlane.epoch, of: stops.map { [Double($0.epoch)] }),
                    .first("loss", Quantity("validation cross-entropy", unit: "nat"), of: stops.map { [$0.loss] }),
                ])
        }
        return PanelResult(
            letter, title, [curve("training", "Training", \.training), curve("validation", "Validation", \.validation)] + stops)
    }

    /// What the words around the figure quote: of the drawn network, its stops; of all, their number.
    var values: [NamedValue] {
        func named(_ name: String) -> String { id.isEmpty ? name : id + name.prefix(1).uppercased() + name.dropFirst() }
        func epoch(_ name: String, _ what: String, _ value: Int) -> NamedValue {
            NamedValue(named(name), Quantity(what, unit: "epoch"), value)
        }
        func scores(_ name: String, _ what: String, _ stop: StoppedTraining.Stop) -> [NamedValue] {
            [
                NamedValue(named("\(name)Loss"), Quantity("validation cross-entropy \(what)", unit: "nat"), stop.loss, 3),
                NamedValue(named("\(name)Accuracy"), Quantity("validation accuracy \(what)"), stop.accuracy, 3),
            ]
        }
        let drawn = networks.drawn
        return [
            NamedValue(named("networks"), "networks trained", networks.trained),
            NamedValue(named("dead"), "networks that never left chance", networks.dead),
            epoch("earlyEpoch", "early stop", drawn.early.epoch),
            epoch("perfectEpoch", "epoch of least validation cross-entropy", drawn.perfect.epoch),
            epoch("turnEpoch", "epoch of the output layer's greatest I(X;T)", drawn.turn.epoch),
        ] + scores("early", "at the early stop", drawn.early) + scores("perfect", "at the perfect stop", drawn.perfect)
            + scores("final", "after the last epoch", drawn.stop(at: drawn.validation.count - 1))
    }

    /// How the early stop depends on the patience: geometric means over the networks.
    func patienceTable(_ title: String, _ settings: Settings) -> TableResult {
        let used = networks.drawn.patience
        let patiences = Set(settings.numbers(Self.otherPatiences).map { Int($0) } + [used]).sorted()
        func stops(_ patience: Int) -> [StoppedTraining.Stop] { networks.measured.map { $0.early(patience: patience) } }
        func geometricMean(_ values: [Double]) -> Double {
            DeterministicMath.exp(Statistics.mean(values.map(DeterministicMath.log)))
        }
        return TableResult(
            title, of: patiences,
            [
                ("Patience", { "\($0)\($0 == used ? " (used here)" : "")" }),
                ("Early stop (epoch)", { .number(geometricMean(stops($0).map { Double(max($0.epoch, 1)) }), 0) }),
                ("Validation accuracy", { .number(Statistics.mean(stops($0).map(\.accuracy)), 3) }),
                ("Validation cross-entropy", { .number(Statistics.mean(stops($0).map(\.loss)), 3) }),
                (
                    "Stop / output's turn",
                    { .number(geometricMean(zip(networks.measured, stops($0)).map { $0.ratioToTurn($1.epoch) }), 1) }
                ),
            ])
    }
}

extension StoppingCondition {
    /// Measures the networks that left chance.
    /// - Throws: a `Fault` where none has.
    init(_ condition: PlaneCondition, id: String = "", _ inputs: Inputs) throws {
        let limits = try inputs.limits(condition.data.selection)
        let networks = try condition.learned(inputs) { try StoppedTraining($0, limits: limits, inputs) }
        self.init(id: id, name: "\(condition.name) network", networks: networks)
    }

    /// Early and perfect stopping above the full run and its losses: figures 7 and 10.
    func figure(_ experiment: some Experiment, source: String, _ inputs: Inputs) -> FigureResult {
        experiment.result(
            panels: [
                stoppedPlane(.early, "a", "Early stop"), stoppedPlane(.perfect, "b", "Perfect stop"),
                fullPlane("c", "Full run, both stops marked"), losses("d", "Losses of the full run"),
            ], tables: [patienceTable("The early stop at other patiences, means over the networks", inputs.settings)],
            values: values + DataEntropies.values(networks.drawn.limits),
            claims: [earlyStopAtTurn(source), noGuarantee(source), perfectStopAwayFromTurn(source)])
    }
}

/// A figure of stops in the plane: figures 7, 10 and 15.
protocol StoppingFigure: PlaneFigure {}

extension StoppingFigure {
    var measures: [Parameter] {
        [PlaneNetworks.binSize, EarlyStop.patience, EarlyStop.tolerance, StoppingCondition.otherPatiences]
    }

    func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
