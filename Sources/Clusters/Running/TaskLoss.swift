import Files

/// Why a task is out of the queue that has not done all of its pieces, and what becomes of these.
enum TaskLoss: Equatable {
    /// The store cannot be written, which is everybody's: the run ends.
    case endsRun(Fault)
    /// They go to other nodes.
    case refused(Fault, node: String)
    /// Another time would be the same.
    case fails(problem: String, remedy: String)
    /// They are queued again.
    case again(String)
    /// As above, once it is sure that a network's file system does not hide what the node has written.
    case unclear(String)

    /// - Parameters:
    ///   - state: what the node has said of itself; nil: nothing.
    ///   - word: what the queue says; nil: it knows nothing of it any more.
    init(_ state: TaskState?, word: String?) {
        let node = state?.node ?? "a node"
        let fault = state?.failure?.fault
        switch (state?.phase, word) {
        case (.failed, _):
            let fault = fault ?? Fault("could not go on", status: .cannotWrite)
            self = .endsRun(Fault("on \(node): \(fault.problem)", at: fault.place, remedy: fault.remedy, status: .cannotWrite))
        case (.refused, _): self = .refused(fault ?? Fault("refuses the task", at: node, status: .usage), node: node)
        case (_, "CANCELLED"): self = .fails(problem: "somebody took it out of the queue (scancel)", remedy: "run the report again")
        case (_, "OUT_OF_MEMORY"):
            self = .fails(problem: "the memory of its task did not suffice", remedy: "give more 'memory' in the cluster's settings")
        case (_, "NODE_FAIL"), (_, "BOOT_FAIL"): self = .again("its node was lost")
        case (_, "TIMEOUT"), (_, "DEADLINE"): self = .again("its time was over")
        case (_, "PREEMPTED"): self = .again("others had precedence")
        case (.stopped, _): self = .again("it was asked to stop")
        default: self = .unclear("it ended without a word (\(word ?? "out of the queue"))")
        }
    }
}
