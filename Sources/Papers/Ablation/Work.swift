import Experiments

extension AblationCondition {
    /// The measures of its networks' neurons.
    fileprivate func measures(_ settings: Settings) -> WorkCount {
        networks(settings).jobs.sum { job in
            let units = Double(job.architecture.hiddenUnits)
            return SampleCounts(job.data).validation * (.pass(job.architecture) + WorkCount([.threshold: units]))
        }
    }
}

extension AblationFigure {
    func work(_ settings: Settings) -> WorkCount {
        Self.panels.map(\.condition).unique.sum { condition in
            let shown = Self.panels.filter { $0.condition == condition }
            let curves = condition.jobs(settings).sum { job -> WorkCount in
                let samples = SampleCounts(job.data)
                let scored = condition.family.images.scored(of: Int(samples.test), settings)
                let means = shown.contains(where: \.toMean) ? samples.training : 0
                return means * .pass(job.architecture)
                    + shown.sum { panel in
                        .cumulativeAblation(
                            job.architecture, layers: panel.layer.map { [$0] } ?? Array(job.architecture.hidden.indices),
                            orders: panel.orders.count, points: panel.counts(settings).count - 1, samples: Double(scored))
                    }
            }
            return condition.measures(settings) + curves
        }
    }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            let units = Double(job.architecture.hiddenUnits * (1 + settings.integer(Self.finerBins)))
            return SampleCounts(job.data).validation * (2 * .pass(job.architecture) + WorkCount([.threshold: units]))
        }
    }
}

extension Simpson: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        Self.conditions.map(\.condition).sum { condition in
            condition.measures(settings)
                + condition.jobs(settings).sum { job in
                    .singleAblation(job.architecture, samples: SampleCounts(job.data).test)
                        + .cumulativeAblation(
                            job.architecture, layers: Array(job.architecture.hidden.indices), orders: settings.integer(Self.orders),
                            points: job.architecture.hiddenUnits, samples: Double(settings.integer(Self.samples)))
                }
        }
    }
}
