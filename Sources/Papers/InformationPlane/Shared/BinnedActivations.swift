import Experiments

extension Binning {
    /// The size in figures that show no plane.
    static let chosenSize = Parameter.chosen("binSize", "bin size", 0.07, 1e-4...10, because: "the paper's own for single planes")

    /// Training may go astray and yet have a loss that is a number: activations of 10^12 are in no bin that is counted.
    /// - Parameter bins: so many on either side of 0 are counted.
    /// - Throws: a `Fault` (status figureFailed) for activations beyond them.
    func check(_ activations: Matrix<Float>, of trajectory: Trajectory, epoch: Int, bins: Int = 1 << 31) throws {
        let (reach, hasNaN) = Self.reach(of: activations.values)
        // NaN has no reach, and is below none.
        guard hasNaN || reach / size >= Float(bins) else { return }
        throw Fault(
            "the activations after epoch \(epoch) reach \(reach), which is over \(bins) bins of \(size)", at: trajectory.job.name,
            remedy: "choose a smaller learning rate than \(trajectory.job.recipe.optimiser.learningRate), or larger bins",
            status: .figureFailed)
    }

    /// The bins of a layer's activations on the training samples after an epoch, few enough for a count each.
    func codes(ofLayer layer: Int, of trajectory: Trajectory, epoch: Int, _ inputs: Inputs) throws -> [Int32] {
        try inputs.checkCancellation()
        let samples = try inputs.training(trajectory.job)
        guard let weights = trajectory.weights(atEpoch: epoch) else {
            preconditionFailure("\(trajectory.job.name) does not record epoch \(epoch)")
        }
        let activations = ActivationReader(trajectory.job.architecture).read(weights, on: samples, layers: [layer])[0]
        try check(activations, of: trajectory, epoch: epoch, bins: 1 << 20)
        return codes(of: activations.values)
    }

    /// Each sample's row of bins.
    /// - Parameter activations: units x samples.
    func rows(of activations: Matrix<Float>) -> [[Int32]] {
        let codes = codes(of: activations.values)
        return (0..<activations.columns).map { sample in
            (0..<activations.rows).map { codes[$0 * activations.columns + sample] }
        }
    }
}
