import Experiments

/// A figure of the planes of its conditions' networks, which needs no others.
protocol PlaneFigure: CountedExperiment {
    var conditions: [PlaneCondition] { get }
    /// The settings of what is measured on the networks.
    var measures: [Parameter] { get }
}

extension PlaneFigure {
    var measures: [Parameter] { [PlaneNetworks.binSize] }
    var parameters: [Parameter] { PlaneNetworks.parameters(conditions, measures) }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions.flatMap { $0.jobs(settings) }) }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }

    func work(_ settings: Settings) -> WorkCount {
        let atSizes = parameters.contains(BinSizePlanes.binSizes)
        return .planes(needs(settings).jobs, sizes: atSizes ? settings.numbers(BinSizePlanes.binSizes).count : 1)
    }
}

extension WorkCount {
    /// The planes of trained networks: at each of some recorded epochs, every layer's values in bins of several sizes.
    /// - Parameter epochs: at most so many of the recorded ones.
    static func planes(_ jobs: [TrainingJob], sizes: Int = 1, epochs: Int = .max) -> WorkCount {
        jobs.sum { job in
            let values = Double(job.architecture.hiddenUnits + job.architecture.outputs)
            let binned = WorkCount([.binned: SampleCounts(job.data).training * values])
            return Double(min(job.expectedSnapshots, epochs)) * (read(job) + sizes * binned)
        }
    }

    /// All layers' values of one network's training samples.
    static func read(_ job: TrainingJob) -> WorkCount { SampleCounts(job.data).training * .pass(job.architecture) }
}
