import Networks

/// A figure whose networks are trained in rounds: what is found in those of earlier rounds decides which the next one has.
///
/// The runner trains each round as it does the first, side by side, stored and resumed alike, and asks for `compute` once there is no further
/// one; that reads the networks of all rounds by `Inputs.trajectory`.
public protocol RoundwiseExperiment: Experiment {
    /// The networks and products of the next round; nil where there is none. The first is what `needs` names.
    ///
    /// A pure function of its inputs, asked after each round in every run that computes the figure, and by a plan as far as the networks are
    /// there. A network may come twice, be an earlier round's, or be another figure's too; a round with no network of its own is as nil.
    /// - Precondition: the data of each are among those that `needs` names, so that the figure's key tells of them.
    /// - Parameter inputs: with the networks of `Inputs.rounds`.
    func next(_ inputs: Inputs) throws -> Needs?
}

extension ReportDefinition.Entry {
    var hasFurtherRounds: Bool { experiment is any RoundwiseExperiment }

    /// Networks like those of the further rounds, as many as there will be, before these are known; empty where that cannot be told.
    var furtherJobsAlike: [TrainingJob] {
        (experiment as? any CountedExperiment)?.furtherJobsAlike(settings) ?? []
    }

    /// What the next round needs that no earlier round has, each once; nothing where there is no further round.
    func next(_ inputs: Inputs) throws -> [Piece.Work] {
        guard let further = try (experiment as? any RoundwiseExperiment)?.next(inputs) else { return [] }
        for data in further.allData {
            // Which of its features a network sees may follow from a round before; the data set and its samples stand.
            var whole = data
            whole.keptInputs = nil
            precondition(
                needs.allData.contains(whole), "\(id): a further network has data that the figure does not name: \(data.name)")
        }
        var seen = Set(inputs.rounds.flatMap(\.work))
        return further.work.filter { seen.insert($0).inserted }
    }
}
