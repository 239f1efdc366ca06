import Experiments

/// The ablation curves of a figure's panels and what is known of their networks.
struct Study {
    /// Of each condition, in the order of their first panels.
    var networks: [MeasuredNetworks]
    /// One a panel, in the panels' order.
    let curves: [Curves]

    subscript(_ letter: String) -> Curves {
        guard let found = curves.first(where: { $0.letter == letter }) else { preconditionFailure("no panel '\(letter)'") }
        return found
    }

    var panels: [PanelResult] { curves.map { PanelResult($0.letter, $0.panel.title, $0.series) } }

    /// The networks of the panel of this letter.
    func networks(_ letter: String) -> MeasuredNetworks {
        let condition = self[letter].panel.condition
        return networks.first { $0.condition == condition }!
    }
}

extension Study {
    /// Ablates every network of every panel.
    init(_ panels: [Plot], _ inputs: Inputs) throws {
        networks = []
        var accuracies = panels.map { _ in [Order: [[Double]]]() }
        for condition in panels.map(\.condition).unique {
            let shown = panels.indices.filter { panels[$0].condition == condition }
            var measured: [MeasuredNetwork] = []
            for job in condition.jobs(inputs.settings) {
                let network = try MeasuredNetwork(job, of: condition, inputs)
                let (weights, test) = (try inputs.weights(job), try inputs.test(job))
                // Test images stand in the order of their digests, so any number of the first is a fair choice.
                let scored = condition.family.images.scored(of: test.count, inputs.settings)
                let samples = scored < test.count ? test.selecting(0..<scored) : test
                let means = try shown.contains { panels[$0].toMean } ? inputs.trainingMeans(job) : []
                for index in shown {
                    let panel = panels[index]
                    let along = try Ablation(job.architecture).accuracies(
                        weights, on: samples,
                        orders: panel.orders.map { $0.neurons(network.measures, layer: panel.layer, seed: job.seed) },
                        at: panel.counts(inputs.settings), replacement: panel.toMean ? .values(means) : .zero,
                        checkCancellation: inputs.checkCancellation)
                    for (order, curve) in zip(panel.orders, along) { accuracies[index][order, default: []].append(curve) }
                }
                measured.append(network)
            }
            networks.append(MeasuredNetworks(condition: condition, networks: measured))
        }
        curves = zip(panels, accuracies).map { Curves(panel: $0, counts: $0.counts(inputs.settings), accuracies: $1) }
    }
}
