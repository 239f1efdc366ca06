import Experiments

extension Figure6 {
    /// The networks of one kind over their training.
    struct TuningCourse {
        let epochs: [Int]
        /// [epoch]; the last are the trained networks'.
        let moments: [UnitTuning]
        /// The mean mutual information of the trained networks' units: [network][number of bins], and for activity that is told apart into
        /// none and some, one a network.
        let bits: [[Double]]
        let oneBit: [Double]

        var trained: UnitTuning { moments[moments.count - 1] }

        /// - Parameter bins: the first is that of the moments' mutual information.
        init(_ jobs: [TrainingJob], bins: [Int], _ inputs: Inputs) throws {
            let courses = try jobs.map { try SelectivityNetworks.course($0, inputs) }
            epochs = courses[0].snapshots.map(\.epoch)
            let units = try zip(jobs, courses).map { job, course in
                try course.snapshots.map { snapshot in
                    try DirectionUnits.measure(snapshot.weights, of: job, on: course.test, bins: bins[0], withLoss: false, inputs)
                }
            }
            moments = epochs.indices.map { place in
                UnitTuning(networks: units.map { $0[place] }, accuracies: courses.map(\.accuracy))
            }
            var bits: [[Double]] = []
            var oneBit: [Double] = []
            for (job, course) in zip(jobs, courses) {
                guard let weights = course.snapshots.last?.weights else { preconditionFailure("a training without weights") }
                let layers = ActivationReader(job.architecture).read(
                    weights, on: course.test, layers: Array(job.architecture.hidden.indices))
                var sums = bins.map { _ in 0.0 }
                var active: [Double] = []
                for activations in layers {
                    active += UnitMeasures.of(
                        activations: activations, labels: course.test.labels, classes: course.test.classes, threshold: 0
                    ).map(\.mutualInformation)
                    for unit in 0..<activations.rows {
                        try inputs.checkCancellation()
                        let activity = Array(activations.row(unit))
                        for (place, count) in bins.enumerated() {
                            sums[place] += DirectionUnits.information(activity, course.test, bins: count)
                        }
                    }
                }
                bits.append(sums.map { $0 / Double(active.count) })
                oneBit.append(Statistics.mean(active))
            }
            self.bits = bits
            self.oneBit = oneBit
        }

        /// The mean of a measure over a network's units, with its interval over networks, over training.
        func series(_ name: (id: String, label: String), _ quantity: Quantity, _ value: (DirectionUnit) -> Double) -> Series {
            let means = moments.map { $0.means(layer: nil, value) }
            let estimates = means.map { Estimate(mean: $0) }
            let runs = means[0].indices.map { network in means.map { $0[network] } }
            return Series(
                id: name.id, label: name.label,
                index: Column(id: "epoch", quantity: Quantity("epoch"), values: epochs.map(Double.init)),
                columns: [
                    Column(id: "mean", quantity: quantity, values: estimates.map(\.value), replicates: runs.count > 1 ? runs : []),
                    Column(id: "lower", quantity: quantity, values: estimates.map(\.lower)),
                    Column(id: "upper", quantity: quantity, values: estimates.map(\.upper)),
                ])
        }
    }
}
