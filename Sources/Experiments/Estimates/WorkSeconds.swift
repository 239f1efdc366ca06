import Networks
import Results

/// What work takes in seconds of one core: as it took when it was done, or as is estimated.
package struct WorkSeconds {
    package typealias Seconds = (seconds: Double, isEstimated: Bool)

    private let costs: Costs
    private let estimate: WorkEstimate

    package init(_ costs: Costs) {
        self.costs = costs
        estimate = WorkEstimate(costs)
    }

    /// That of a network or a product.
    package func piece(_ work: Piece.Work) -> Seconds {
        switch work {
        case .training(let job): training(job)
        case .product(let product): self.product(product.product)
        }
    }

    func training(_ job: TrainingJob) -> Seconds {
        costs[job.costName].map { ($0 * Double(job.expectedEpochs), false) } ?? (estimate.training(job), true)
    }

    func product(_ product: some Product) -> Seconds {
        costs[product.costName].map { ($0, false) } ?? (estimate.product(product), true)
    }

    func furtherProducts(_ entry: ReportDefinition.Entry) -> Seconds { (estimate.furtherProducts(entry), true) }

    /// - Parameter isPublishedThere: whether the networks of the user's that the figure can measure are there.
    func figure(_ entry: ReportDefinition.Entry, jobs: [TrainingJob], isPublishedThere: Bool) -> Seconds {
        (costs[entry.exactCostName] ?? costs[entry.costName]).map { ($0, false) }
            ?? (estimate.figure(entry, jobs: jobs, isPublishedThere: isPublishedThere), true)
    }

    func picture(_ entry: ReportDefinition.Entry) -> Seconds { (costs[entry.pictureCostName] ?? 0.1, false) }

    func question(_ entry: ReportDefinition.Entry, jobs: [TrainingJob], isPublishedThere: Bool) -> Seconds {
        costs[entry.questionCostName].map { ($0, false) }
            ?? (estimate.figure(entry, jobs: jobs, isPublishedThere: isPublishedThere), true)
    }
}

extension Piece.Work {
    /// Whether several cores make it sooner than one: networks of feature maps share out their steps, products what they will.
    package var sharesCores: Bool {
        switch self {
        case .training(let job): job.architecture.shapes.contains { !$0.isFlat }
        case .product: true
        }
    }
}
