/// A place in a network where values can be read or changed while a batch passes through.
public struct Site: Hashable, Sendable {
    public enum Moment: Hashable, Sendable {
        /// What the node takes.
        case before
        /// What the node makes.
        case after
    }

    /// The node's id.
    public var node: String
    public var when: Moment

    public init(_ when: Moment, _ node: String) {
        self.node = node
        self.when = when
    }
}

extension Site {
    /// Which value of a layer's units.
    public enum Quantity: Sendable {
        /// After the activation; class probabilities for the output layer of a classifier.
        case activation
        /// Before the activation; logits for the output layer.
        case preActivation
    }
}
