import Networks

/// A figure that can say what computing it consists of, the training of its networks apart. One that does not is taken to read each
/// recorded network once.
package protocol CountedExperiment: Experiment {
    func work(_ settings: Settings) -> WorkCount
    /// What a network of the user's adds to it, where it and its images are there.
    func publishedWork(_ settings: Settings) -> WorkCount
    /// Networks like those of the further rounds, which are known only after the first; none for a figure of one round.
    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob]
    /// What computing the products of further rounds consists of.
    func furtherProducts(_ settings: Settings) -> WorkCount
}

extension CountedExperiment {
    package func publishedWork(_ settings: Settings) -> WorkCount { WorkCount() }
    package func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] { [] }
    package func furtherProducts(_ settings: Settings) -> WorkCount { WorkCount() }
}

extension Experiment {
    /// - Parameter isPublishedThere: whether the networks of the user's that it can measure are there.
    func expectedWork(_ settings: Settings, jobs: [TrainingJob], isPublishedThere: Bool = false) -> WorkCount {
        if let counted = self as? any CountedExperiment {
            return counted.work(settings) + (isPublishedThere ? counted.publishedWork(settings) : WorkCount())
        }
        return jobs.sum { Double($0.expectedSnapshots) * SampleCounts($0.data).training * WorkCount.pass($0.architecture) }
    }

    /// A setting that is the figure's own.
    package func parameter(_ key: String) -> Parameter {
        guard let found = parameters.first(where: { $0.key == key }) else { preconditionFailure("\(id) has no parameter '\(key)'") }
        return found
    }
}
