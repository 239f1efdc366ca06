/// What a stored network must be of: its job, and the key that it is stored under, which tells of the data and the code too.
public struct TrainingOrigin: Hashable, Sendable {
    public var job: TrainingJob
    public var key: String

    public init(job: TrainingJob, key: String) {
        self.job = job
        self.key = key
    }
}
