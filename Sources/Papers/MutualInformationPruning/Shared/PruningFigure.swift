import Experiments
import Pruning

/// A figure of networks that are pruned, and trained then.
protocol PruningFigure: RoundwiseExperiment, CountedExperiment {
    func studies(_ settings: Settings) -> [PruningStudy]
}

extension PruningFigure {
    func needs(_ settings: Settings) -> Needs { studies(settings).needs }
    func next(_ inputs: Inputs) throws -> Needs? { try studies(inputs.settings).next(inputs, after: inputs.rounds.count) }

    /// What the studies ask for, which is far less than their trainings.
    func work(_ settings: Settings) -> WorkCount {
        studies(settings).sum { study in study.jobsAlike.sum { 2000 * WorkCount.pass($0.architecture) } }
    }

    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] { studies(settings).filter(\.isRetrained).flatMap(\.jobsAlike) }

    func furtherProducts(_ settings: Settings) -> WorkCount { studies(settings).sum { $0.masksAlike.sum(\.work) } }
}

/// One on all families, each claim with the id of its family in front.
protocol ComparisonFigure: PruningFigure {}

extension ComparisonFigure {
    var parameters: [Parameter] { PrunedFamily.allParameters }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        PrunedFamily.all.filter { $0.isHad(settings) && claim.id.hasPrefix($0.id) }.map { $0.data(settings) }
    }
}

extension PruningStudy {
    /// The share of each layer that is taken to be removed before it is known.
    private static let expected = 0.6

    /// Trainings like those of the pruned networks: at each confidence one by each method.
    var jobsAlike: [TrainingJob] {
        subjects.flatMap { subject -> [TrainingJob] in
            let structures = subject.structures
            let mask = NodeScores(structures.layers.map { Array(repeating: 0, count: $0.count) }).removingLeastOfEachLayer(
                Self.expected)
            guard let architecture = SmallerNetwork(structures, keeping: mask)?.architecture else { return [] }
            var job = subject.job
            job.architecture = architecture
            if isTrained { job.recipe = family.retraining(settings) }
            return Array(repeating: job, count: settings.numbers(family.confidences).count * methods.count)
        }
    }

    /// Masks like those of the second round.
    var masksAlike: [CountedMask] {
        let kinds = methods.compactMap { $0 == .thiNet ? CountedMask.Method.thiNet : $0 == .synFlow ? .synFlow : nil }
        return subjects.flatMap { subject in
            settings.numbers(family.confidences).flatMap { _ in
                kinds.map {
                    CountedMask(subject: subject, method: $0, removing: Int(Self.expected * Double(subject.structures.nodeCount)))
                }
            }
        }
    }
}
