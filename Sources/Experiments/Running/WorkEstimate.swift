import Datasets
import Networks
import Results

/// What work will take that was never done on this machine, in seconds of one core: from what it consists of, at rates measured on one
/// machine (x86-64 with AVX2), corrected by how far other work on this one was from its estimate.
struct WorkEstimate {
    private let costs: Costs

    init(_ costs: Costs) { self.costs = costs }

    /// The names under which is remembered how many times its estimate work took.
    static let trainingRatio = "trainings, times their estimate"
    static let figureRatio = "figures, times their estimate"

    /// Products of a weight and a value in a second; values of units in a second; seconds of a step whatever its size.
    private static let products = 2e10
    private static let values = 4e8
    private static let step = 6e-6

    func training(_ job: TrainingJob) -> Double {
        Self.epoch(of: job) * Double(job.recipe.epochs) * (costs[Self.trainingRatio] ?? 1)
    }

    func figure(_ entry: ReportDefinition.Entry, jobs: [TrainingJob]) -> Double {
        Self.figure(entry, jobs: jobs) * (costs[Self.figureRatio] ?? 1)
    }

    static func epoch(of job: TrainingJob) -> Double {
        let all = samples(of: job.data)
        let trained = all.pool * job.data.trainingShare
        let pass = pass(of: job.architecture)
        let scored = job.snapshots.scoresEveryEpoch ? (all.pool + all.test) * pass : 0
        return 3 * trained * pass + scored + trained / Double(job.recipe.batchSize) * step
    }

    /// As if each recorded network of each training were read once for all samples.
    static func figure(_ entry: ReportDefinition.Entry, jobs: [TrainingJob]) -> Double {
        0.1
            + jobs.reduce(0) { sum, job in
                let all = samples(of: job.data)
                return sum + Double(job.snapshots.epochs(upTo: job.recipe.epochs).count) * all.pool * pass(of: job.architecture)
            }
    }

    /// Seconds that one sample takes from the inputs to the outputs.
    private static func pass(of architecture: Architecture) -> Double {
        let units = (0..<architecture.layerCount).reduce(0) { $0 + architecture.shape(ofLayer: $1).count }
        return Double(architecture.productCount) / products + Double(units) / values
    }

    /// Samples to train on and to hold out together, and the data set's own to test on.
    private static func samples(of data: DataSelection) -> (pool: Double, test: Double) {
        let (pool, test, classes) =
            switch data.dataset {
            case .szt: (4096.0, 0.0, 2.0)
            case .mnist, .fashionMNIST: (60_000.0, 10_000.0, 10.0)
            case .cifar10: (50_000.0, 10_000.0, 10.0)
            case .cifar100: (50_000.0, 10_000.0, 100.0)
            // Not known before the folder is looked at: as ImageNet.
            case .imageFolder: (1_281_167.0, 50_000.0, 1000.0)
            }
        // Of CIFAR-100's coarse classes each has five of its own.
        let kept = data.classes.map { Double($0.count * (data.labelling == .coarse ? 5 : 1)) } ?? classes
        return (
            data.samplesPerClass.map { Double($0) * kept } ?? pool * kept / classes,
            data.testSamplesPerClass.map { Double($0) * kept } ?? test * kept / classes
        )
    }
}
