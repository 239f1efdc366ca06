/// Which nodes of a network are kept.
public struct Mask: Hashable, Sendable {
    /// For each of `Structures.layers`, whether each of its nodes is kept.
    public var kept: [[Bool]]

    public init(kept: [[Bool]]) { self.kept = kept }

    /// All nodes.
    public init(keepingAllOf structures: Structures) { kept = structures.layers.map { Array(repeating: true, count: $0.count) } }

    public var nodeCount: Int { kept.reduce(0) { $0 + $1.count } }

    public var removedCount: Int { kept.reduce(0) { $0 + $1.count { !$0 } } }

    /// Kept nodes of each layer.
    public var widths: [Int] { kept.map { $0.count(where: \.self) } }

    /// The share of all nodes that is removed (Westphal et al. 2024, figure 3: the "pruning ratio").
    public var sparsity: Double { Double(removedCount) / Double(nodeCount) }

    /// The share of each layer's nodes that is removed (figure 4).
    public var sparsityOfLayers: [Double] { kept.map { Double($0.count { !$0 }) / Double($0.count) } }

    /// The places of a layer's kept nodes, ascending.
    func places(_ layer: Int) -> [Int] { kept[layer].indices.filter { kept[layer][$0] } }

    public func fits(_ structures: Structures) -> Bool { kept.map(\.count) == structures.layers.map(\.count) }
}

extension Mask: Codable {
    /// A layer is a word of 1 (kept) and 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        kept = try container.decode([String].self).map { word in
            guard word.allSatisfy({ $0 == "0" || $0 == "1" }) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no mask of 0 and 1")
            }
            return word.map { $0 == "1" }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(kept.map { String($0.map { $0 ? "1" : "0" }) })
    }
}
