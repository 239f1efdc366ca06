import Results

/// A task that is looked after, from its queueing on until each of its pieces has an end or is queued again.
struct LiveTask {
    let folder: TaskFolder
    /// The array's number in the queue, and the task's in it.
    let job: Int
    let number: Int
    let keys: [CacheKey]
    let attempt: Int
    /// What the queue last said of it; nil: nothing.
    var queued: QueuedTask?
    let queuedAt = ContinuousClock.now
    /// When it was first seen to be out of the queue.
    var ended: ContinuousClock.Instant?
    /// How its pieces ended, as far as that was read.
    var ends: [CacheKey: PieceEnd] = [:]
    /// What its node last said of it.
    var state: TaskState?

    init(folder: TaskFolder, job: Int, number: Int, keys: [CacheKey], attempt: Int, queued: QueuedTask? = nil) {
        self.folder = folder
        self.job = job
        self.number = number
        self.keys = keys
        self.attempt = attempt
        self.queued = queued
    }
}
