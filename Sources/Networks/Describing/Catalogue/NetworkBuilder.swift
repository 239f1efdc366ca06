/// Puts a network together, layer by layer: each takes what the one before makes, where nothing else is said.
public struct NetworkBuilder {
    private let input: Shape
    private var nodes: [Node] = []
    /// What the next layer takes.
    public private(set) var last = Node.input
    /// Channels are multiplied by it and rounded, but stay above 0.
    private let width: Double

    public init(input: Shape, width: Double = 1) {
        precondition(width > 0, "a width of \(width)")
        self.input = input
        self.width = width
    }

    /// So many channels at the network's width.
    public func scaled(_ channels: Int) -> Int { max(1, Int((Double(channels) * width).rounded())) }

    /// Adds an operation as a node of its own: a layer's first carries its name, the others "name/what".
    @discardableResult
    public mutating func add(_ id: String, _ op: any Op, from: Int? = nil, and other: Int? = nil) -> Int {
        nodes.append(Node(id: id, op: op, from: [from ?? last] + (other.map { [$0] } ?? [])))
        last = nodes.count - 1
        return last
    }

    /// A convolution, what normalises it, and an activation, as one layer.
    @discardableResult
    public mutating func convolution(
        _ name: String, _ channels: Int, size: Int, stride: Int = 1, padding: Int = 0, normalised: Bool = true,
        activation: Activation = .relu, from: Int? = nil
    ) -> Int {
        // A bias before a normalisation would do nothing.
        let op = Convolution(scaled(channels), size: size, stride: stride, padding: padding, hasBiases: !normalised)
        add(name, op, from: from)
        if normalised { add("\(name)/normalise", Normalise()) }
        if activation != .identity { add("\(name)/activate", Activate(activation)) }
        return last
    }

    /// Weighted sums and an activation, as one layer.
    public mutating func dense(_ name: String, _ units: Int, _ activation: Activation) {
        add(name, Dense(scaled(units)))
        if activation != .identity { add("\(name)/activate", Activate(activation)) }
    }

    /// The whole network, with a classifier's outputs at its end.
    public func network(_ name: String = "classifier", classes: Int) -> Architecture {
        var network = self
        network.add(name, Dense(classes))
        return Architecture(input: input, nodes: network.nodes)
    }
}
