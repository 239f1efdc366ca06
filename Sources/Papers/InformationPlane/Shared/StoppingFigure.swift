import Experiments

/// What figures 7 and 10 share: one kind of network on SZT, early and perfect stopping above the full run and its losses.
enum StoppingFigure {
    static func parameters(rate: Parameter) -> [Parameter] {
        [
            PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, EarlyStop.patience, EarlyStop.tolerance,
            StoppingCondition.otherPatiences, rate, PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
        ]
    }

    /// - Parameter name: "tanh network".
    static func compute(
        id: FigureID, title: String, name: String, jobs: [TrainingJob], rate: Parameter, source: String, _ inputs: Inputs
    ) throws -> FigureResult {
        let condition = try StoppingCondition(id: "", name: name, jobs: jobs, rate: rate, inputs)
        let claims = condition.claims(source: source)
        return FigureResult(
            id: id, title: title,
            panels: [
                condition.stoppedPlane(.early, letter: "a", title: "Early stop"),
                condition.stoppedPlane(.perfect, letter: "b", title: "Perfect stop"),
                condition.fullPlane(letter: "c", title: "Full run, both stops marked"),
                condition.losses(letter: "d", title: "Losses of the full run"),
            ],
            tables: [condition.patienceTable(title: "The early stop at other patiences, means over the networks", inputs.settings)],
            values: condition.values + corner(try inputs.data(jobs[0].data).split.training),
            claims: [
                claims.earlyStopAtTurn(id: "early-stop-at-turn"), claims.noGuarantee(id: "early-stop-no-guarantee"),
                claims.perfectStopAwayFromTurn(id: "perfect-stop-away-from-turn"),
            ])
    }

    /// H(X) and I(X;Y), as charts and words name them.
    static func corner(_ samples: LabelledSamples) -> [NamedValue] {
        let limits = DataEntropies.of(samples)
        return [
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
        ]
    }
}
