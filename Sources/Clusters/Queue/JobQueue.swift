/// An array of tasks to be queued.
struct Submission: Sendable {
    let folder: TaskFolder
    /// Numbered from 1 on.
    var tasks: Int
    /// Of each task.
    var cores: Int
    /// Nodes that are not to get any of it.
    var excluded: [String]
}

/// How a task stands in the queue.
struct QueuedTask: Sendable, Equatable {
    enum Phase: Sendable, Equatable { case waiting, running, ended }

    var job: Int
    var task: Int
    /// The array's name.
    var name: String
    /// Slurm's own word: "PENDING", "NODE_FAIL".
    var state: String
    /// Empty where it has none yet.
    var node = ""
    /// Why it waits: "Resources"; "None".
    var reason = ""

    var phase: Phase {
        switch state {
        case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD": .waiting
        case "RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "RESIZING", "SIGNALING", "STAGE_OUT": .running
        default: .ended
        }
    }
}

/// Where tasks wait for nodes.
protocol JobQueue: Sendable {
    /// Queues an array.
    /// - Returns: its number.
    /// - Throws: a `Fault` with what the queue says.
    func submit(_ submission: Submission) throws -> Int

    /// The user's tasks of this program, those that ended lately among them; one that is not there ended before that.
    /// - Throws: a `Fault` where the queue cannot be asked now.
    func tasks() throws -> [QueuedTask]

    /// How a task ended that the queue does not know any more; nil where nobody kept that.
    func ending(job: Int, task: Int) -> String?

    /// Takes arrays out of the queue and ends what runs of them.
    /// - Throws: a `Fault`.
    func cancel(_ jobs: [Int]) throws
}
