import Networks
import Results

/// What a run makes and stores for its figures: a network to be trained, or a product of some to be computed.
public struct Piece: Sendable {
    public enum Work: Hashable, Sendable {
        case training(TrainingJob)
        case product(AnyProduct)

        public var name: String {
            switch self {
            case .training(let job): "train \(job.name)"
            case .product(let product): product.product.name
            }
        }

        /// Of the store.
        var shelf: Store.Shelf {
            switch self {
            case .training: .trajectories
            case .product: .products
            }
        }
    }

    public let work: Work
    public let key: CacheKey
    public let task: RunTask

    public init(work: Work, key: CacheKey, task: RunTask) {
        self.work = work
        self.key = key
        self.task = task
    }
}
