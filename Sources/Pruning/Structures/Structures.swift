import Networks

/// Which nodes of a network can be removed, and what goes with each, found from the network's graph.
///
/// A node is a unit of a dense layer or a filter of a convolution. The outputs' layer stays, and so do projections (Westphal et al. 2024,
/// appendix D.3.2: "skip connections in ResNets remain unaffected"). A residual block's last filters are removed before the addition, so
/// that the widths of blocks stay.
public struct Structures: Sendable {
    public let architecture: Architecture
    /// From the inputs to the outputs.
    public let layers: [PrunableLayer]
    /// Of each node of the graph, its entries of the layout.
    let entries: [Range<Int>]

    /// - Precondition: no channels of the network have been removed before.
    public init(_ architecture: Architecture) {
        precondition(!architecture.nodes.contains { $0.op is Scatter }, "a network that has lost channels already")
        self.architecture = architecture
        let nodes = architecture.nodes
        var takers: [[Int]] = Array(repeating: [], count: nodes.count)
        for (index, node) in nodes.enumerated() { for from in node.from where from != Node.input { takers[from].append(index) } }
        entries = architecture.entriesOfNodes
        let walk = GraphWalk(nodes: nodes, takers: takers)
        layers = architecture.layerNodes.indices.compactMap { walk.prunable($0, in: architecture) }
    }

    /// All nodes that can be removed.
    public var nodeCount: Int { layers.reduce(0) { $0 + $1.count } }

    /// The layer's entry of the layout that has the nodes' incoming weights, one node's behind the other's.
    func weights(_ layer: PrunableLayer) -> Int { entries[layer.weighted].lowerBound }

    /// The layer's entry of the layout that has the nodes' biases; nil where there are none.
    func biases(_ layer: PrunableLayer) -> Int? { entries[layer.weighted].count > 1 ? entries[layer.weighted].lowerBound + 1 : nil }

    /// Where a node's incoming weights stand in their entry.
    func incoming(_ node: Int, of layer: PrunableLayer) -> Range<Int> {
        let size = architecture.layout.entries[weights(layer)].count / layer.count
        return node * size..<(node + 1) * size
    }

    /// What goes with a node: its weights, bias and normalisation, and the weights by which the next layers take it.
    /// - Parameters:
    ///   - layer: its place in `layers`.
    ///   - node: the unit or filter.
    public func structure(layer: Int, node: Int) -> Structure {
        let prunable = layers[layer]
        precondition((0..<prunable.count).contains(node), "node \(node) of \(prunable.count)")
        let layout = architecture.layout
        var members: [Structure.Member] = []
        for place in prunable.weighted...prunable.end {
            for entry in entries[place] {
                members.append(.init(parameter: layout.entries[entry].name, axis: .outputs, indices: [node]))
            }
        }
        // Behind an addition the next layers take the other branch's maps still.
        for taker in prunable.isAdded ? [] : prunable.takers {
            let entry = entries[taker].lowerBound
            let from = architecture.nodes[taker].from[0]
            // A unit for each position, where the maps are flattened.
            let positions =
                architecture.nodes[taker].op is Dense
                ? layout.entries[entry].columns / architecture.shapes[received(from)].channels : 1
            members.append(
                .init(
                    parameter: layout.entries[entry].name, axis: .inputs,
                    indices: Array(node * positions..<(node + 1) * positions)))
        }
        return Structure(members: members)
    }

    /// The node before what flattens.
    private func received(_ node: Int) -> Int {
        var node = node
        while architecture.nodes[node].op is Flatten { node = architecture.nodes[node].from[0] }
        return node
    }
}

extension Architecture {
    /// Of each node of the graph, its entries of the layout.
    var entriesOfNodes: [Range<Int>] {
        var entries: [Range<Int>] = []
        for node in nodes {
            let inputs = node.from.map { $0 == Node.input ? input : shapes[$0] }
            let first = entries.last?.upperBound ?? 0
            entries.append(first..<first + node.op.parameters(of: inputs).count)
        }
        return entries
    }
}
