import NumericCore
import Results
import SampleStatistics

/// Networks trained with one dropout on true or on shuffled labels.
package struct DroppedNetworks: Sendable {
    package struct Recorded: Sendable {
        let epoch: Int
        let accuracy: Double

        package init(epoch: Int, accuracy: Double) {
            self.epoch = epoch
            self.accuracy = accuracy
        }
    }

    /// The share of units that training left out.
    package let dropout: Double
    package let networks: PerturbedNetworks
    /// Training accuracy at the recorded epochs: [network][epoch].
    package let learning: [[Recorded]]

    package init(dropout: Double, networks: PerturbedNetworks, learning: [[Recorded]]) {
        self.dropout = dropout
        self.networks = networks
        self.learning = learning
    }

    package var isShuffled: Bool { networks.corruption > 0 }

    /// As many units as training left out, on average.
    package var units: Double { dropout * networks.x[networks.x.count - 1] }

    /// Accuracy without ablation, of each network.
    package var accuracies: [Double] { networks.accuracies.map { Statistics.mean($0.map { $0[0] }) } }

    /// By how much each network's accuracy, averaged over its orders, is lower once as many units are ablated as training left out.
    package var losses: [Double] {
        networks.accuracies.map { runs in Statistics.mean(runs.map { $0[0] - networks.height(of: $0, at: units) }) }
    }

    /// The share of units whose ablation lowers each network's accuracy, averaged over its orders, by 5 points.
    package var onsets: [Double] {
        networks.accuracies.map { runs in
            let mean = Statistics.columnMeans(runs)
            return networks.place(of: mean, below: mean[0] - 0.05) / networks.x[networks.x.count - 1]
        }
    }

    /// Each network's training accuracy after a quarter of its epochs.
    package var earlyAccuracies: [Double] {
        learning.map { recorded in
            let quarter = (recorded.last?.epoch ?? 0) / 4
            return recorded.first { $0.epoch >= quarter }?.accuracy ?? 0
        }
    }

    var series: Series {
        SingleDirectionsFigure5.series(
            id: "\(isShuffled ? "shuffled" : "true")-\(Int((100 * dropout).rounded()))", networks)
    }
}
