import Experiments

extension AblationPanel {
    /// Of one network.
    fileprivate func work(_ settings: Settings) -> WorkCount {
        let samples = SampleCounts(condition.data(settings))
        let scored =
            condition.isCIFAR ? min(samples.test, Double(settings.integer(AblationParameters.cifarTestSamples))) : samples.test
        return .cumulativeAblation(
            condition.architecture, layers: layer.map { [$0] } ?? Array(condition.widths.indices), orders: orders.count,
            points: counts(settings).count - 1, samples: scored)
    }
}

extension AblationCondition {
    /// The measures of its networks' neurons (`AblationNetwork`).
    fileprivate func measures(_ settings: Settings, thresholds: Int = 1) -> WorkCount {
        let units = Double(architecture.hiddenUnits * thresholds)
        let network = SampleCounts(data(settings)).validation * (.pass(architecture) + WorkCount([.threshold: units]))
        return jobs(settings).count * network
    }
}

extension AblationStudy {
    fileprivate static func work(_ panels: [AblationPanel], _ settings: Settings) -> WorkCount {
        conditions(of: panels).sum { condition in
            let shown = panels.filter { $0.condition.id == condition.id }
            let means = shown.contains(where: \.toMean) ? SampleCounts(condition.data(settings)).training : 0
            return condition.measures(settings)
                + condition.jobs(settings).count * (means * .pass(condition.architecture) + shown.sum { $0.work(settings) })
        }
    }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            let units = Double(job.architecture.hiddenUnits * (1 + settings.integer(FinerBins.bins)))
            return SampleCounts(job.data).validation * (2 * .pass(job.architecture) + WorkCount([.threshold: units]))
        }
    }
}

extension Figure2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension Figure3: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension Figure4: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension Figure5: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension Simpson: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        Self.conditions.sum { condition in
            let architecture = condition.architecture
            let orders = WorkCount.cumulativeAblation(
                architecture, layers: Array(architecture.hidden.indices), orders: settings.integer(Self.orders),
                points: architecture.hiddenUnits, samples: Double(settings.integer(Self.samples)))
            let alone = WorkCount.singleAblation(architecture, samples: SampleCounts(condition.data(settings)).test)
            return condition.measures(settings) + condition.jobs(settings).count * (alone + orders)
        }
    }
}
