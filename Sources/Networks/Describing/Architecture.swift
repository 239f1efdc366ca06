/// A network as a value: a graph of operations, each taking values of nodes before it. The last node makes the outputs.
///
/// A fully connected classifier is such a graph that happens to be a chain; `init(inputs:hidden:classes:)` builds it, and its JSON is that
/// of the three numbers' names.
public struct Architecture: Sendable {
    /// A layer: the nodes that carry its name.
    public struct Layer: Codable, Hashable, Sendable {
        /// Units of a dense layer, channels of any other.
        public var units: Int
        public var activation: Activation
        /// Whether pre-activations are batch-normalised.
        public var normalised: Bool

        public init(_ units: Int, _ activation: Activation, normalised: Bool = false) {
            precondition(units > 0, "a layer of \(units) units")
            self.units = units
            self.activation = activation
            self.normalised = normalised
        }
    }

    /// One sample's features.
    public let input: Shape
    /// Each after those that it takes values of.
    public let nodes: [Node]
    /// What each node makes.
    public let shapes: [Shape]
    /// Every layer in turn, the output layer last.
    public let layers: [Layer]
    /// The nodes of each layer.
    public let layerNodes: [Range<Int>]
    /// Where each parameter stands.
    public let layout: Layout

    /// A network of any operations.
    /// - Precondition: each node follows those that it takes values of and takes their shapes; the nodes of a layer follow each other.
    public init(input: Shape, nodes: [Node]) {
        guard let problem = Self.problem(input: input, nodes: nodes) else {
            self.init(checked: nodes, input: input)
            return
        }
        preconditionFailure(problem)
    }

    /// A fully connected classifier: hidden layers of units with an activation each, then a softmax over the classes.
    public init(inputs: Int, hidden: [Layer], classes: Int) {
        precondition(inputs > 0, "a network of \(inputs) inputs")
        precondition(classes > 1 && classes <= 1 << 16, "a classifier of \(classes) classes")
        self.init(checked: Self.chain(hidden + [Layer(classes, .identity)]), input: Shape(channels: inputs))
    }

    /// A fully connected network of any outputs, for regressions.
    public init(inputs: Int, hidden: [Layer], outputs: Int) {
        self.init(input: Shape(channels: inputs), nodes: Self.chain(hidden + [Layer(outputs, .identity)]))
    }

    private init(checked nodes: [Node], input: Shape) {
        var shapes: [Shape] = []
        var parameters: [[ParameterBlock]] = []
        for node in nodes {
            let inputs = node.from.map { $0 == Node.input ? input : shapes[$0] }
            guard let shape = node.op.shape(of: inputs) else { preconditionFailure("\(node.id) does not take \(inputs)") }
            shapes.append(shape)
            parameters.append(node.op.parameters(of: inputs))
        }
        var starts: [Int] = []
        for index in nodes.indices where index == 0 || nodes[index].layer != nodes[index - 1].layer { starts.append(index) }
        let ranges = zip(starts, starts.dropFirst() + [nodes.count]).map { $0..<$1 }
        self.input = input
        self.nodes = nodes
        self.shapes = shapes
        layerNodes = ranges
        layers = ranges.map { range in
            let activation = nodes[range].compactMap { ($0.op as? Activate)?.activation }.last ?? .identity
            return Layer(
                shapes[range.upperBound - 1].channels, activation, normalised: nodes[range].contains { $0.op is Normalise })
        }
        layout = Layout(zip(nodes, parameters).map { (String($0.layer), $1) })
    }

    /// Operations of a network that is read from a file: so many layers' parameters can still be counted.
    private static let most = 8192

    /// What is wrong with such a network; nil: nothing.
    static func problem(input: Shape, nodes: [Node]) -> String? {
        guard (1...most).contains(nodes.count) else { return "a network of \(nodes.count) operations" }
        var shapes: [Shape] = []
        var layers: Set<Substring> = []
        for (index, node) in nodes.enumerated() {
            guard node.from.allSatisfy({ $0 >= Node.input && $0 < index }) else { return "'\(node.id)' takes what comes after it" }
            guard let shape = node.op.shape(of: node.from.map { $0 == Node.input ? input : shapes[$0] }) else {
                return "'\(node.id)' does not take what it is given"
            }
            shapes.append(shape)
            let isNew = index == 0 || nodes[index - 1].layer != node.layer
            if isNew, !layers.insert(node.layer).inserted { return "the nodes of '\(node.layer)' stand apart" }
        }
        guard Set(nodes.map(\.id)).count == nodes.count else { return "two nodes have one id" }
        let taken = Set(nodes.flatMap(\.from))
        if let idle = nodes.indices.dropLast().first(where: { !taken.contains($0) }) { return "nothing takes '\(nodes[idle].id)'" }
        guard shapes[shapes.count - 1].isFlat else { return "the outputs of '\(nodes[nodes.count - 1].id)' are maps" }
        return nil
    }

    private static func chain(_ layers: [Layer]) -> [Node] {
        var nodes: [Node] = []
        func add(_ id: String, _ op: any Op) { nodes.append(Node(id: id, op: op, from: [nodes.count - 1])) }
        for (index, layer) in layers.enumerated() {
            let name = "layers.\(index)"
            add(name, Dense(layer.units))
            if layer.normalised { add("\(name)/normalise", Normalise()) }
            if layer.activation != .identity { add("\(name)/activate", Activate(layer.activation)) }
        }
        return nodes
    }

