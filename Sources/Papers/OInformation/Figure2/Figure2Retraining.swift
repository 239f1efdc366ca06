import Experiments

extension Figure2 {
    /// What one network is trained to be again, from its initial weights.
    struct Retraining {
        /// With all neurons.
        let whole: TrainingJob
        /// With as many neurons a layer as each size says.
        private let parts: [Others: [Choice: [TrainingJob]]]

        /// - Parameter chosen: the neurons that are re-trained by each choice: [size][hidden layer][neurons].
        init(_ job: TrainingJob, _ chosen: [Choice: [[[Int]]]], epochs: Int, _ settings: Settings) {
            var whole = job
            whole.recipe = OInformationNetworks.recipe(settings, epochs: epochs)
            func part(_ kept: [[Int]], _ others: Others) -> TrainingJob {
                var part = whole
                let rest = UnitSet(kept.map { kept in (0..<OInformationNetworks.width).filter { !kept.contains($0) } })
                if others == .frozen { part.recipe.frozen = rest } else { part.recipe.removed = rest }
                return part
            }
            self.whole = whole
            parts = Dictionary(
                uniqueKeysWithValues: Others.allCases.map { others in
                    (others, chosen.mapValues { sizes in sizes.map { part($0, others) } })
                })
        }

        /// Every job, in an order of its own: the whole network, then the parts.
        var jobs: [TrainingJob] {
            [whole] + Others.allCases.flatMap { others in Choice.allCases.flatMap { parts[others]![$0]! } }
        }

        /// What the trained networks reach.
        func retrained(_ inputs: Inputs) throws -> RetrainedNetwork {
            func accuracy(_ job: TrainingJob) throws -> Double {
                try inputs.checkCancellation()
                return try inputs.trajectory(job).test?.accuracy.last ?? 0
            }
            return RetrainedNetwork(
                whole: try accuracy(whole), parts: try parts.mapValues { try $0.mapValues { try $0.map(accuracy) } })
        }
    }

    /// One a network.
    static func retrainings(sizes: [Int], _ inputs: Inputs) throws -> [Retraining] {
        let test = try OInformationLayers.testSamples(try inputs.data(OInformationNetworks.data(.mnist)))
        return try OInformationNetworks.jobs(.mnist, inputs.settings).map { job in
            let layers = OInformationLayers(try inputs.trajectory(job), on: test)
            return Retraining(
                job, try chosen(layers, seed: job.seed, sizes: sizes, inputs), epochs: inputs.settings.integer(retrainedEpochs),
                inputs.settings)
        }
    }
}
