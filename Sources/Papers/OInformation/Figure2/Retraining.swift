import Experiments

extension Figure2 {
    /// What one network is trained to be again, from its initial weights.
    struct Retraining {
        /// With all neurons.
        private let whole: TrainingJob
        /// With as many neurons a layer as each size says.
        private let parts: [Others: [Choice: [TrainingJob]]]

        init(_ job: TrainingJob, sizes: [Int], _ inputs: Inputs) throws {
            var whole = job
            whole.recipe = OInformationCondition.recipe(inputs.settings, epochs: retrainedEpochs)
            let chosen = try chosen(job, sizes: sizes, inputs)
            var parts: [Others: [Choice: [TrainingJob]]] = [:]
            for others in Others.allCases {
                parts[others] = chosen.mapValues { sizes in
                    sizes.map { kept in
                        var part = whole
                        let rest = UnitSet(
                            zip(kept, job.architecture.hidden).map { kept, layer in
                                (0..<layer.units).filter { !kept.contains($0) }
                            })
                        if others == .frozen { part.recipe.frozen = rest } else { part.recipe.removed = rest }
                        return part
                    }
                }
            }
            self.whole = whole
            self.parts = parts
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

    /// The neurons that are re-trained by each choice: [size][hidden layer][neurons].
    private static func chosen(_ job: TrainingJob, sizes: [Int], _ inputs: Inputs) throws -> [Choice: [[[Int]]]] {
        let neurons = try Neurons(job, inputs)
        let random = neurons.layers.map { layer in
            var generator = SeededGenerator(seed: job.seed, purpose: "random sub-network", index: UInt64(layer))
            return generator.permutation(neurons.preActivations[layer].count)
        }
        var orders: [Choice: [[Int]]] = [.random: random]
        for choice in [Choice.mixture, .anova] {
            orders[choice] = try neurons.preActivations.map { layer in
                order(
                    try layer.map { neuron in
                        try inputs.checkCancellation()
                        return information(choice, neuron, neurons.labels)
                    })
            }
        }
        var chosen = orders.mapValues { orders in sizes.map { size in orders.map { $0.prefix(size).sorted() } } }
        let multiplets = try neurons.layers.map { layer in
            let count = neurons.preActivations[layer].count
            let extremes = try Extremes.search(
                neurons.system(layer), exhaustiveTo: inputs.settings.integer(OInformationCondition.exhaustiveTo), upTo: count,
                check: inputs.checkCancellation)
            return sizes.map { synergistic(extremes, size: $0, ofNeurons: count) }
        }
        chosen[.synergy] = sizes.indices.map { size in multiplets.map { $0[size] } }
        return chosen
    }

    /// A neuron's own information about the label in bits; nil where the model has no density for it, such as for a constant neuron.
    private static func information(_ choice: Choice, _ neuron: [Double], _ labels: [UInt16]) -> Double? {
        choice == .mixture
            ? try? GaussianCopula.mixtureInformation(of: [neuron], about: labels, ties: .midranks)
            : try? GaussianCopula.anovaInformation(of: [neuron], about: labels, ties: .midranks)
    }

    /// From the most informative neuron down; those without a value last, equal ones by number.
    static func order(_ information: [Double?]) -> [Int] {
        information.indices.sorted { a, b in
            let (left, right) = (information[a] ?? -.infinity, information[b] ?? -.infinity)
            return left == right ? a < b : left > right
        }
    }

    /// The most synergistic multiplet of a size. Where neurons were left out (constant ones, copies) and there is none so large, the
    /// largest there is, filled up with the others by number.
    static func synergistic(_ extremes: Extremes, size: Int, ofNeurons count: Int) -> [Int] {
        let best = extremes.synergy.compactMap { $0?.units }.last { $0.count <= size } ?? []
        return (best + (0..<count).filter { !best.contains($0) }.prefix(size - best.count)).sorted()
    }
}
