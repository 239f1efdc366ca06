import Experiments

/// Figure 2: information planes of mixed networks, ReLU ahead of tanh and tanh ahead of ReLU.
struct Figure2: Experiment {
    let identity = Identity(.informationPlane, "Figure 2", "Information planes of mixed networks")

    let parameters = MixedStudy.szt.parameters

    func needs(_ settings: Settings) -> Needs { Needs(jobs: MixedStudy.szt.allJobs(settings)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.szt, inputs)
        let comparisons = planes.comparisons
        let labels = planes.panels[0].series.map(\.label)
        let tanhLeads = planes.mixed.filter { $0.kind == .leadingTanh }.flatMap(\.networks.planes)
        return FigureResult(
            id: id, title: title, panels: planes.panels,
            tables: comparisons.map { $0.table(layerLabels: labels, withLeader: true) },
            values: planes.values, claims: comparisons.flatMap(Self.claims) + [Self.leadersKeepAll(tanhLeads)])
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
