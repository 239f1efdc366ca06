import Experiments

/// Networks trained with one dropout on true or on shuffled labels.
struct DroppedNetworks: Sendable {
    struct Recorded: Sendable {
        let epoch: Int
        let accuracy: Double

        init(epoch: Int, accuracy: Double) {
            self.epoch = epoch
            self.accuracy = accuracy
        }
    }

    /// The share of units that training left out.
    let dropout: Double
    let networks: PerturbedNetworks
    /// Training accuracy at the recorded epochs: [network][epoch].
    let learning: [[Recorded]]

    init(dropout: Double, networks: PerturbedNetworks, learning: [[Recorded]]) {
        self.dropout = dropout
        self.networks = networks
        self.learning = learning
    }

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
        networks.accuracies.map { runs in
            let mean = Statistics.columnMeans(runs)
            return networks.place(of: mean, below: mean[0] - 0.05) / networks.x[networks.x.count - 1]
        }
    }

    /// Each network's training accuracy after a quarter of its epochs.
    var earlyAccuracies: [Double] {
        learning.map { recorded in
            let quarter = (recorded.last?.epoch ?? 0) / 4
            return recorded.first { $0.epoch >= quarter }?.accuracy ?? 0
        }
    }

    var series: Series {
        Figure5.series(
            id: "\(isShuffled ? "shuffled" : "true")-\(Int((100 * dropout).rounded()))", networks)
    }
}
