/// How much each node of a network counts: the least are removed first.
public struct NodeScores: Hashable, Sendable, Codable {
    /// For each of `Structures.layers`, one of each node.
    public var values: [[Double]]

    public init(_ values: [[Double]]) { self.values = values }

    /// The mask without the least of each layer, the same share of all, rounded; of equal ones those that come first go.
    public func removingLeastOfEachLayer(_ share: Double) -> Mask {
        precondition((0...1).contains(share), "a share of \(share)")
        return Mask(
            kept: values.map { scores in
                let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
                let removed = Set(order.prefix(Int((share * Double(scores.count)).rounded())))
                return scores.indices.map { !removed.contains($0) }
            })
    }

    /// The mask without the nodes of the least scores of the whole network; of equal ones those that come first (layer by layer) go.
    ///
    /// Scores of several layers are compared as they are (MIPP.md's choice 12: no per-layer normalisation).
    /// - Parameters:
    ///   - count: how many nodes are removed in all, those that the mask has removed before included.
    ///   - mask: nodes that it has removed stay so.
    public func removingLeast(_ count: Int, from mask: Mask? = nil) -> Mask {
        var mask = mask ?? Mask(kept: values.map { $0.map { _ in true } })
        precondition(mask.kept.map(\.count) == values.map(\.count), "a mask of other nodes")
        precondition((mask.removedCount...mask.nodeCount).contains(count), "\(count) of \(mask.nodeCount) nodes removed")
        var nodes: [(layer: Int, node: Int, score: Double)] = []
        for (layer, scores) in values.enumerated() {
            for (node, score) in scores.enumerated() where mask.kept[layer][node] { nodes.append((layer, node, score)) }
        }
        precondition(nodes.allSatisfy { !$0.score.isNaN }, "a score that is no number")
        let sorted = nodes.sorted { ($0.score, $0.layer, $0.node) < ($1.score, $1.layer, $1.node) }
        for place in sorted.prefix(count - mask.removedCount) { mask.kept[place.layer][place.node] = false }
        return mask
    }
}
