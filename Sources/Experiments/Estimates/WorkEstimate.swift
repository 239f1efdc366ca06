import Networks
import Results

/// What work will take that was never done on this machine, in seconds of one core: from what it consists of (`WorkCount`), corrected by
/// how far other work on this machine was from its estimate.
struct WorkEstimate {
    private let costs: Costs

    init(_ costs: Costs) { self.costs = costs }

    func training(_ job: TrainingJob) -> Double { job.work.seconds * Kind.training.ratio(costs) }

    func product(_ product: some Product) -> Double { product.work.seconds * Kind.product.ratio(costs) }

    func furtherProducts(_ entry: ReportDefinition.Entry) -> Double {
        let work = (entry.experiment as? any CountedExperiment)?.furtherProducts(entry.settings) ?? WorkCount()
        return work.seconds * Kind.product.ratio(costs)
    }

    func figure(_ entry: ReportDefinition.Entry, jobs: [TrainingJob], isPublishedThere: Bool = false) -> Double {
        Self.figure(entry, jobs: jobs, isPublishedThere: isPublishedThere) * Kind.figure.ratio(costs)
    }

    /// - Parameter isPublishedThere: whether the networks of the user's that the figure can measure are there.
    static func figure(_ entry: ReportDefinition.Entry, jobs: [TrainingJob], isPublishedThere: Bool) -> Double {
        // Opening what was stored, and wording what was found.
        0.02 + entry.experiment.expectedWork(entry.settings, jobs: jobs, isPublishedThere: isPublishedThere).seconds
    }

    /// What is corrected together.
    enum Kind: String {
        case training = "trainings"
        case figure = "figures"
        case product = "products"

        /// What is remembered of work that was done, to correct later estimates.
        func record(taken: Double, estimated: Double) -> [String: Double] {
            ["\(rawValue), taken": taken, "\(rawValue), estimated": estimated]
        }

        /// How many times its estimate such work took. Little work tells little: it counts beside a second that took what was estimated.
        fileprivate func ratio(_ costs: Costs) -> Double {
            guard let taken = costs["\(rawValue), taken"], let estimated = costs["\(rawValue), estimated"] else { return 1 }
            return (taken + 1) / (estimated + 1)
        }
    }
}
