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
}

extension OInformationCondition {
    /// Its networks read on the test images, and in each hidden layer so many systems made normal, so many of the paper's searches, and more.
    fileprivate func work(_ settings: Settings, systems: Int, searches: Int, besides: WorkCount = WorkCount([:])) -> WorkCount {
        jobs(settings).sum { job in
            let samples = SampleCounts(job.data).test
            let layer =
                systems * WorkCount([.rank: Double(width + 1) * samples])
                + searches * .search(of: width, exhaustiveTo: settings.integer(searched)) + besides
            return samples * .pass(job.architecture) + job.architecture.hidden.count * layer
        }
    }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let (condition, treatments) = (OInformationCondition.mnist, Treatment.allCases.count)
        return condition.work(
            settings, systems: treatments + 1, searches: treatments,
            besides: .exhaustive(2...condition.width, of: condition.width))
    }
}

extension Figure2: CountedExperiment {
    /// Two measures of each neuron by itself are each as much as ranking seven more.
    func work(_ settings: Settings) -> WorkCount { OInformationCondition.mnist.work(settings, systems: 15, searches: 1) }

    /// Each network whole, and parts of it of every size, chosen in every way, the others frozen or removed.
    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] {
        let parts = settings.numbers(Self.keptNeurons).count * Choice.allCases.count * Others.allCases.count
        return needs(settings).jobs.flatMap { job in
            var whole = job
            whole.recipe = OInformationCondition.recipe(settings, epochs: Self.retrainedEpochs)
            return Array(repeating: whole, count: 1 + parts)
        }
    }
}

extension LayersClasses: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        Self.conditions.sum { condition in
            // Four runs of an annealed search for either goal.
            let annealed = 2 * 4 * settings.integer(Self.annealingSteps)
            let all = condition.isSmall ? Self.annealedSizes.sum { .exhaustive($0...$0, of: condition.width) } : WorkCount([:])
            return condition.work(
                settings, systems: 1, searches: 1,
                besides: Self.annealedSizes.sum { WorkCount([.multipletPair: Double(annealed * $0 * $0)]) } + all)
        }
    }
}
