/// A layer whose nodes can be removed: a dense layer's units, a convolution's filters.
public struct PrunableLayer: Hashable, Sendable {
    /// Its place in `Architecture.layers`.
    public let layer: Int
    public let name: String
    /// Its units or filters.
    public let count: Int
    /// The node of the graph that has the weights.
    public let weighted: Int
    /// The node that makes the layer's values: a removed node's are 0 from here on.
    public let end: Int
    /// The node whose values the next layer receives, behind what stands in between: windows, an addition, its activation.
    public let received: Int
    /// The activation on the way there; nil where there is none.
    public let activation: Int?
    /// Whether an addition stands in between: what is received has the other branch, too.
    public let isAdded: Bool
    /// The nodes with weights that receive it, ascending.
    public let takers: [Int]
}
