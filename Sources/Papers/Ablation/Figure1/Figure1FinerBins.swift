import Experiments

extension Figure1 {
    /// KL selectivity with more than one bit a neuron (Section V-A).
    enum FinerBins {
        static let bins = Parameter.chosen(
            "finerBins", "bins of the finer quantisation: one at 0, the others equally filled by the layer's positive outputs",
            .integer(8), because: "the paper says only that it is finer than one bit", allowed: .integers(3...64))

        /// The selectivity of every neuron: [network][hidden layer][neuron], on the validation set D.
        static func selectivities(_ condition: AblationCondition, _ inputs: Inputs) throws -> [[[Double]]] {
            let bins = inputs.settings.integer(bins)
            return try condition.jobs(inputs.settings).map { job in
                guard let weights = try inputs.trajectory(job).snapshots.last?.weights,
                    let held = try inputs.data(job.data).split.validation
                else { preconditionFailure("a network without weights or validation set") }
                let reader = ActivationReader(job.architecture)
                return try job.architecture.hidden.indices.map { layer in
                    try inputs.checkCancellation()
                    let activations = reader.read(weights, on: held, layers: [layer])[0]
                    return UnitMeasures.of(
                        activations: activations, labels: held.labels, classes: held.classes,
                        thresholds: thresholds(activations.values, bins: bins)
                    ).map(\.klSelectivity)
                }
            }
        }

        /// 0, then the quantiles of the positive outputs that part them into equal shares; equal ones count once.
        private static func thresholds(_ outputs: [Float], bins: Int) -> [Float] {
            let positive = outputs.filter { $0 > 0 }.sorted()
            var thresholds: [Float] = [0]
            for bin in 1..<bins - 1 where !positive.isEmpty {
                let next = positive[positive.count * bin / (bins - 1)]
                if next > thresholds.last! { thresholds.append(next) }
            }
            return thresholds
        }
    }
}
