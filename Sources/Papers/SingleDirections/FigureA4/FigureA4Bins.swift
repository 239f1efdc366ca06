import Experiments

extension FigureA4 {
    /// One network: how mutual information goes with impact at each number of bins.
    struct BinnedUnits {
        /// [number of bins][part], the parts being `UnitImpacts.parts`.
        let correlations: [[Double]]
        /// The same for activity that is told apart into none and some.
        let oneBit: [Double]

        /// - Parameter units: of the network, with their impacts; layer by layer.
        init(_ job: TrainingJob, _ units: [DirectionUnit], bins: [Int], _ inputs: Inputs) throws {
            let course = try SelectivityNetworks.course(job, inputs)
            guard let weights = course.snapshots.last?.weights else { preconditionFailure("a training without weights") }
            let test = course.test
            let hidden = Array(job.architecture.hidden.indices)
            var bits = bins.map { _ in [Double]() }
            var active: [Double] = []
            for activations in ActivationReader(job.architecture).read(weights, on: test, layers: hidden) {
                active += UnitMeasures.of(activations: activations, labels: test.labels, classes: test.classes, threshold: 0)
                    .map(\.mutualInformation)
                for unit in 0..<activations.rows {
                    try inputs.checkCancellation()
                    let activity = Array(activations.row(unit))
                    for (place, count) in bins.enumerated() {
                        bits[place].append(DirectionUnits.information(activity, test, bins: count))
                    }
                }
            }
            func coefficients(_ bits: [Double]) -> [Double] {
                UnitImpacts.parts.map { part in
                    let places = units.indices.filter { part.layer == nil || units[$0].reference.layer == part.layer }
                    return RankCorrelation.of(places.map { bits[$0] }, places.map { units[$0].lossChange }).coefficient
                }
            }
            correlations = bits.map(coefficients)
            oneBit = coefficients(active)
        }
    }
}
