import Experiments
import Files
import Results

/// A piece that a run waits for.
final class AwaitedPiece {
    let request: SlurmExecutor.Request
    /// What its key is made of.
    let inputs: [KeyInput]
    /// What it is expected to take, of one core.
    let seconds: Double
    /// How often it was queued and lost.
    var lost = 0
    /// Nodes that are not to get it.
    var excluded: Set<String> = []
    /// Why nodes have refused it.
    var fault: Fault?
    var isStarted = false

    init(_ request: SlurmExecutor.Request, inputs: [KeyInput], seconds: Double) {
        self.request = request
        self.inputs = inputs
        self.seconds = seconds
    }

    var key: CacheKey { request.piece.key }
    var name: String { request.piece.task.name }
}
