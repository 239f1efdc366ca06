import Experiments

extension Binning {
    /// Training may go astray and yet have a loss that is a number: activations of 10^12 are in no bin that is counted.
    /// - Parameter bins: so many on either side of 0 are counted.
    /// - Throws: a `Fault` (status figureFailed) for activations beyond them.
    func check(
        _ activations: Matrix<Float>, of trajectory: Trajectory, epoch: Int, bins: Int = 1 << 31
    ) throws {
        let reach = activations.values.reduce(0) { max($0, abs($1)) }
        // NaN has no reach, and is below none.
        let isCounted = reach / size < Float(bins) && !activations.values.contains(where: \.isNaN)
        guard !isCounted else { return }
        throw Fault(
            "the activations after epoch \(epoch) reach \(reach), which is over \(bins) bins of \(size)", at: trajectory.job.name,
            remedy: "choose a smaller learning rate than \(trajectory.job.recipe.optimiser.learningRate), or larger bins",
            status: .figureFailed)
    }
}
