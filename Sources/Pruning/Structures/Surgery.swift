import Networks

/// Takes nodes out of a graph, operation by operation.
struct Surgery {
    /// What is left of a node's values.
    private struct Remnant {
        /// A place in `made`; `Node.input` for the network's input.
        var place: Int
        /// The channels that are left; the others are 0.
        var channels: [Int]
    }

    private struct Made {
        var node: Node
        var sources: [ParameterSource]
        /// The node that it is left of; nil: it stands in between.
        var original: Int?
    }

    private let structures: Structures
    private let mask: Mask
    private let architecture: Architecture
    /// By the place of each node with weights in the graph, its layer in `Structures.layers`.
    private let prunable: [Int: Int]
    /// The nodes behind such weights that belong to their layer.
    private let inLayer: Set<Int>
    private var made: [Made] = []
    private var remnants: [Remnant?] = []

    init(_ structures: Structures, _ mask: Mask) {
        self.structures = structures
        self.mask = mask
        architecture = structures.architecture
        prunable = Dictionary(uniqueKeysWithValues: structures.layers.enumerated().map { ($1.weighted, $0) })
        inLayer = Set(structures.layers.flatMap { $0.weighted + 1..<$0.end + 1 })
    }

    /// - Returns: nil where nothing reaches the outputs.
    mutating func result() -> (architecture: Architecture, sources: [ParameterSource], mask: Mask)? {
        for node in architecture.nodes.indices { remnants.append(remnant(node)) }
        guard let last = remnants[remnants.count - 1] else { return nil }
        var isNeeded = [Bool](repeating: false, count: made.count)
        var open = [last.place]
        while let place = open.popLast() {
            guard place != Node.input, !isNeeded[place] else { continue }
            isNeeded[place] = true
            open += made[place].node.from
        }
        let needed = made.indices.filter { isNeeded[$0] }
        var moved: [Int: Int] = [Node.input: Node.input]
        for (place, old) in needed.enumerated() { moved[old] = place }
        let nodes = needed.map { old in
            let node = made[old].node
            return Node(id: node.id, op: node.op, from: node.from.compactMap { moved[$0] })
        }
        let left = Set(needed.compactMap { made[$0].original })
        let kept = structures.layers.enumerated().map { index, layer in
            left.contains(layer.weighted) ? mask.kept[index] : Array(repeating: false, count: layer.count)
        }
        return (
            Architecture(input: architecture.input, nodes: nodes), needed.flatMap { made[$0].sources }, Mask(kept: kept)
        )
    }

    private mutating func remnant(_ node: Int) -> Remnant? {
        let (op, from) = (architecture.nodes[node].op, architecture.nodes[node].from)
        let inputs = from.map { $0 == Node.input ? whole(Node.input, architecture.input) : remnants[$0] }
        if op is Add { return sum(node, inputs) }
        guard let input = inputs[0] else { return nil }
        switch op {
        case is Dense, is Convolution:
            return weighted(node, input)
        case is Pool:
            return append(node, op, [input.place], channels: input.channels)
        case is Flatten:
            let shape = architecture.shapes[from[0]]
            let positions = shape.rows * shape.columns
            let units = input.channels.flatMap { Array($0 * positions..<($0 + 1) * positions) }
            return append(node, op, [input.place], channels: units)
        case let op as Activate
        where inLayer.contains(node) || op.activation == .relu || op.activation == .tanh || op.activation == .identity:
            return append(node, op, [input.place], channels: input.channels)
        case is Normalise where inLayer.contains(node):
            return normalised(node, input)
        default:
            // It makes something else than 0 of 0.
            let all = Array(0..<architecture.shapes[node].channels)
            let input = widened(input, to: all, for: node, name: "places")
            return op is Normalise ? normalised(node, input) : append(node, op, [input.place], channels: all)
        }
    }

    private func whole(_ place: Int, _ shape: Shape) -> Remnant { Remnant(place: place, channels: Array(0..<shape.channels)) }

    private mutating func append(
        _ node: Int, _ op: any Op, _ from: [Int], channels: [Int], sources: [ParameterSource] = []
    ) -> Remnant {
        made.append(Made(node: Node(id: architecture.nodes[node].id, op: op, from: from), sources: sources, original: node))
        return Remnant(place: made.count - 1, channels: channels)
    }

    private mutating func weighted(_ node: Int, _ input: Remnant) -> Remnant? {
        let channels = prunable[node].map(mask.places) ?? Array(0..<architecture.shapes[node].channels)
        guard !channels.isEmpty else { return nil }
        let entry = structures.entries[node].lowerBound
        let rowsOfNode = architecture.layout.entries[entry].rows / architecture.shapes[node].channels
        let rows = channels.flatMap { Array($0 * rowsOfNode..<($0 + 1) * rowsOfNode) }
        var sources = [ParameterSource(entry: entry, rows: rows, columns: input.channels)]
        if structures.entries[node].count > 1 { sources.append(ParameterSource(entry: entry + 1, rows: [0], columns: channels)) }
        var op = architecture.nodes[node].op
        if var convolution = op as? Convolution {
            convolution.outputs = channels.count
            op = convolution
        } else {
            op = Dense(channels.count)
        }
        return append(node, op, [input.place], channels: channels, sources: sources)
    }

    private mutating func normalised(_ node: Int, _ input: Remnant) -> Remnant {
        let sources = structures.entries[node].map { ParameterSource(entry: $0, rows: [0], columns: input.channels) }
        return append(node, architecture.nodes[node].op, [input.place], channels: input.channels, sources: sources)
    }

    private mutating func sum(_ node: Int, _ inputs: [Remnant?]) -> Remnant? {
        guard let first = inputs[0], let second = inputs[1] else { return inputs[0] ?? inputs[1] }
        let channels = Set(first.channels).union(second.channels).sorted()
        let one = widened(first, to: channels, for: node, name: "first")
        let other = widened(second, to: channels, for: node, name: "second")
        return append(node, architecture.nodes[node].op, [one.place, other.place], channels: channels)
    }

    /// The same values among more channels.
    private mutating func widened(_ input: Remnant, to channels: [Int], for node: Int, name: String) -> Remnant {
        guard input.channels != channels else { return input }
        let places = Dictionary(uniqueKeysWithValues: channels.enumerated().map { ($1, $0) })
        let op = Scatter(to: input.channels.compactMap { places[$0] }, of: channels.count)
        let id = "\(architecture.nodes[node].layer)/\(name)-\(node)"
        made.append(Made(node: Node(id: id, op: op, from: [input.place]), sources: [], original: nil))
        return Remnant(place: made.count - 1, channels: channels)
    }
}
