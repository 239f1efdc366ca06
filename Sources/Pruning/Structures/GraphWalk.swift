import Networks

/// Finds the way from a layer to those that take it.
struct GraphWalk {
    let nodes: [Node]
    let takers: [[Int]]

    static func isWeighted(_ op: any Op) -> Bool { op is Dense || op is Convolution }

    /// The layer as one whose nodes can be removed; nil where they cannot.
    func prunable(_ layer: Int, in architecture: Architecture) -> PrunableLayer? {
        let range = architecture.layerNodes[layer]
        guard Self.isWeighted(nodes[range.lowerBound].op) else { return nil }
        // Behind the weights every channel by itself, one operation after the other.
        for place in range.dropFirst() {
            let op = nodes[place].op
            guard nodes[place].from == [place - 1], op is Normalise || op is Activate || op is Pool else { return nil }
        }
        let end = range.upperBound - 1
        let taken = weightedTakers(of: end)
        guard range.dropLast().allSatisfy({ takers[$0] == [$0 + 1] }), !taken.isEmpty, !reachesOutputs(end),
            !isProjection(range.lowerBound, end)
        else { return nil }
        let way = self.way(from: end)
        return PrunableLayer(
            layer: layer, name: String(nodes[range.lowerBound].layer), count: architecture.shapes[end].channels,
            weighted: range.lowerBound, end: end, received: way.last ?? end,
            activation: (Array(range) + way).first { nodes[$0].op is Activate }, isAdded: way.contains { nodes[$0].op is Add },
            takers: taken)
    }

    /// The nodes behind a layer up to the one that the next weights take, or what flattens for them.
    private func way(from end: Int) -> [Int] {
        var way: [Int] = []
        var here = end
        while true {
            let next = takers[here]
            guard next.count == 1, !next.contains(where: { Self.isWeighted(nodes[$0].op) || nodes[$0].op is Flatten }) else {
                return way
            }
            here = next[0]
            way.append(here)
        }
    }

    /// The nodes with weights to which there is a way without weights.
    private func weightedTakers(of node: Int) -> [Int] {
        var found: Set<Int> = []
        var open = takers[node]
        while let next = open.popLast() {
            if Self.isWeighted(nodes[next].op) {
                found.insert(next)
            } else if !(nodes[next].op is Add) || next == firstAddition(behind: node) {
                open += takers[next]
            }
        }
        return found.sorted()
    }

    /// The addition that a layer ends in; nil where other layers take it, too.
    private func firstAddition(behind node: Int) -> Int? {
        var here = node
        while takers[here].count == 1 {
            here = takers[here][0]
            if nodes[here].op is Add { return here }
            if Self.isWeighted(nodes[here].op) { return nil }
        }
        return nil
    }

    private func reachesOutputs(_ node: Int) -> Bool {
        var open = [node]
        while let next = open.popLast() {
            if next == nodes.count - 1 { return true }
            open += takers[next].filter { !Self.isWeighted(nodes[$0].op) }
        }
        return false
    }

    /// Whether the layer leads from a block's input to its addition, beside the block's other layers: it takes what they begin with.
    private func isProjection(_ weighted: Int, _ end: Int) -> Bool {
        guard takers[end].count == 1, nodes[takers[end][0]].op is Add else { return false }
        let sum = takers[end][0]
        guard let other = nodes[sum].from.first(where: { $0 != end }) else { return false }
        guard let source = nodes[weighted].from.first, isBefore(source, other) else { return false }
        // Where both are such, the second is.
        let others = weightedLayers(before: other, after: source)
        return others > 1 || nodes[sum].from[1] == end && others == 1
    }

    private func isBefore(_ source: Int, _ node: Int) -> Bool {
        var open = [node]
        var seen: Set<Int> = []
        while let next = open.popLast() {
            if next == source { return true }
            if next > source, seen.insert(next).inserted { open += nodes[next].from }
        }
        return false
    }

    /// Nodes with weights on the longest of the ways between.
    private func weightedLayers(before node: Int, after source: Int) -> Int {
        guard node > source else { return 0 }
        let here = Self.isWeighted(nodes[node].op) ? 1 : 0
        return here + (nodes[node].from.map { weightedLayers(before: $0, after: source) }.max() ?? 0)
    }
}
