import Networks

/// A figure whose networks are trained in two rounds: what is found in those of the first decides which the second has.
///
/// The runner trains the further networks as it does the first, side by side, stored and resumed alike, and then asks for `compute`,
/// which reads them by `Inputs.trajectory`.
public protocol TwoRoundExperiment: Experiment {
    /// The further networks; one may come twice, be one of the first round's, or be another figure's too. A pure function of its inputs,
    /// asked for in every run that computes the figure, and by a plan once the first round is there.
    /// - Precondition: the data of each are among those that `needs` names, so that the figure's key tells of them.
    /// - Parameter inputs: with the networks that `needs` names.
    func furtherJobs(_ inputs: Inputs) throws -> [TrainingJob]
}

extension ReportDefinition.Entry {
    var hasSecondRound: Bool { experiment is any TwoRoundExperiment }

    /// Networks like those of the second round, as many as it will have, before these are known; empty where that cannot be told.
    var furtherJobsAlike: [TrainingJob] {
        (experiment as? any CountedExperiment)?.furtherJobsAlike(settings) ?? []
    }

    /// The second round's networks, each once; none for a figure of one round.
    func furtherJobs(_ inputs: Inputs) throws -> [TrainingJob] {
        guard let experiment = experiment as? any TwoRoundExperiment else { return [] }
        let data = needs.allData
        var seen: Set<TrainingJob> = []
        return try experiment.furtherJobs(inputs).filter { job in
            precondition(data.contains(job.data), "\(id): the further network \(job.name) has data that the figure does not name")
            return seen.insert(job).inserted
        }
    }
}
