/// A node at work: it has its buffers, and belongs to one machine.
public protocol Operation: AnyObject {
    /// Computes its output from its inputs.
    func forward(_ pass: Pass)
    /// From its output's delta: hands deltas down to its inputs, then does with its parameters' gradient what the pass says.
    func backward(_ pass: Pass)
}
