import Networks

extension TrainingJob {
    /// A training that may stop early is taken to last so many times its patience, or its epochs where these are fewer: its end is
    /// not known before. The networks of the first paper's figure 8 last five to twenty times.
    private static let patiences = 10

    /// The epochs that it is expected to last.
    var expectedEpochs: Int {
        recipe.earlyStopping.map { min(recipe.epochs, Self.patiences * $0.patience) } ?? recipe.epochs
    }

    /// The recorded epochs as far as it is expected to last.
    package var expectedSnapshots: Int { snapshots.epochs(upTo: recipe.epochs).count { $0 <= expectedEpochs } }

    /// What training it consists of.
    package var work: WorkCount {
        let samples = SampleCounts(data)
        let pass = WorkCount.pass(architecture)
        let steps = (samples.training / Double(recipe.batchSize)).rounded(.up)
        let update: WorkKind = if case .sgd(_, 0) = recipe.optimiser { .update } else { .statefulUpdate }
        // Forward, and backward to the weights and to the values below.
        let epoch =
            3 * samples.training * pass
            + WorkCount([update: steps * Double(architecture.parameterCount), .step: steps])
        let scores = snapshots.scoresEveryEpoch ? expectedEpochs + 1 : expectedSnapshots
        return expectedEpochs * epoch + Double(scores) * samples.all * pass
    }
}
