import Experiments

extension Figure2 {
    /// The neurons that are re-trained by each choice: [size][hidden layer][neurons].
    static func chosen(
        _ layers: OInformationLayers, seed: UInt64, sizes: [Int], _ inputs: Inputs
    ) throws -> [Choice: [[[Int]]]] {
        var chosen: [Choice: [[[Int]]]] = [:]
        func take(_ choice: Choice, _ orders: [[Int]]) {
            chosen[choice] = sizes.map { size in orders.map { $0.prefix(size).sorted() } }
        }
        let neurons = layers.preActivations.indices
        let random = neurons.map { layer in
            var generator = SeededGenerator(seed: seed, purpose: "random sub-network", index: UInt64(layer))
            return generator.permutation(layers.preActivations[layer].count)
        }
        take(.random, random)
        for choice in [Choice.mixture, .anova] {
            let orders = try layers.preActivations.map { neurons in
                order(
                    try neurons.map { neuron in
                        try inputs.checkCancellation()
                        return information(choice, neuron, layers.labels)
                    })
            }
            take(choice, orders)
        }
        let multiplets = try neurons.map { layer in
            let extremes = try OInformationExtremes.search(
                try layers.system(layer), exhaustiveTo: inputs.settings.integer(OInformationNetworks.exhaustiveTo),
                upTo: OInformationNetworks.width, check: inputs.checkCancellation)
            return sizes.map { synergistic(extremes, size: $0, ofNeurons: layers.preActivations[layer].count) }
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
    static func synergistic(_ extremes: OInformationExtremes, size: Int, ofNeurons count: Int) -> [Int] {
        let best =
            extremes.synergy.last { multiplet in multiplet.map { $0.units.count <= size } ?? false }.flatMap { $0?.units } ?? []
        return (best + (0..<count).filter { !best.contains($0) }.prefix(size - best.count)).sorted()
    }
}