    /// The fully connected network that this is; nil where it is another.
    var asChain: Architecture? {
        guard input.isFlat, nodes == Self.chain(layers) else { return nil }
        return self
    }

    /// Whether it is a chain of dense layers.
    public var isFullyConnected: Bool { asChain != nil }

    /// Features a sample.
    public var inputs: Int { input.count }
    /// The layers before the output layer.
    public var hidden: ArraySlice<Layer> { layers.dropLast() }
    /// The outputs of a sample: a classifier's classes.
    public var outputs: Int { shapes[shapes.count - 1].count }
    /// The outputs of a classifier.
    public var classes: Int { outputs }

    /// The hidden layers and the output layer.
    public var layerCount: Int { layers.count }

    /// The units of layer `index`, the output layer being the last.
    public func units(_ index: Int) -> Int { layers[index].units }

    /// What layer `index` makes of a sample.
    public func shape(ofLayer index: Int) -> Shape { shapes[layerNodes[index].upperBound - 1] }

    /// The values a sample that feed layer `index`: the inputs, or those of the layer before.
    public func fanIn(_ index: Int) -> Int {
        let first = nodes[layerNodes[index].lowerBound].from[0]
        return first == Node.input ? input.count : shapes[first].count
    }

    /// The activation of layer `index`; identity for the output layer, whose softmax belongs to the loss.
    public func activation(_ index: Int) -> Activation { layers[index].activation }

    /// Whether layer `index` is batch-normalised.
    public func isNormalised(_ index: Int) -> Bool { layers[index].normalised }

    /// Where a layer's values stand: what its last node makes, or what its activation takes.
    public func site(_ quantity: Site.Quantity, ofLayer index: Int) -> Site {
        let range = layerNodes[index]
        if quantity == .preActivation, let place = range.last(where: { nodes[$0].op is Activate }) {
            return Site(.before, nodes[place].id)
        }
        return Site(.after, nodes[range.upperBound - 1].id)
    }

    /// The number of trained parameters: weights, biases, and the scales and shifts of batch normalisation.
    public var parameterCount: Int { layout.entries.reduce(0) { $0 + ($1.isTrained ? $1.rows * $1.columns : 0) } }

    /// Products of a weight and a value that a sample takes from the inputs to the outputs: a map's weights are used at each position.
    public var productCount: Int {
        nodes.indices.reduce(0) { sum, node in
            let positions = shapes[node].rows * shapes[node].columns
            return sum
                + layout.entries[layout.ofNode[node]].reduce(0) { $0 + ($1.isTrained ? $1.rows * $1.columns * positions : 0) }
        }
    }
}

extension Architecture: Hashable {
    public static func == (one: Architecture, other: Architecture) -> Bool {
        one.input == other.input && one.layers == other.layers && one.nodes == other.nodes
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(input)
        hasher.combine(layers)
    }
}

extension Architecture: Codable {
    private enum Key: String, CodingKey {
        case inputs, hidden, classes
        case input, nodes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func fault(_ key: Key, _ problem: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: container, debugDescription: problem)
        }
        if container.contains(.nodes) {
            let input = try container.decode(Shape.self, forKey: .input)
            let nodes = try container.decode([Node].self, forKey: .nodes)
            guard input.isSound else { throw fault(.input, "no shape of a sample") }
            if let problem = Self.problem(input: input, nodes: nodes) { throw fault(.nodes, problem) }
            self.init(checked: nodes, input: input)
            return
        }
        let inputs = try container.decode(Int.self, forKey: .inputs)
        let hidden = try container.decode([Layer].self, forKey: .hidden)
        let classes = try container.decode(Int.self, forKey: .classes)
        let sizes = [inputs] + hidden.map(\.units) + [classes]
        guard sizes.count <= Self.most / 4, sizes.allSatisfy(Shape.widths.contains) else {
            throw fault(.hidden, "no widths of a network")
        }
        self.init(checked: Self.chain(hidden + [Layer(classes, .identity)]), input: Shape(channels: inputs))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if asChain != nil {
            try container.encode(inputs, forKey: .inputs)
            try container.encode(Array(hidden), forKey: .hidden)
            try container.encode(classes, forKey: .classes)
        } else {
            try container.encode(input, forKey: .input)
            try container.encode(nodes, forKey: .nodes)
        }
    }
}

extension Shape {
    /// Units of a layer that is read from a file: two such layers' weights can still be counted.
    static let widths = 1...(1 << 24)

    /// Whether the sizes, which may be a file's, are those of some samples.
    var isSound: Bool {
        [channels, rows, columns].allSatisfy(Self.widths.contains) && Self.widths.contains(channels * rows)
            && Self.widths.contains(channels * rows * columns)
    }
}

extension Architecture: CustomStringConvertible {
    /// The widths, inputs first: "12-10-7-5-4-3-2"; of maps "3x32x32-64-64-128-10", the layers that have weights.
    public var description: String {
        let first = input.isFlat ? "\(inputs)" : "\(input.channels)x\(input.rows)x\(input.columns)"
        let weighted = layers.indices.filter { layer in
            input.isFlat && asChain != nil || layerNodes[layer].contains { !layout.ofNode[$0].isEmpty }
        }
        return ([first] + weighted.map { "\(layers[$0].units)" }).joined(separator: "-")
    }
}
