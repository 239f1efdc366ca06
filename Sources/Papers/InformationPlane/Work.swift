import Experiments

extension Figure6 {
    func work(_ settings: Settings) -> WorkCount {
        .planes(needs(settings).jobs)
            + .planes(needs(settings).jobs, sizes: settings.numbers(Self.finerBins).count + 1, epochs: 1)
    }
}

extension DeepFigure {
    /// About as many networks as these are pruned ones, and three quarters of all learn and are measured: one half while the rounds are
    /// asked for.
    func work(_ settings: Settings) -> WorkCount { 0.75 * .planes(needs(settings).jobs) }

    /// As many depths as the paper's prunings led to.
    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] {
        DeepPlaneNetworks.kinds.flatMap { kind in
            kind.publishedScores.dropFirst().flatMap { _ in kind.networks(added: 0).jobs(settings) }
        }
    }
}

extension Figure16 {
    /// A point of the bound is taken to need so many rounds, with so many inputs that differ in what they tell of the label, in so many
    /// clusters; how many it needs is not known before.
    private static let (rounds, inputs, clusters) = (1000, 50, 17)

    func work(_ settings: Settings) -> WorkCount {
        WorkCount([.round: Double(settings.integer(Self.rungs) * Self.rounds * Self.inputs * Self.clusters)])
            + .planes(needs(settings).jobs, epochs: 1)
    }
}

extension Figure17 {
    /// The curves are part of the trainings.
    func work(_ settings: Settings) -> WorkCount { WorkCount() }
}

extension Figure18 {
    func work(_ settings: Settings) -> WorkCount { needs(settings).jobs.sum { .read($0) } }
}

extension Figure19: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let samples = settings.numbers(Self.sampleCounts)
        let binned = 2 * samples.reduce(0, +) * Double(settings.numbers(Self.binSizes).count)
        return settings.integer(Self.draws) * WorkCount([.binned: binned, .normal: 2 * (samples.max() ?? 0)])
    }
}

extension Estimators {
    func work(_ settings: Settings) -> WorkCount {
        let epochs = settings.integer(Self.measuredEpochs)
        return .planes(needs(settings).jobs, epochs: epochs)
            + needs(settings).jobs.sum { job in
                let samples = SampleCounts(job.data).training
                return WorkCount([
                    .pair: Double(min(epochs, job.expectedSnapshots) * job.architecture.layerCount) * samples * samples / 2
                ])
            }
    }
}

extension Table1 {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).allData.sum { data in
            WorkCount([.unpacked: 70_000 * SampleCounts(data).width])
        }
    }
}
