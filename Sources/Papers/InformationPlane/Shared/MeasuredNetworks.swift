import Experiments

/// The planes of like networks that differ in their seeds, those that learned; the others are counted.
struct MeasuredNetworks {
    /// One a network that learned, by seed.
    let planes: [InformationPlane]
    /// Their seeds.
    let seeds: [UInt64]
    /// Their accuracies on the validation samples after the last epoch.
    let scores: [Double]
    let trained: Int

    /// How many never left chance accuracy.
    var dead: Int { trained - planes.count }

    /// Measures every job's network on its training samples.
    init(_ jobs: [TrainingJob], binSize: Double, _ inputs: Inputs) throws {
        var planes: [InformationPlane] = []
        var seeds: [UInt64] = []
        var scores: [Double] = []
        for job in jobs {
            let trajectory = try inputs.trajectory(job)
            let curves = TrainingCurves(trajectory)
            guard curves.hasLearned else { continue }
            let training = try inputs.data(job.data).split.training
            planes += try InformationPlane.measure(
                trajectory, on: training, binSizes: [binSize], checkCancellation: inputs.checkCancellation)
            seeds.append(job.seed)
            scores.append(curves.validation.accuracy.last ?? 0)
        }
        self.planes = planes
        self.seeds = seeds
        self.scores = scores
        trained = jobs.count
    }
}
