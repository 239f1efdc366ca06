import Experiments

/// Networks trained with one dropout on true or on shuffled labels.
struct DroppedNetworks: Sendable {
    /// The share of units that training left out.
    let dropout: Double
    let networks: PerturbedNetworks
    /// Training accuracy at the recorded epochs: [network][epoch].
    let learning: [[(epoch: Int, accuracy: Double)]]

    var isShuffled: Bool { networks.corruption > 0 }
    /// As many units as training left out, on average.
    var units: Double { dropout * networks.x[networks.x.count - 1] }
    /// Accuracy without ablation, of each network.
    var accuracies: [Double] { networks.accuracies.map { Statistics.mean($0.map { $0[0] }) } }

    /// By how much each network's accuracy, averaged over its orders, is lower once as many units are ablated as training left out.
    var losses: [Double] {
        networks.accuracies.map { runs in Statistics.mean(runs.map { $0[0] - networks.height(of: $0, at: units) }) }
    }

    /// The share of units whose ablation lowers each network's accuracy, averaged over its orders, by 5 points.
    var onsets: [Double] {
        networks.curves.map { networks.place(of: $0, below: $0[0] - 0.05) / networks.x[networks.x.count - 1] }
    }

    /// Each network's training accuracy after a quarter of its epochs.
    var earlyAccuracies: [Double] {
        learning.map { recorded in
            let quarter = (recorded.last?.epoch ?? 0) / 4
            return recorded.first { $0.epoch >= quarter }?.accuracy ?? 0
        }
    }
}

extension DroppedNetworks {
    init(_ condition: DirectionCondition, _ inputs: Inputs) throws {
        let labels = condition.corruption == 0 ? "true" : "shuffled"
        dropout = condition.dropout
        networks = try condition.ablated(
            inputs, id: "\(labels)-\(Int((100 * dropout).rounded()))",
            label: "dropout \(SettingValue.number(dropout)), \(labels) labels")
        learning = try condition.jobs.map { job in
            let trajectory = try inputs.trajectory(job)
            return zip(trajectory.scoredEpochs, trajectory.training.accuracy).map { (epoch: $0, accuracy: $1) }
        }
    }
}
