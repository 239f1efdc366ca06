import Experiments

extension WorkCount {
    /// Multiplets of some sizes among so many neurons, all of them.
    fileprivate static func exhaustive(_ sizes: ClosedRange<Int>, of neurons: Int) -> WorkCount {
        sizes.sum { size in
            let multiplets = (0..<size).reduce(1.0) { $0 * Double(neurons - $1) / Double($1 + 1) }
            return WorkCount([.multipletPair: multiplets * Double(size * size)])
        }
    }

    /// The paper's search: all multiplets of up to some neurons, then one neuron more at a time, for either goal.
    fileprivate static func search(of neurons: Int, exhaustiveTo size: Int) -> WorkCount {
        let greedy = stride(from: min(size, neurons), to: neurons, by: 1).sum { size in
            WorkCount([.multipletPair: Double(2 * (neurons - size) * (size + 1) * (size + 1))])
        }
        return exhaustive(2...min(size, neurons), of: neurons) + greedy
    }

    /// A layer's neurons and its label made normal, with their covariance.
    fileprivate static func system(of neurons: Int, samples: Double) -> WorkCount {
        WorkCount([.rank: Double(neurons + 1) * samples])
    }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let width = OInformationNetworks.width
        let exhaustiveTo = settings.integer(OInformationNetworks.exhaustiveTo)
        return needs(settings).jobs.sum { job in
            let samples = SampleCounts(job.data).test
            let system = WorkCount.system(of: width, samples: samples)
            let layer =
                Treatment.allCases.count * (system + .search(of: width, exhaustiveTo: exhaustiveTo))
                + system + .exhaustive(2...width, of: width)
            return samples * .pass(job.architecture) + job.architecture.hidden.count * layer
        }
    }
}

extension Figure2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let width = OInformationNetworks.width
        return needs(settings).jobs.sum { job in
            let samples = SampleCounts(job.data).test
            // Two measures of each neuron by itself, each as much as ranking seven more.
            let layer =
                15 * WorkCount.system(of: width, samples: samples)
                + .search(of: width, exhaustiveTo: settings.integer(OInformationNetworks.exhaustiveTo))
            return samples * .pass(job.architecture) + job.architecture.hidden.count * layer
        }
    }

    /// Each network whole, and parts of it of every size, chosen in every way, the others frozen or removed.
    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] {
        let parts = settings.numbers(Self.keptNeurons).count * Choice.allCases.count * Others.allCases.count
        return needs(settings).jobs.flatMap { job in
            var whole = job
            whole.recipe = OInformationNetworks.recipe(settings, epochs: settings.integer(Self.retrainedEpochs))
            return Array(repeating: whole, count: 1 + parts)
        }
    }
}

extension LayersClasses: CountedExperiment {
    /// Runs of an annealed search.
    private static let runs = 4

    func work(_ settings: Settings) -> WorkCount {
        Self.conditions.sum { condition in
            condition.jobs(settings).sum { job in
                let samples = SampleCounts(job.data).test
                let annealed = 2 * Self.runs * settings.integer(Self.annealingSteps)
                var layer =
                    WorkCount.system(of: condition.width, samples: samples)
                    + .search(of: condition.width, exhaustiveTo: condition.exhaustiveTo(settings))
                    + Self.annealedSizes.sum { WorkCount([.multipletPair: Double(annealed * $0 * $0)]) }
                if condition.width == OInformationNetworks.width {
                    layer = layer + Self.annealedSizes.sum { .exhaustive($0...$0, of: condition.width) }
                }
                return samples * .pass(job.architecture) + job.architecture.hidden.count * layer
            }
        }
    }
}
