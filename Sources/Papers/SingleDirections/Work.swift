import Experiments

extension TrainingJob {
    /// The cumulative ablation of some layers of one recorded network (`DirectionAblation`).
    fileprivate func ablation(
        _ settings: Settings, layers: [Int]? = nil, scored: Parameter = DirectionParameters.scoredSamples
    ) -> WorkCount {
        let layers = layers ?? Array(architecture.hidden.indices)
        let units = layers.reduce(0) { $0 + architecture.units($1) }
        return .cumulativeAblation(
            architecture, layers: layers, orders: settings.integer(DirectionParameters.orders),
            points: min(settings.integer(DirectionParameters.points), units),
            samples: min(Double(settings.integer(scored)), SampleCounts(data).training))
    }

    /// The means and deviations of its units (`UnitMoments`).
    fileprivate var moments: WorkCount { SampleCounts(data).training * .pass(architecture) }

    /// What its units tell of the class (`DirectionUnits`), at some numbers of bins.
    fileprivate func tuning(bins: [Int]) -> WorkCount {
        let thresholds = Double(architecture.hiddenUnits * bins.reduce(0) { $0 + $1 - 1 })
        return SampleCounts(data).test * (.pass(architecture) + WorkCount([.threshold: thresholds]))
    }

    /// Those that a course of training is read at.
    fileprivate var trainedSnapshots: Int { expectedSnapshots - 1 }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            job.architecture.isFullyConnected
                ? job.ablation(settings)
                : job.ablation(
                    settings, layers: ConvolutionCondition.ablatedLayers, scored: ConvolutionParameters.scoredSamples)
        }
    }
}

extension Figure2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let draws = settings.integer(parameter("runs")) * settings.integer(parameter("noises"))
        return needs(settings).jobs.sum { job in
            let scored = min(Double(settings.integer(DirectionParameters.scoredSamples)), SampleCounts(job.data).training)
            let noisy = WorkCount.pass(job.architecture) + WorkCount([.normal: Double(job.architecture.hiddenUnits)])
            return job.moments + Double(draws) * scored * noisy
        }
    }
}

extension Figure3: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { needs(settings).jobs.sum { $0.ablation(settings) } }
}

extension Figure4: CountedExperiment {
    /// Of the networks in training every recorded one, of the sweep's the last.
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            (job.snapshots == .ends ? 1 : job.expectedSnapshots) * job.ablation(settings)
        }
    }
}

extension Figure5: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            guard job.recipe.dropout.isEmpty else { return job.ablation(settings) }
            return job.moments + Treatment.allCases.sum { job.ablation(settings, layers: $0.layers) }
        }
    }
}

extension Figure6: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let bins = settings.integer(DirectionUnits.bins)
        return needs(settings).jobs.sum { job in
            job.trainedSnapshots * job.tuning(bins: [bins])
                + job.tuning(bins: [bins] + settings.numbers(Self.binCounts).map { Int($0) })
        }
    }
}

extension Figure7: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { needs(settings).jobs.sum { $0.impacts(settings) } }
}

extension FigureA1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { $0.moments + Replacement.allCases.count * $0.ablation(settings) }
    }
}

extension FigureA4: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { $0.impacts(settings) + $0.tuning(bins: settings.numbers(Self.binCounts).map { Int($0) }) }
    }
}

extension TrainingJob {
    /// What each unit's ablation costs at each recorded epoch after the first (`UnitImpacts`).
    fileprivate func impacts(_ settings: Settings) -> WorkCount {
        trainedSnapshots
            * (tuning(bins: [settings.integer(DirectionUnits.bins)])
                + .singleAblation(architecture, samples: SampleCounts(data).test))
    }
}
